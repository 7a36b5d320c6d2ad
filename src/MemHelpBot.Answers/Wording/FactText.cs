using System.Globalization;
using System.Text;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Wording;

/// <summary>Facts as a person reads them. The formats are those of <c>corpus/README.md</c>.</summary>
public static class FactText
{
    /// <summary>Longest text of a paste that is repeated in a sentence.</summary>
    public const int MaxText = 160;

    /// <summary>The value of a fact in a language.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="lang">en, zh or pl.</param>
    /// <param name="format">A format of the corpus (size, both, count, hex, percent), or null for the usual form of its unit.</param>
    public static string Of(in Fact fact, string lang, string? format = null) => Of(fact.Value, fact.Key.Unit, lang, format, fact.PageKb);

    /// <summary>A value of a unit in a language.</summary>
    public static string Of(FactValue value, FactUnit unit, string lang, string? format = null, byte pageKb = 0)
    {
        if (Decimal(value) is not { } number)
            return Words(value, unit, lang);
        var style = NumberStyle.Of(lang);
        return format switch
        {
            "size" => BytesOf(number, unit, pageKb) is { } bytes ? Sizes.Human(bytes, lang) : style.Rounded(number, 1),
            "both" => BytesOf(number, unit, pageKb) is { } bytes && Sizes.Scale(bytes).Unit > UnitPower(unit)
                ? $"{Plain(number, unit, value.Kind, lang, style)} ({Sizes.Human(bytes, lang)})"
                : Plain(number, unit, value.Kind, lang, style),
            "count" => style.Rounded(number, value.Kind == FactValueKind.Real ? 2 : 0),
            "hex" => value.Integer is { } bits ? "0x" + bits.ToString("x", CultureInfo.InvariantCulture) : style.Grouped(number),
            "percent" => Percent(unit == FactUnit.Ratio ? number * 100 : number, lang, style),
            _ => Plain(number, unit, value.Kind, lang, style),
        };
    }

    /// <summary>A text of a paste made fit for a sentence: control characters shown as a blank, and cut when it is very long.</summary>
    public static string Sanitise(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxText + 1));
        foreach (var c in text)
        {
            if (clean.Length >= MaxText)
                return WithoutHalfNumber(clean, c).Append('…').ToString();
            clean.Append(char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c);
        }

        return clean.ToString();
    }

    // A number that is cut in two would be another number.
    private static StringBuilder WithoutHalfNumber(StringBuilder clean, char next)
    {
        var end = clean.Length;
        if (char.IsAsciiDigit(next) || next is '.' or ',')
        {
            while (end > 0 && (char.IsAsciiDigit(clean[end - 1]) || clean[end - 1] is '.' or ','))
                end--;
        }

        clean.Length = end;
        return clean;
    }

    /// <summary>The number as an exact decimal, or null for a value that is no number.</summary>
    internal static decimal? Decimal(FactValue value) => value.Kind switch
    {
        FactValueKind.Integer => value.Integer,
        FactValueKind.Unsigned => value.Unsigned,
        FactValueKind.Real => Math.Abs(value.Number!.Value) < 1e27 ? (decimal)value.Number!.Value : null,
        _ => null,
    };

    /// <summary>The number in bytes, or null for a unit that is no size. Pages are 4 KiB where no other size is told.</summary>
    internal static decimal? BytesOf(decimal number, FactUnit unit, byte pageKb = 0) => unit switch
    {
        FactUnit.Bytes => number,
        FactUnit.KiB => number * 1024,
        FactUnit.MiB => number * 1024 * 1024,
        FactUnit.Pages => number * 1024 * (pageKb == 0 ? 4 : pageKb),
        _ => null,
    };

    private static int UnitPower(FactUnit unit) => unit switch { FactUnit.KiB => 1, FactUnit.MiB => 2, _ => 0 };

    private static string Plain(decimal number, FactUnit unit, FactValueKind kind, string lang, NumberStyle style) => unit switch
    {
        FactUnit.KiB => $"{style.Grouped(number)} kB",
        FactUnit.MiB => $"{style.Rounded(number, 1)} MB",
        FactUnit.Bytes => $"{style.Rounded(number, kind == FactValueKind.Real ? 1 : 0)} {Plural.Bytes(number, lang)}",
        FactUnit.Pages => $"{style.Grouped(number)} {Plural.Pages(number, lang)}",
        FactUnit.Percent => Percent(number, lang, style),
        FactUnit.Ratio => style.Rounded(number, 2),
        FactUnit.Seconds => Durations.Human(number, lang),
        _ => kind == FactValueKind.Real ? style.Rounded(number, 2) : number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Percent(decimal number, string lang, NumberStyle style) =>
        style.Rounded(number, Math.Abs(number) >= 100 ? 0 : 1) + (lang == "zh" ? "%" : "\u00a0%");

    private static string Words(FactValue value, FactUnit unit, string lang) => value.Kind switch
    {
        FactValueKind.Flag => (value.Flag!.Value, lang) switch
        {
            (true, "zh") => "是",
            (false, "zh") => "否",
            (true, "pl") => "tak",
            (false, "pl") => "nie",
            (true, _) => "yes",
            _ => "no",
        },
        FactValueKind.Tasks => string.Join(", ", value.Tasks!.Take(3).Select(t => $"{Sanitise(t.Comm)} ({Sizes.Human(t.RssKb * 1024m, lang)})")),
        FactValueKind.Integers => string.Join(", ", value.Integers!.Take(12).Select(v => unit == FactUnit.None ? v.ToString(CultureInfo.InvariantCulture) : NumberStyle.Of(lang).Grouped(v)))
            + (value.Integers!.Count > 12 ? " …" : ""),
        _ => Sanitise(value.ToString()),
    };
}
