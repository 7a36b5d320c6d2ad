using System.Text.RegularExpressions;

namespace MemHelpBot.Architecture.Tests;

/// <summary>docs/security.md names tests; each of them must be there.</summary>
public sealed partial class SecurityDocTests
{
    [Fact]
    public void Every_test_that_the_page_of_attacks_names_exists()
    {
        var files = Repository.Files("tests", "*Tests.cs").ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText, StringComparer.Ordinal);
        var named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"))).Select(m => (Class: m.Groups[1].Value, Test: m.Groups[2].Value)).Distinct().ToList();
        Assert.InRange(named.Count, 50, int.MaxValue);
        Assert.All(named, n => Assert.True(files[n.Class].Any(text => IsTest(text, n.Test)), $"docs/security.md names {n.Class}.{n.Test}, which is no test"));
    }

    [Fact]
    public void Every_row_of_the_page_of_attacks_names_a_test()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| attack", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal)).ToList();
        Assert.InRange(rows.Count, 30, int.MaxValue);
        Assert.All(rows, r => Assert.Matches(Named(), r));
    }

    /// <summary>A method of that name with an attribute of xUnit before it, other attributes between.</summary>
    private static bool IsTest(string text, string name)
    {
        var at = text.IndexOf($" {name}(", StringComparison.Ordinal);
        if (at < 0)
            return false;
        var before = text[..at];
        var member = before[(before.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)..];
        return member.Contains("[Fact", StringComparison.Ordinal) || member.Contains("[Theory", StringComparison.Ordinal);
    }

    [GeneratedRegex("`([A-Z][A-Za-z]*Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
