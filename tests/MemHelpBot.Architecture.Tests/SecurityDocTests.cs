using System.Text.RegularExpressions;

namespace MemHelpBot.Architecture.Tests;

/// <summary>docs/security.md names tests, and what stops each attack; all of it must be there.</summary>
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
        Assert.InRange(Rows().Count, 30, int.MaxValue);
        Assert.All(Rows(), r => Assert.Matches(Named(), r));
    }

    [Fact]
    public void What_the_page_of_attacks_says_to_stop_them_exists()
    {
        var sources = string.Join('\n', Repository.Files("src", "*.cs").Select(File.ReadAllText));
        var types = Declared().Matches(sources).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var named = Rows().SelectMany(r => InCode().Matches(r.Split('|')[2])).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.InRange(named.Count, 25, int.MaxValue);
        Assert.All(named.Where(n => n.Contains('/', StringComparison.Ordinal)), n => Assert.True(Path.Exists(Path.Combine(Repository.Root, n)), $"docs/security.md names {n}, which is not there"));
        Assert.All(named.Where(n => n.All(char.IsAsciiLetter)), n => Assert.True(types.Contains(n), $"docs/security.md names {n}, which is no type"));
    }

    private static List<string> Rows() =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| attack", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal))];

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

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InCode();

    [GeneratedRegex("(?:class|record|struct|interface|enum) ([A-Z][A-Za-z]*)")]
    private static partial Regex Declared();
}
