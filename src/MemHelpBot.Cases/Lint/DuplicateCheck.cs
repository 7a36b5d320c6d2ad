using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Documents that say nearly the same, told by the runs of eight characters that they share (logs left out: two cases may cite one log).</summary>
internal static class DuplicateCheck
{
    private const int RunLength = 8;
    private const double NearlySame = 0.7;

    public static void Run(Corpus corpus, LintReport report)
    {
        var documents = corpus.Documents.Values.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => (d.Id, d.Title, Runs: RunsOf(d))).ToList();
        for (var i = 0; i < documents.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (documents[i], documents[j]);
                if (one.Title == other.Title)
                    report.Warn("document", one.Id, $"'{one.Id}' has the same title as '{other.Id}'.", "Give it a title that tells them apart.");
                if (Overlap(one.Runs, other.Runs) >= NearlySame)
                    report.Warn("document", one.Id, $"'{one.Id}' says nearly the same as '{other.Id}'.", "Merge them.");
            }
        }
    }

    private static double Overlap(HashSet<ulong> a, HashSet<ulong> b)
    {
        var (small, large) = a.Count < b.Count ? (a, b) : (b, a);
        if (small.Count == 0 || large.Count * NearlySame > small.Count)
            return 0;
        var shared = small.Count(large.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }

    private static HashSet<ulong> RunsOf(CaseDocument document)
    {
        var runs = new HashSet<ulong>();
        foreach (var section in document.Sections)
        {
            var prose = Prose(section.Text);
            for (var i = 0; i + RunLength <= prose.Length; i++)
                runs.Add(Hash64.Of(prose.AsSpan(i, RunLength)));
        }

        return runs;
    }

    private static string Prose(string text)
    {
        var prose = new System.Text.StringBuilder(text.Length);
        var fenced = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
                continue;
            }

            foreach (var c in fenced ? [] : line)
            {
                if (char.IsLetterOrDigit(c))
                    prose.Append(char.ToLowerInvariant(c));
            }
        }

        return prose.ToString();
    }
}
