using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Tests.Store;

public sealed class EmbeddedCaseStoreTests : CaseStoreContract
{
    protected override Task<ICaseStore> OpenAsync(Corpus corpus) => Task.FromResult<ICaseStore>(new EmbeddedCaseStore(corpus));
}
