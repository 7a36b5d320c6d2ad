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
    private readonly string lang;

    public NumberRule(FactSet facts, string lang)
    {
        this.lang = lang;
        foreach (var fact in facts.All)
            Learn(fact);
    }

    /// <summary>The first number of a sentence that nothing supports, or null.</summary>
    /// <param name="sentence">The sentence, in the answer's language.</param>
    /// <param name="cited">Texts of the sections it cites.</param>
    public string? FirstUnsupported(string sentence, IEnumerable<string> cited)
    {
        HashSet<string>? fromSections = null;
        foreach (var number in Of(sentence, NumberStyle.Of(lang)))
        {
            if (known.Contains(number))
                continue;
            fromSections ??= [.. cited.SelectMany(text => Of(text, NumberStyle.Of("en")).Concat(Of(text, NumberStyle.Of("pl"))))];
            if (!fromSections.Contains(number))
                return number;
        }

        return null;
    }

    /// <summary>The numbers of a text in canonical form: no separators, a point before decimals, no trailing zeros.</summary>
    internal static List<string> Of(string text, NumberStyle style)
    {
        var numbers = new List<string>();
        var digits = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || InName(text, i))
                continue;
            digits.Clear();
            if (text[i] == '0' && i + 2 < text.Length && text[i + 1] == 'x' && char.IsAsciiHexDigit(text[i + 2]))
            {
                var end = i + 2;
                while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                    end++;
                if (ulong.TryParse(text.AsSpan(i + 2, end - i - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
                    numbers.Add(bits.ToString(CultureInfo.InvariantCulture));
                i = end - 1;
                continue;
            }

            i = Read(text, i, style, digits) - 1;
            numbers.Add(Canonical(digits.ToString()));
        }

        return numbers;
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
        if (FactText.BytesOf(number, fact.Key.Unit) is { } bytes)
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
