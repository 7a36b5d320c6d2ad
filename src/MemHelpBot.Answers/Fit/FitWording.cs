using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Fit;

/// <summary>Tables of "would it fit?" in a language; every word stands in <c>corpus/evidence/fit.yaml</c>.</summary>
public sealed class FitWording(Corpus corpus, string lang)
{
    private const int CitedLines = 4;

    private readonly Phrases phrases = new(corpus, lang);

    /// <summary>Headings of the columns and parts: what, value, source, missing, note.</summary>
    public string Head(string id) => Say("head-" + id);

    /// <summary>A table in words.</summary>
    /// <param name="table">The table.</param>
    /// <param name="incidents">The incidents of the paste.</param>
    public WordedTable Word(FitTable table, IReadOnlyList<Incident> incidents)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(incidents);
        var title = Say("question-" + table.Question);
        if (table.Incident is { } index && incidents.FirstOrDefault(i => i.Index == index) is { } incident)
            title += $" ({Say("of-incident", new EvidenceArgument("line", null, FormattableString.Invariant($"{incident.Span.FirstLine}")))})";
        return new WordedTable(
            table.Question, title, table.Incident, OutcomeOf(table.Outcome), Verdict(table), [.. table.Rows.Select(Word)],
            [.. table.Remarks.Select(r => Say(r.Id, Arguments(r)))],
            [.. table.Missing.Distinct(StringComparer.Ordinal).Select(m => new WordedMissing(m, Say("missing-" + m)))]);
    }

    private static string OutcomeOf(FitOutcome outcome) => outcome switch
    {
        FitOutcome.Fits => "fits",
        FitOutcome.DoesNotFit => "does-not-fit",
        _ => "open",
    };

    private string Verdict(FitTable table)
    {
        var id = "outcome-" + OutcomeOf(table.Outcome);
        if (table.Margin is not { Unit: FactUnit.Bytes } margin || (table.Outcome == FitOutcome.Open && margin.Value < 0))
            return Say(id);
        return Say(id + "-by", new EvidenceArgument("margin", AsFact(margin)), new EvidenceArgument("lack", AsFact(margin with { Value = Math.Abs(margin.Value) })));
    }

    private WordedRow Word(FitRow row)
    {
        var label = Say("row-" + row.Id);
        var source = row.Origin switch
        {
            FitOrigin.Paste => string.Join(", ", Lines(row)),
            FitOrigin.Given => Say("source-given"),
            FitOrigin.Assumed => Say("source-assumed", new EvidenceArgument("why", null, phrases.Formula(row.Formula))),
            _ => phrases.Formula(row.Formula),
        };
        return new WordedRow(
            row.Id, row.Subject is null ? label : $"{FactText.Sanitise(row.Subject)}: {label}", FactText.Of(row.AsValue, row.Unit, lang, Form(row.Unit)), row.Value,
            UnitOf(row.Unit), OriginOf(row.Origin), source, Lines(row));
    }

    private static string OriginOf(FitOrigin origin) => origin switch
    {
        FitOrigin.Paste => "paste",
        FitOrigin.Given => "given",
        FitOrigin.Assumed => "assumed",
        _ => "computed",
    };

    private static string UnitOf(FactUnit unit) => unit switch
    {
        FactUnit.Bytes => "bytes",
        FactUnit.KiB => "kib",
        FactUnit.Pages => "pages",
        FactUnit.Percent => "percent",
        _ => "",
    };

    private static string? Form(FactUnit unit) => unit switch
    {
        FactUnit.Bytes => "size",
        FactUnit.None => "count",
        _ => null,
    };

    private static List<string> Lines(FitRow row) => [.. row.Facts.SelectMany(f => f.Spans).Select(s => s.Citation).Distinct(StringComparer.Ordinal).Take(CitedLines)];

    private static List<EvidenceArgument> Arguments(FitRemark remark)
    {
        var arguments = remark.Rows.Select(r => new EvidenceArgument(r.Id, AsFact(r))).ToList();
        if (remark.Rows is [{ Subject: { } zone }, ..])
            arguments.Add(new EvidenceArgument("zone", null, zone));
        return arguments;
    }

    // Only the way numbers are written is wanted here: a stated number stands on no line.
    private static Fact AsFact(FitRow row) => new(Written(row.Unit), null, row.AsValue, row.Fact?.Span ?? default);

    private static FactKey Written(FactUnit unit) => unit switch
    {
        FactUnit.Bytes => ProgramFacts.FailedBytes,
        FactUnit.KiB => MemcgFacts.Usage,
        FactUnit.Pages => ReplayFacts.Free,
        FactUnit.Percent => DaemonFacts.OomdPressure,
        _ => OomFacts.Order,
    };

    private string Say(string id, params IReadOnlyList<EvidenceArgument> arguments) =>
        phrases.Of(EvidencePhrase.OfFit, id, arguments) ?? throw new KeyNotFoundException($"corpus/evidence/fit.yaml lacks '{id}'.");
}
