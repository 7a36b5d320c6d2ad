using MemHelpBot.Diagnosis;
using MemHelpBot.Parsing;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>The list of known messages that the corpus may name is the list that the reader gives.</summary>
public sealed class KnownSignatureTests
{
    [Fact]
    public void Every_message_that_a_fixture_shows_is_on_the_list()
    {
        var seen = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*", SearchOption.AllDirectories)
            .SelectMany(f => PasteReader.Read(File.ReadAllText(f)).Signatures).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(seen);
        Assert.Empty(seen.Except(KnownSignatures.All));
        Assert.Equal(KnownSignatures.All.Count, KnownSignatures.All.Distinct(StringComparer.Ordinal).Count());
    }
}
