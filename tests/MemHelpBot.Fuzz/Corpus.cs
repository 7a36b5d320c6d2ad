using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;

namespace MemHelpBot.Fuzz;

/// <summary>What inputs are made of: the reader's fixtures, cut into short pieces, and printed reports.</summary>
public sealed class Corpus
{
    private const int Longest = 700;
    private readonly List<string> pieces = [];

    /// <summary>Reads the fixtures under a folder.</summary>
    public Corpus(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith(".facts", StringComparison.Ordinal))
                Cut(File.ReadAllText(file));
        }

        var random = new Random(5);
        foreach (var version in KernelVersion.All)
        {
            foreach (var scope in ReportPrinter.Scopes(version))
            {
                var form = PrefixForm.All[random.Next(PrefixForm.All.Count)];
                var stamp = new Stamp(new DateTime(2026, 5, 9, 12, 31, 7, DateTimeKind.Unspecified), 4_123_456_789, "n7", 811);
                var report = ReportPrinter.Print(version, scope, MachineKind.Ordinary, random);
                Cut(string.Join('\n', report.Records.SelectMany(r => form.Print(r, stamp))));
            }
        }
    }

    /// <summary>How many pieces there are.</summary>
    public int Count => pieces.Count;

    /// <summary>A piece.</summary>
    public string Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return pieces[random.Next(pieces.Count)];
    }

    private void Cut(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + Longest);
            if (end < text.Length && text.LastIndexOf('\n', end - 1, end - at) is var line and > 0 && line > at)
                end = line + 1;
            pieces.Add(text[at..end]);
            at = end;
        }
    }
}
