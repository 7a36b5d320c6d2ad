using System.Globalization;
using System.Text;
using MemHelpBot.Facts;
using MemHelpBot.Parsing;

namespace MemHelpBot.Fuzz;

/// <summary>What holds of every reading of every text. Each answers the first thing that does not, or null.</summary>
public static class Invariants
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Numbers that stand in the text as they are told; others are converted from the unit of the tool that printed them.
    private static readonly string[] AsPrinted = ["oom.", "mem.", "zone[", "alloc_failure.order", "tasks.", "meminfo.", "buddy["];

    /// <summary>Reads a text and checks all of it.</summary>
    public static string? Check(string text, bool twice)
    {
        ArgumentNullException.ThrowIfNull(text);
        Reading reading;
        TimeSpan took;
        try
        {
            took = Timed(text, out reading);
            // A busy machine may keep the thread waiting: what is slow is slow every time.
            for (var again = 0; again < 2 && took > Patience; again++)
                took = Timed(text, out reading);
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        if (took > Patience)
            return $"took {took}";
        var breaks = Breaks(text);
        // Entities in entities, JSON in JSON, half of an escape: the comparison decodes once.
        var deep = text.Contains("u00", StringComparison.OrdinalIgnoreCase) || text.Contains("&amp;", StringComparison.Ordinal) || text.Contains("&#", StringComparison.Ordinal);
        var lines = new Lines(text, breaks);
        foreach (var fact in reading.Facts.All)
        {
            if (OfSpan(text, breaks, fact.Span) is { } span)
                return $"{fact.Name} = {fact.Value}: {span}";
            if (fact.Derivation is null && !deep && OfValue(lines, fact) is { } value)
                return $"{fact.Name} = {fact.Value}: {value}";
            if (fact.Incident is { } incident && (incident < 0 || incident >= reading.Incidents.Count))
                return $"{fact.Name}: no incident {incident}";
        }

        foreach (var incident in reading.Incidents)
        {
            if (OfSpan(text, breaks, incident.Span) is { } span)
                return $"incident {incident.Index}: {span}";
        }

        return twice && Told(reading) != Told(PasteReader.Read(text)) ? "read differently the second time" : null;
    }

    private static TimeSpan Timed(string text, out Reading reading)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        reading = PasteReader.Read(text);
        return System.Diagnostics.Stopwatch.GetElapsedTime(started);
    }

    private static string Told(Reading reading) => string.Join('\n', reading.Facts.All.Select(f => $"{f.Incident} {f.Name} = {f.Value} {f.Span}"));

    private static string? OfSpan(string text, List<int> breaks, SourceSpan span)
    {
        if (span.Start < 0 || span.End < span.Start || span.End > text.Length)
            return $"characters {span.Start} to {span.End} of {text.Length}";
        if (span.FirstLine < 1 || span.LastLine < span.FirstLine || span.LastLine > breaks.Count + 1)
            return $"lines {span.FirstLine} to {span.LastLine} of {breaks.Count + 1}";
        var (first, last) = (LineOf(breaks, span.Start), LineOf(breaks, Math.Max(span.Start, span.End - 1)));
        return first < span.FirstLine || last > span.LastLine ? $"characters {span.Start} to {span.End} stand on lines {first} to {last}, not {span.FirstLine} to {span.LastLine}" : null;
    }

    private static List<int> Breaks(string text)
    {
        var breaks = new List<int>();
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            breaks.Add(at);
        return breaks;
    }

    private static int LineOf(List<int> breaks, int at)
    {
        var found = breaks.BinarySearch(at);
        return (found >= 0 ? found : ~found) + 1;
    }

    // The text of the lines that facts stand on, made comparable once a line.
    private sealed class Lines(string text, List<int> breaks)
    {
        private (int First, int Last, string Plain) last = (0, 0, "");

        public string Of(in SourceSpan span)
        {
            if (last.First != span.FirstLine || last.Last != span.LastLine)
            {
                var start = span.FirstLine == 1 ? 0 : breaks[span.FirstLine - 2] + 1;
                var end = span.LastLine > breaks.Count ? text.Length : breaks[span.LastLine - 1];
                last = (span.FirstLine, span.LastLine, Plain(text.AsSpan(start, end - start)));
            }

            return last.Plain;
        }
    }

    private static string? OfValue(Lines lines, in Fact fact)
    {
        foreach (var printed in Printed(fact))
        {
            // A value is read already: what looks like an escape in it may be a backslash before a letter.
            if (!Contains(lines.Of(fact.Span), Plain(printed)) && !Contains(lines.Of(fact.Span), string.Concat(printed.Where(char.IsLetterOrDigit))))
                return $"{printed} is not in: {lines.Of(fact.Span)}";
        }

        return null;
    }

    private static bool Contains(string line, string value) => line.Contains(value, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Printed(Fact fact) => fact.Value.Kind switch
    {
        _ when fact.Name == "tasks.count" || fact.Value.Text == "unlimited" => [],
        FactValueKind.Integer when fact.Name.EndsWith("gfp_mask", StringComparison.Ordinal) => [fact.Value.Integer!.Value.ToString("x", CultureInfo.InvariantCulture)],
        FactValueKind.Integer when Array.Exists(AsPrinted, p => fact.Name.StartsWith(p, StringComparison.Ordinal)) => [fact.Value.ToString()],
        FactValueKind.Integers when Array.Exists(AsPrinted, p => fact.Name.StartsWith(p, StringComparison.Ordinal)) => fact.Value.Integers!.Select(v => v.ToString(CultureInfo.InvariantCulture)),
        FactValueKind.Text when fact.Name.StartsWith("oom.", StringComparison.Ordinal) || fact.Name.StartsWith("alloc_failure.", StringComparison.Ordinal) || fact.Name == "kernel.release" => [fact.Value.Text!],
        FactValueKind.Texts when fact.Name.EndsWith("gfp_flags", StringComparison.Ordinal) => fact.Value.Texts!,
        FactValueKind.Tasks => fact.Value.Tasks!.Select(t => t.Comm),
        _ => [],
    };

    // Blanks, quoting marks, colours and line breaks come and go with disguises, and what JSON or HTML escape is compared without
    // the escapes: letters and digits are left, in their order.
    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\\' or '#' or '&' or '\u001b')
                i += Escape(text[i..], plain) - 1;
            else if (char.IsAsciiLetterOrDigit(c) || (c >= 0x80 && char.IsLetterOrDigit(c)))
                plain.Append(c);
        }

        return plain.ToString();
    }

    // Length of an escape at the start of the text; what it stands for is added when it is a letter or a digit.
    private static int Escape(ReadOnlySpan<char> text, StringBuilder plain)
    {
        if (text is ['\u001b', '[', ..])
            return 2 + Colour(text[2..]);
        if (text is ['\u001b', '(' or ')', 'A' or 'B' or 'U' or '0', ..])
            return 3;
        if (text is ['#', '0', '1', '1' or '2', ..])
            return 4;
        if (text[0] == '&')
            return Entity(text);
        if (text[0] != '\\')
            return 1;
        var marks = text.IndexOfAnyExcept('\\');
        if (marks < 0)
            return text.Length;
        var rest = text[marks..];
        if (rest[0] == 'u' && rest.Length > 4 && ushort.TryParse(rest.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            if (unit == 0x1b && rest.Length > 5 && rest[5] == '[')
                return marks + 6 + Colour(rest[6..]);
            if (char.IsLetterOrDigit((char)unit))
                plain.Append((char)unit);
            return marks + 5;
        }

        return marks + (rest[0] is 'n' or 't' or 'r' or 'b' or 'f' ? 1 : 0);
    }

    // Length of "&lt;" or "&#39;"; 1 for an ampersand that begins no entity.
    private static int Entity(ReadOnlySpan<char> text)
    {
        var at = text.Length > 1 && text[1] == '#' ? 2 : 1;
        while (at < text.Length && at < 8 && char.IsAsciiLetterOrDigit(text[at]))
            at++;
        return at < text.Length && text[at] == ';' ? at + 1 : 1;
    }

    // The parameters of an escape sequence and the character that ends it.
    private static int Colour(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && text[at] is >= '0' and <= '?')
            at++;
        return Math.Min(text.Length, at + 1);
    }
}
