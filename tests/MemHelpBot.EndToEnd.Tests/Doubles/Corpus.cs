namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>A copy of the shipped corpus to add cases to.</summary>
internal sealed class Corpus : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-corpus-");

    public Corpus()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "corpus");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder => directory.FullName;

    /// <summary>Adds a draft under the id that its head says.</summary>
    public void Add(string draft)
    {
        var id = draft.Split('\n').First(l => l.StartsWith("id:", StringComparison.Ordinal))[3..].Trim();
        File.WriteAllText(Path.Combine(Folder, "cases", id + ".md"), draft);
    }

    public void Dispose() => directory.Delete(true);
}
