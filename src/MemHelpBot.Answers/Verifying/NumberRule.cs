using System.Globalization;
using System.Text;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Verifying;

/// <summary>
/// Rule 3: every number of a sentence is a fact's value or its human form, stands in a formula, or stands in a cited section.
/// Digits that belong to a name (DMA32, el7, cgroup v2) are part of the name and no number.
/// </summary>
internal sealed class NumberRule
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> sections = new(StringComparer.Ordinal);
    private readonly FactSet facts;
    private readonly string lang;
    private Dictionary<(int Message, int Line), int>? lastOfLine;
    private int[] before = [];
    private bool learntAll;

    public NumberRule(FactSet facts, string lang) => (this.facts, this.lang) = (facts, lang);

    /// <summary>The first number of a sentence that nothing supports, or null.</summary>
    /// <param name="sentence">The sentence, in the answer's language.</param>
    /// <param name="citations">What it cites: the facts of these lines are looked at first, all others only when they do not do.</param>
    /// <param name="cited">Texts of the sections it cites.</param>
    public string? FirstUnsupported(string sentence, IReadOnlyList<string> citations, IReadOnlyList<string> cited)
    {
        foreach (var number in Of(sentence, NumberStyle.Of(lang)))
        {
            if (!known.Contains(number) && !OfLines(citations, number) && !OfSections(cited, number) && !OfAll(number) && !OfMeaning(sentence, number))
                return number;
        }

        return null;
    }

    private bool OfLines(IReadOnlyList<string> citations, string number)
    {
        if (learntAll)
            return false;
        var lines = lastOfLine ??= ByLine();
        foreach (var citation in citations)
        {
            if (Citation.Parse(citation) is not { Message: { } message, Line: { } line } || !lines.Remove((message, line), out var place))
                continue;
            for (; place >= 0; place = before[place])
                Learn(facts.AsSpan()[place]);
        }

        return known.Contains(number);
    }

    // The catalogue's own words on a fact name kernel versions and defaults.
    private bool OfMeaning(string sentence, string number) =>
        FactCatalogue.All.Any(f => sentence.EndsWith(f.Key.Meaning, StringComparison.Ordinal) && Of(f.Key.Meaning, NumberStyle.Of(lang)).Contains(number));

    private bool OfSections(IReadOnlyList<string> cited, string number)
    {
        foreach (var text in cited)
        {
            if (!sections.TryGetValue(text, out var numbers))
                sections.Add(text, numbers = [.. Of(text, NumberStyle.Of("en")), .. Of(text, NumberStyle.Of("pl"))]);
            if (numbers.Contains(number))
                return true;
        }

        return false;
    }

    private bool OfAll(string number)
    {
        if (!learntAll)
        {
            learntAll = true;
            foreach (ref readonly var fact in facts.AsSpan())
                Learn(fact);
        }

        return known.Contains(number);
    }

    // The last fact of each line, and from each fact the one before it on its line.
    private Dictionary<(int Message, int Line), int> ByLine()
    {
        var lines = new Dictionary<(int Message, int Line), int>();
        var span = facts.AsSpan();
        before = new int[span.Length];
        for (var i = 0; i < span.Length; i++)
        {
            var line = (span[i].Span.Message, span[i].Span.FirstLine);
            before[i] = lines.TryGetValue(line, out var earlier) ? earlier : -1;
            lines[line] = i;
        }

        return lines;
    }

    /// <summary>The numbers of a text in canonical form: no separators, a point before decimals, no trailing zeros.</summary>
    internal static List<string> Of(string text, NumberStyle style)
    {
        var numbers = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (At(text, i, style) is not { } number)
                continue;
            if (number.Canonical.Length > 0)
                numbers.Add(number.Canonical);
            i = number.End - 1;
        }

        return numbers;
    }

    /// <summary>The number that begins at a place: where it ends and its canonical form, which is empty for hexadecimal digits that are no number of 64 bits; null when none begins there.</summary>
    internal static (int End, string Canonical)? At(string text, int i, NumberStyle style)
    {
        if (!char.IsAsciiDigit(text[i]) || InName(text, i))
            return null;
        if (text[i] == '0' && i + 2 < text.Length && text[i + 1] == 'x' && char.IsAsciiHexDigit(text[i + 2]))
        {
            var end = i + 2;
            while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                end++;
            return (end, ulong.TryParse(text.AsSpan(i + 2, end - i - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits.ToString(CultureInfo.InvariantCulture) : "");
        }

        var digits = new StringBuilder();
        var after = Read(text, i, style, digits);
        return (after, Canonical(digits.ToString()));
    }

    private static int Read(string text, int i, NumberStyle style, StringBuilder digits)
    {
        var decimals = false;
        while (i < text.Length)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits.Append(text[i++]);
            }
            else if (!decimals && Follows(text, i, style.Group, 3))
            {
                i += style.Group.Length;
            }
            else if (!decimals && Follows(text, i, style.Point, 1))
            {
                decimals = true;
                digits.Append('.');
                i += style.Point.Length;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static bool Follows(string text, int i, string separator, int digits)
    {
        if (string.CompareOrdinal(text, i, separator, 0, separator.Length) != 0)
            return false;
        var next = i + separator.Length;
        for (var d = 0; d < digits; d++)
        {
            if (next + d >= text.Length || !char.IsAsciiDigit(text[next + d]))
                return false;
        }

        return digits != 3 || next + 3 >= text.Length || !char.IsAsciiDigit(text[next + 3]);
    }

    /// <summary>Whether a digit belongs to a name: a letter or underscore stands before its run of digits.</summary>
    private static bool InName(string text, int i)
    {
        while (i > 0 && (char.IsAsciiLetterOrDigit(text[i - 1]) || text[i - 1] == '_'))
        {
            i--;
            if (char.IsAsciiLetter(text[i]) || text[i] == '_')
                return true;
        }

        return false;
    }

    private static string Canonical(string digits)
    {
        var plain = digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
        plain = plain.TrimStart('0');
        return plain.Length == 0 ? "0" : plain[0] == '.' ? "0" + plain : plain;
    }

    private void Learn(in Fact fact)
    {
        // Digits of the subject (zone 1/DMA32) and of a text value (kernel 3.10.0) are the paste's own.
        LearnText(fact.Subject);
        LearnText(fact.Key.Pattern);
        LearnText(fact.Derivation?.Formula);
        if (FactText.Decimal(fact.Value) is not { } number)
        {
            LearnValue(fact);
            return;
        }

        LearnText(FactText.Of(fact, "en"));
        LearnText(FactText.Of(fact, "en", "count"));
        known.Add(Canonical(Math.Abs(number).ToString("0.############", CultureInfo.InvariantCulture)));
        if (FactText.BytesOf(number, fact.Key.Unit, fact.PageKb) is { } bytes)
            LearnText(Sizes.Human(bytes, "en"));
        if (fact.Key.Unit == FactUnit.Ratio)
            LearnText(FactText.Of(fact, "en", "percent"));
    }

    private void LearnValue(in Fact fact)
    {
        switch (fact.Value.Kind)
        {
            case FactValueKind.Text:
                LearnText(fact.Value.Text);
                break;
            case FactValueKind.Texts:
                foreach (var text in fact.Value.Texts!)
                {
                    LearnText(text);
                    if (fact.Key == ProgramFacts.Signatures)
                        LearnText(text.Replace('-', ' '));
                }

                break;
            case FactValueKind.Integers:
                foreach (var value in fact.Value.Integers!)
                    known.Add(Canonical(value.ToString(CultureInfo.InvariantCulture).TrimStart('-')));
                break;
            case FactValueKind.Tasks:
                foreach (var task in fact.Value.Tasks!)
                {
                    LearnText(task.Comm);
                    LearnText(Sizes.Human(task.RssKb * 1024m, "en"));
                    known.Add(task.Pid.ToString(CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    private void LearnText(string? text)
    {
        if (text is null)
            return;
        foreach (var number in Of(text, NumberStyle.Of("en")))
            known.Add(number);
        if (lang == "pl")
        {
            foreach (var number in Of(text, NumberStyle.Of("pl")))
                known.Add(number);
        }
    }
}
