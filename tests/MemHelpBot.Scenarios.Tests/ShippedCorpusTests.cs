using MemHelpBot.Cases;
using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>The corpus as it ships: clean, and found across languages.</summary>
public sealed class ShippedCorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");
    private static readonly Lazy<OpenCorpus> Open = new(() => OpenCorpus.Open(Folder, null, null, CancellationToken.None));

    [Fact]
    public void The_lint_finds_nothing() =>
        Assert.Empty(CorpusLint.Check(Folder, new KnownIds(CauseIds.All)
        {
            Facts = [.. FactCatalogue.All.Select(k => k.Key.Pattern)],
            Signatures = KnownSignatures.All,
            CasesPerCause = 3,
            Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        }).Select(p => p.ToString()));

    [Fact]
    public void At_least_twelve_cases_come_from_the_founding_documents() =>
        Assert.True(Open.Value.Corpus.Documents.Values.Count(d => d.Kind == DocumentKind.Case) >= 12);

    [Theory]
    [InlineData("内存有很多空闲，为什么虚拟机还是被杀？内存碎片", "numa-fragmentation-kvm")]
    [InlineData("serwer ma wolną pamięć, a zabija maszynę wirtualną, fragmentacja pamięci", "numa-fragmentation-kvm")]
    [InlineData("nvidia driver memory that no meminfo counter shows, nvidia_pte_cache in slabtop", "gpu-node-hidden-nvidia-memory")]
    [InlineData("węzeł GPU zawiesza się, pamięci nie widać w żadnym liczniku, nvidia", "gpu-node-hidden-nvidia-memory")]
    [InlineData("multiprocessing fork cannot allocate memory although free shows memory", "fork-enomem-multiprocessing")]
    [InlineData("多进程 fork 报 cannot allocate memory，但内存没有用满", "fork-enomem-multiprocessing")]
    [InlineData("gromacs mdrun not enough memory failed to realloc", "gromacs-realloc-768x64")]
    public async Task A_question_in_one_language_finds_the_case_in_another(string question, string id)
    {
        var hits = await Open.Value.Store.FindAsync(new CaseQuery { Text = question, Limit = 5 }, TestContext.Current.CancellationToken);
        Assert.Contains(id, hits.Select(h => h.Document.Id));
    }
}
