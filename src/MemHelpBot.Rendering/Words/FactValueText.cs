using System.Globalization;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Words;

/// <summary>A fact's value for people: the exact value with its unit, then its human form where that says more.</summary>
internal static class FactValueText
{
    private const int MostTasks = 8;

    /// <summary>The value on one line.</summary>
    public static string Of(in Fact fact, string language)
    {
        if (fact.Key == OomFacts.GfpMask || fact.Key == AllocFailureFacts.GfpMask)
            return FactText.Of(fact, language, "hex");
        if (fact.Value.Flag is not null)
            return FactText.Of(fact, language);
        if (fact.Value.Integer is { } integer)
            return Exact(integer, fact.Key.Unit, language);
        if (fact.Value.Tasks is { } tasks)
        {
            var shown = tasks.Take(MostTasks).Select(t => string.Create(
                CultureInfo.InvariantCulture, $"{t.Comm} ({t.Pid}){(t.Count > 1 ? $" × {t.Count}" : "")} {Numerals.Kb(t.RssKb, language)}"));
            return string.Join(", ", shown) + (tasks.Count > MostTasks ? ", …" : "");
        }

        return fact.Key.Unit switch
        {
            FactUnit.Percent when fact.Value.Number is { } hundredths => Numerals.Short(hundredths, language) + "\u00a0%",
            FactUnit.Pages when fact.Value.Integers is not null => fact.Value + " pages",
            FactUnit.MiB => fact.Value + "\u00a0MiB",
            _ => fact.Value.ToString(),
        };
    }

    private static string Exact(long value, FactUnit unit, string language)
    {
        var digits = Numerals.Grouped(value, language);
        return unit switch
        {
            FactUnit.KiB => digits + "\u00a0kB" + Human(value),
            FactUnit.Bytes => digits + "\u00a0B" + Human(value / 1024),
            FactUnit.Pages => digits + " pages",
            FactUnit.MiB => digits + "\u00a0MiB",
            FactUnit.Percent => digits + "\u00a0%",
            FactUnit.Seconds => digits + "\u00a0s",
            _ => value.ToString(CultureInfo.InvariantCulture),
        };

        string Human(long kb) => kb is >= 1024 or <= -1024 ? $" ({Numerals.Size(kb, language)})" : "";
    }
}
