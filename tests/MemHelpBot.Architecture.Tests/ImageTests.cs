using System.Xml.Linq;

namespace MemHelpBot.Architecture.Tests;

/// <summary>infra/Dockerfile builds from a part of the checkout: all that the published projects need must be in it.</summary>
public sealed class ImageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "infra", "Dockerfile"));

    [Fact]
    public void Every_folder_that_a_published_project_takes_files_from_is_copied_and_not_ignored()
    {
        var copied = Lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from=", StringComparison.Ordinal)).SelectMany(l => l.Split(' ')[1..^1]).Select(f => f.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).ToHashSet(StringComparer.Ordinal);
        var published = Lines.SelectMany(l => l.Split(' ').SkipWhile(w => w != "publish").Skip(1).Take(1)).ToList();
        Assert.Equal(["src/MemHelpBot", "src/MemHelpBot.Cli"], published);

        var needed = published.SelectMany(p => Projects(Path.Combine(Repository.Root, p, Path.GetFileName(p) + ".csproj"))).Distinct().SelectMany(FoldersOf).Distinct().ToList();
        Assert.Contains("corpus", needed);
        Assert.All(needed, f => Assert.Contains(f, copied));
        Assert.All(copied, f => Assert.DoesNotContain(f, ignored));
        Assert.All(copied, f => Assert.True(Path.Exists(Path.Combine(Repository.Root, f)), f));
        string[] root = ["global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig"];
        Assert.All(root, f => Assert.Contains(f, copied));
    }

    /// <summary>A project and all that it refers to.</summary>
    private static IEnumerable<string> Projects(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, r.Attribute("Include")!.Value))).SelectMany(Projects).Prepend(project);

    /// <summary>The folders of the checkout that a project names files of.</summary>
    private static IEnumerable<string> FoldersOf(string project) =>
        XDocument.Load(project).Descendants().SelectMany(e => (e.Attribute("Include")?.Value ?? "").Split(';')).Where(i => i.StartsWith("../", StringComparison.Ordinal))
            .Select(i => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, i.Split('*')[0]))).Split('/')[0]);
}
