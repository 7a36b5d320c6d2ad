using System.Globalization;
using MemHelpBot.Answers.Wording;

namespace MemHelpBot.Answers.Verifying.Sentences;

/// <summary>Takes a sentence apart. One pass, linear in its length.</summary>
internal static class SentenceTokens
{
    /// <summary>Marks of a quotation that is none, or not closed.</summary>
    private const string Marks = "'\"“”„’‘«»";

    /// <summary>Signs between clauses, and below them what each is in any script.</summary>
    private const string Joints = ".,;:!()–—-，。；：！（）、…";

    private const string JointsAs = ".,;:!()–––,.;:!()、…";

    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB", "kB", "KB", "MB", "GB", "TB", "ms", "µs", "%", "B", "K", "M", "G", "T", "s", "h", "字节", "页", "秒"];

    /// <summary>The tokens of a sentence.</summary>
    public static List<SentenceToken> Of(string text, string lang)
    {
        var tokens = new List<SentenceToken>();
        var words = WordClasses.Of(lang);
        var style = NumberStyle.Of(lang);
        for (var i = 0; i < text.Length;)
        {
            if (Quotation(text, i) is { } quoted)
                i = Quoted(text, i, quoted, tokens);
            else if (NumberRule.At(text, i, style) is { } number)
                i = Number(text, i, number, tokens);
            else if (char.IsLetter(text[i]) && !IsHan(text[i]) || StartsName(text, i))
                i = Name(text, i, words, tokens);
            else if (IsHan(text[i]))
                i = Han(text, i, words, tokens);
            else
                i = Sign(text, i, tokens);
        }

        return tokens;
    }

    /// <summary>Where a quotation that begins here ends: what a log says, in whatever language, is copied and never phrased. Null where none begins, or none ends.</summary>
    private static int? Quotation(string text, int i)
    {
        var closing = text[i] switch { '“' => "”", '„' => "”“", '«' => "»", '「' => "」", '"' => "\"", _ => null };
        return closing is not null && text.AsSpan(i + 1).IndexOfAny(closing) is > 0 and var length ? i + length + 2 : null;
    }

    /// <summary>A quotation, whatever its marks.</summary>
    private static int Quoted(string text, int start, int end, List<SentenceToken> tokens)
    {
        var said = text[(start + 1)..(end - 1)];
        tokens.Add(new(said.Any(IsForbidden) ? TokenKind.Forbidden : TokenKind.Anchor, said));
        return end;
    }

    /// <summary>Whether a character is a Chinese one.</summary>
    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';

    private static int Number(string text, int start, (int End, string Canonical) number, List<SentenceToken> tokens)
    {
        var sign = start > 0 && IsDash(text[start - 1]) && (start == 1 || !char.IsLetterOrDigit(text[start - 2])) ? "-" : "";
        // Digits run on into letters: a version, a name that begins with a digit.
        var end = number.End;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || Inner(text, end)) && UnitAt(text, number.End) is null)
            end++;
        if (end > number.End)
        {
            tokens.Add(new(TokenKind.Anchor, text[start..end]));
            return end;
        }

        var at = end < text.Length && text[end] is ' ' or '\u00a0' or '\u202f' ? end + 1 : end;
        var unit = UnitAt(text, at);
        tokens.Add(new(TokenKind.Anchor, sign + (number.Canonical.Length > 0 ? number.Canonical : text[start..end]) + unit));
        return unit is null ? end : at + unit.Length;
    }

    private static string? UnitAt(string text, int at) => Units.FirstOrDefault(u =>
        string.CompareOrdinal(text, at, u, 0, u.Length) == 0 && (at + u.Length >= text.Length || !char.IsAsciiLetterOrDigit(text[at + u.Length])));

    private static bool StartsName(string text, int i) =>
        text[i] is '/' or '-' or '_' or '$' or '~' or '.' && (i == 0 || !char.IsAsciiLetterOrDigit(text[i - 1]))
        && i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] is '-' or '/' or '{');

    /// <summary>A sign inside a name: what follows it belongs to the name.</summary>
    private static bool Inner(string text, int i) =>
        text[i] is '_' or '.' or '/' or ':' or '=' or '@' or '+' or '-' or '#' or '%' or '~' or '$' or '\'' or '’' && i + 1 < text.Length
        && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] is '_' or '/' or '-' && text[i] is not '\'' and not '’');

    private static int Name(string text, int start, WordClasses words, List<SentenceToken> tokens)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) && !IsHan(text[end]) || IsMark(text[end]) || Inner(text, end)))
            end++;
        var whole = text[start..end];
        if (IsName(whole))
        {
            tokens.Add(new(TokenKind.Anchor, whole));
            return end;
        }

        foreach (var part in whole.Split('-', StringSplitOptions.RemoveEmptyEntries))
            words.Add(part.ToLowerInvariant(), tokens);
        return end;
    }

    /// <summary>Whether a run is a name (DMA32, MemTotal, /proc/meminfo, vm.swappiness, --mem) and no word of the language.</summary>
    private static bool IsName(string run)
    {
        var upper = 0;
        for (var i = 0; i < run.Length; i++)
        {
            if (char.IsDigit(run[i]) || run[i] is '_' or '.' or '/' or ':' or '=' or '@' or '+' or '#' or '%' or '~' or '$' || i == 0 && run[i] == '-')
                return true;
            if (char.IsUpper(run[i]) && i > 0)
                upper++;
        }

        return upper > 0;
    }

    private static int Han(string text, int start, WordClasses words, List<SentenceToken> tokens)
    {
        var end = start;
        while (end < text.Length && IsHan(text[end]))
            end++;
        words.AddHan(text.AsSpan(start, end - start), tokens);
        return end;
    }

    private static int Sign(string text, int i, List<SentenceToken> tokens)
    {
        if (IsSpace(text[i]) || Marks.Contains(text[i], StringComparison.Ordinal) || IsMinus(text, i))
            return i + 1;
        if (Joints.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var joint && IsJoint(text, i))
        {
            tokens.Add(new(TokenKind.Joint, JointsAs[joint].ToString()));
            return i + 1;
        }

        tokens.Add(new(IsMark(text[i]) || IsForbidden(text[i]) ? TokenKind.Forbidden : TokenKind.Anchor, text[i].ToString()));
        return i + 1;
    }

    private static bool IsSpace(char c) => c is ' ' or '\u00a0' or '\u202f';

    private static bool IsDash(char c) => c is '-' or '−' or '–' or '—';

    // The sign of a number is part of it; see Number.
    private static bool IsMinus(string text, int i) =>
        IsDash(text[i]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i == 0 || !char.IsLetterOrDigit(text[i - 1]));

    // Between clauses a sign is followed by a space or another one; "!=" and "3–5" are no clauses. Brackets and full-width signs join wherever they stand.
    private static bool IsJoint(string text, int i) =>
        text[i] is '(' or ')' || !char.IsAscii(text[i]) && !IsDash(text[i]) || i + 1 == text.Length || IsSpace(text[i + 1]) || text[i + 1] is ')' || Marks.Contains(text[i + 1], StringComparison.Ordinal);

    private static bool IsForbidden(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
}
