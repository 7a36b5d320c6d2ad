using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Lint;

/// <summary>
/// A case is finished: readers of every language have its title, its source can be found, its sections say something, its log lines
/// stand in a fenced block, and what it refers to exists.
/// </summary>
internal static class CaseCheck
{
    /// <summary>What a draft leaves where a person has to write.</summary>
    public const string Unwritten = "TODO";

    private static readonly string[] Empty = ["none", "n/a", "tbd", "unknown", "see above", "as above", "to be written", "nothing", "-", "…", "..."];

    /// <summary>Fewer words than these are no section of that name (a Chinese character counts half a word).</summary>
    private static readonly (string Section, int Words)[] LeastWords = [("symptom", 8), ("evidence", 10), ("analysis", 10), ("resolution", 6), ("commands", 1)];

    public static void Run(Corpus corpus, IReadOnlySet<string> withoutAddress, KnownIds known, LintReport report)
    {
        foreach (var document in corpus.Documents.Values)
        {
            References(corpus, document, report);
            if (document.Source.Date is { } date && known.Today is { } today && IsAfter(date, today))
                report.Error("document", document.Id, $"The date {date} of the source lies in the future.", "Give the date that the source shows.");
            if (document.Kind == DocumentKind.Case)
                Case(document, withoutAddress.Contains(document.Id), report);
        }
    }

    private static void Case(CaseDocument document, bool withoutAddress, LintReport report)
    {
        void Error(string message, string mend) => report.Error("document", document.Id, message, mend);
        if (Contains(document.Title, Unwritten) || Contains(document.Source.Title, Unwritten))
            Error("A title is still to be written.", $"Replace what starts with '{Unwritten}'.");
        if (document.Titles is not { } titles)
            Error("The case lacks its titles in Chinese and Polish.", "Add 'titles: {zh: …, pl: …}' as a native engineer would write them.");
        else if (Contains(titles.Zh + titles.Pl, Unwritten) || !titles.Zh.Any(Script.IsHan) || titles.Pl.Any(Script.IsHan) || titles.Pl == document.Title)
            Error("A title is not in its language.", "Write 'zh' in Chinese and 'pl' in Polish.");
        if (document.Source.Lang is null)
            Error("The language of the source is missing.", "Add 'lang:' under 'source'.");
        if (document.Source.Url is null && !withoutAddress)
            Error("The source has no address.", "Give the address it was read at; 'unknown' only for a text that was handed over without one.");
        foreach (var section in document.Sections)
            Section(section, Error);
    }

    private static void Section(CaseSection section, Action<string, string> error)
    {
        if (Contains(section.Text, Unwritten))
        {
            error($"The section '{section.Title}' is still to be written.", $"Replace what starts with '{Unwritten}'.");
            return;
        }

        var (prose, logs) = Split(section.Text);
        var said = string.Join(' ', prose).Trim().TrimEnd('.', '。');
        if (section.Id != "corrections" && logs == 0 && Empty.Contains(said, StringComparer.OrdinalIgnoreCase))
            error($"The section '{section.Title}' says nothing ('{said}').", "Say what is known, and that the rest is not.");
        else if (Array.Find(LeastWords, l => l.Section == section.Id) is { Section: not null } least && logs == 0 && CorpusStatistics.WordsIn(said) < least.Words)
            error($"The section '{section.Title}' has {CorpusStatistics.WordsIn(said)} words.", $"Say what happened in at least {least.Words}.");
        if (section.Id == "evidence" && prose.Find(IsLog) is { } line)
            error($"The log line '{PlaceholderCheck.Short(line)}' stands outside a fenced block.", "Put log lines between two lines of '```'.");
    }

    /// <summary>The lines outside fenced blocks, and how many lines stand inside.</summary>
    private static (List<string> Prose, int Logs) Split(string text)
    {
        var (prose, logs, fenced) = (new List<string>(), 0, false);
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else if (!fenced)
                prose.Add(line);
            else if (!string.IsNullOrWhiteSpace(line))
                logs++;
        }

        return (prose, logs);
    }

    // A sentence may quote a figure or a key; only what is nothing but machine output belongs in a block.
    private static bool IsLog(string line) =>
        line.Length > 20 && !line.Contains('`', StringComparison.Ordinal) && line[0] is not ('-' or '|' or '*') && LineShape.IsMachine(line)
        && (line[0] == '[' || line.AsSpan().Count('=') >= 2 || line.Contains("kB", StringComparison.Ordinal)) && line[^1] is not ('.' or ':' or ')');

    private static void References(Corpus corpus, CaseDocument document, LintReport report)
    {
        foreach (var section in document.Sections)
        {
            foreach (var citation in CitationsIn(section.Text))
            {
                if (CitationCheck.SectionOf(corpus, citation) is null)
                    report.Error("document", document.Id, $"The reference '{citation}' in '{section.Title}' leads nowhere.", "Write C:id#section with the id of a case or note and one of its headings in lower case.");
            }
        }
    }

    private static IEnumerable<string> CitationsIn(string text)
    {
        for (var at = text.IndexOf("C:", StringComparison.Ordinal); at >= 0; at = text.IndexOf("C:", at + 2, StringComparison.Ordinal))
        {
            var end = at + 2;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is '-' or '#'))
                end++;
            // A drive letter or a mount (C:\, C:/) is no reference.
            if (end > at + 2 && text.AsSpan(at, end - at).Contains('#') && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
                yield return text[at..end];
        }
    }

    private static bool IsAfter(string date, DateOnly today) =>
        string.CompareOrdinal(date, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)[..date.Length]) > 0;

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.Ordinal);
}
