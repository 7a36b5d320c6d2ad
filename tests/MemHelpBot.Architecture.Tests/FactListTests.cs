using System.Globalization;
using System.Text;
using MemHelpBot.Facts;

namespace MemHelpBot.Architecture.Tests;

/// <summary><c>docs/facts.md</c> is generated from the catalogues. Set MEMHELP_WRITE_DOCS=1 to write it; the test fails when it drifts.</summary>
public sealed class FactListTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "facts.md");

    [Fact]
    public void The_documented_list_is_the_list_of_the_code()
    {
        var expected = Generate();
        if (Environment.GetEnvironmentVariable("MEMHELP_WRITE_DOCS") == "1")
            File.WriteAllText(Path, expected);
        Assert.Equal(expected, File.ReadAllText(Path));
    }

    [Fact]
    public void No_two_facts_share_a_name()
    {
        var names = FactCatalogue.All.Select(k => k.Key.Pattern).ToList();
        Assert.True(names.Count > 100);
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static string Generate()
    {
        var text = new StringBuilder("# Facts\n\nGenerated from `src/MemHelpBot.Facts/Catalogue` (see `FactListTests`); do not edit.\n`*` stands for a subject: `zone[*].free_kb` with `1/DMA32` is `zone[1/DMA32].free_kb`.\n");
        foreach (var group in FactCatalogue.All.GroupBy(k => k.Catalogue))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| name | form | unit | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var (_, key) in group)
                text.Append(CultureInfo.InvariantCulture, $"| `{key.Pattern}` | {key.Kind} | {key.Unit} | {key.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return text.ToString();
    }
}
