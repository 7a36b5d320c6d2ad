using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>A kernel report written for the tests, and what stands in it: <c>name = value @line</c>.</summary>
internal sealed record Fixture(string Name, string Log, IReadOnlyList<Expected> Facts)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Kernel");

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Folder, "*.log").Order(StringComparer.Ordinal))
            names.Add(Path.GetFileNameWithoutExtension(file));
        return names;
    }

    public static Fixture Of(string name) => new(
        name,
        File.ReadAllText(Path.Combine(Folder, name + ".log")),
        [.. File.ReadAllLines(Path.Combine(Folder, name + ".facts")).Select(Expected.Parse).DistinctBy(f => f.ToString())]);

    public static IEnumerable<Fixture> All() => Names().Select(row => Of(row.Data));

    /// <summary>The facts of a reading in the form of the fixture's.</summary>
    public static IReadOnlyList<string> Told(Reading reading, int incident = 0) =>
        [.. reading.Facts.All.Where(f => f.Incident == incident).Select(f => $"{f.Name} = {Print(f.Value)}").Order(StringComparer.Ordinal)];

    public static string Print(FactValue value) => value.Tasks is { } tasks
        ? string.Join(", ", tasks.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Comm} ({t.Pid}) {t.RssKb} kB x{t.Count}")))
        : value.ToString();
}

/// <summary>One fact of a fixture.</summary>
internal sealed record Expected(string Name, string Value, int Line)
{
    public static Expected Parse(string text)
    {
        var equals = text.IndexOf(" = ", StringComparison.Ordinal);
        var at = text.LastIndexOf(" @", StringComparison.Ordinal);
        return new Expected(text[..equals], text[(equals + 3)..at], int.Parse(text[(at + 2)..], CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Name} = {Value}";
}
