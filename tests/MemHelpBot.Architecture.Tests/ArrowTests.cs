using System.Xml.Linq;

namespace MemHelpBot.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md, read from the project files.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["MemHelpBot.Facts"] = [],
        ["MemHelpBot.Parsing"] = ["Facts"],
        ["MemHelpBot.Diagnosis"] = ["Facts"],
        ["MemHelpBot.Cases.Qdrant"] = ["Cases"],
        ["MemHelpBot.Secrets"] = [],
        ["MemHelpBot.Cases"] = ["Facts", "Secrets"],
        ["MemHelpBot.Answers"] = ["Facts", "Diagnosis", "Cases", "Secrets"],
        ["MemHelpBot.Assistant"] = ["Facts", "Parsing", "Diagnosis", "Cases", "Answers", "Secrets"],
        ["MemHelpBot.State.Postgres"] = ["Assistant"],
        ["MemHelpBot.Scanning"] = ["Facts", "Parsing"],
        ["MemHelpBot.Models.OpenAI"] = ["Answers", "Secrets"],
        ["MemHelpBot.Rendering"] = ["Facts", "Diagnosis", "Cases", "Answers", "Scanning"],
        ["MemHelpBot.Channels"] = [],
        ["MemHelpBot.Channels.Teams"] = ["Facts", "Cases", "Answers", "Assistant", "Rendering", "Channels"],
        ["MemHelpBot.Channels.DirectLine"] = ["Facts", "Cases", "Answers", "Assistant", "Rendering", "Channels"],
        ["MemHelpBot.Channels.Slack"] = ["Facts", "Answers", "Assistant", "Rendering", "Channels"],
    };

    private static readonly string[] CompositionRoots = ["MemHelpBot", "MemHelpBot.Cli"];

    [Fact]
    public void Every_project_uses_only_what_the_map_allows()
    {
        var seen = 0;
        foreach (var file in Repository.Files("src", "*.csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var used = XDocument.Load(file).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).ToList();
            if (!CompositionRoots.Contains(name))
                Assert.All(used, u => Assert.Contains(u["MemHelpBot.".Length..], Allowed[name]));
            Assert.DoesNotContain(used, CompositionRoots.Contains);
            seen++;
        }

        Assert.Equal(Allowed.Count + CompositionRoots.Length, seen);
    }

    [Fact]
    public void Facts_needs_no_package()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "MemHelpBot.Facts", "MemHelpBot.Facts.csproj"));
        Assert.Empty(project.Descendants("PackageReference"));
    }

    [Fact]
    public void No_source_reads_the_wall_clock()
    {
        var files = Repository.Files("src", "*.cs").ToList();
        Assert.NotEmpty(files);
        string[] banned = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];
        Assert.All(files, f => Assert.DoesNotContain(banned, b => File.ReadAllText(f).Contains(b, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.DoesNotContain(Repository.Files("src", "*.cs"), f => File.ReadLines(f).Count() > 400);
}
