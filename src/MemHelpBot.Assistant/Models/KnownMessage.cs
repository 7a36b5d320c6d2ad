using System.Globalization;
using System.Text;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// Whether a line is a known message after all. Its own reader says so, of the line as it would stand without what hides it: full-width letters and
/// printer's quotes, invisible characters, a strange prefix, another case, a line break in the middle. Nothing is put in that the line does not hold.
/// </summary>
internal static class KnownMessage
{
    private const int MostPrefixes = 6;
    private const int Longest = 1000;

    /// <summary>Whether the reader of a message finds it in a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="after">The line behind it; empty for none.</param>
    /// <param name="id">Id of the message.</param>
    public static bool IsIn(string line, string after, string id) =>
        IsIn(line, id) || (after.Length > 0 && !IsIn(after, id) && IsIn($"{line} {after}", id));

    private static bool IsIn(string text, string id) => Forms(Plain(text)).Any(form => PasteReader.Read(form).Signatures.Any(s => s.Id == id));

    private static IEnumerable<string> Forms(string line)
    {
        foreach (var bare in Bare(line))
        {
            yield return bare;
            var lower = bare.ToLowerInvariant();
            if (lower == bare || lower.Length == 0)
                continue;
            yield return lower;
            yield return char.ToUpperInvariant(lower[0]) + lower[1..];
        }
    }

    /// <summary>The line, and what is left of it behind each sign that ends a prefix.</summary>
    private static IEnumerable<string> Bare(string line)
    {
        yield return line;
        var found = 0;
        for (var i = 0; i + 2 < line.Length && found < MostPrefixes; i++)
        {
            if (line[i] is not (':' or ']' or '|' or '>' or ')') || line[i + 1] != ' ')
                continue;
            found++;
            yield return line[(i + 2)..];
        }
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            var sign = c switch
            {
                >= '！' and <= '～' => (char)(c - 0xfee0),
                '“' or '”' or '„' or '«' or '»' => '"',
                '‘' or '’' or '‚' => '\'',
                '–' or '—' or '−' => '-',
                _ => c,
            };
            if (char.IsWhiteSpace(sign) || char.IsControl(sign))
                plain.Append(plain.Length == 0 || plain[^1] == ' ' ? "" : " ");
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format)
                plain.Append(sign);
        }

        return plain.ToString().TrimEnd();
    }
}
