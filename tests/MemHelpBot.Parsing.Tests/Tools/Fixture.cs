namespace MemHelpBot.Parsing.Tests.Tools;

/// <summary>Fixtures of this project, found from the folder the tests run in, and short forms for what tests ask of a reading.</summary>
internal static class Fixture
{
    private static readonly string Root = Find();

    public static string Text(string name) => File.ReadAllText(Path.Combine(Root, name));

    public static Reading Read(string name) => PasteReader.Read(Text(name));

    public static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), "*.txt").Order(StringComparer.Ordinal).Select(f => Path.Combine(folder, Path.GetFileName(f)))];

    /// <summary>name = value @ line, one a fact, in order.</summary>
    public static IReadOnlyList<string> Printed(this Reading reading, string start = "") =>
        [.. reading.Facts.All.Where(f => f.Name.StartsWith(start, StringComparison.Ordinal)).Select(f => $"{f.Name} = {f.Value} @ {f.Span.FirstLine}")];

    /// <summary>The values of one fact, in order.</summary>
    public static IReadOnlyList<string> Values(this Reading reading, string name, int? incident = null) =>
        [.. reading.Facts.All.Where(f => f.Name == name && (incident is null || f.Incident == incident)).Select(f => f.Value.ToString())];

    /// <summary>The characters of the paste that a fact stands on.</summary>
    public static string Cited(this Reading reading, string paste, string name)
    {
        var span = reading.Facts.All.First(f => f.Name == name).Span;
        return paste[span.Start..span.End];
    }

    /// <summary>The signatures, in order of appearance, each with its line.</summary>
    public static IReadOnlyList<string> Signed(this Reading reading) => [.. reading.Signatures.Select(s => $"{s.Id} @ {s.Span.FirstLine}")];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var here = Path.Combine(folder.FullName, "tests", "MemHelpBot.Parsing.Tests", "Fixtures");
            if (Directory.Exists(here))
                return here;
        }

        throw new DirectoryNotFoundException("The fixtures stand in tests/MemHelpBot.Parsing.Tests/Fixtures of the repository.");
    }
}
