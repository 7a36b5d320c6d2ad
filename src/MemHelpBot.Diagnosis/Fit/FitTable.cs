using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>Where a number of a table comes from.</summary>
public enum FitOrigin
{
    /// <summary>A fact of the paste.</summary>
    Paste,

    /// <summary>The person stated it.</summary>
    Given,

    /// <summary>A default of the software or a rule of thumb, named in the formula.</summary>
    Assumed,

    /// <summary>Computed from other rows.</summary>
    Computed,
}

/// <summary>One line of a table.</summary>
/// <param name="Id">What it is; <c>row-ID</c> of <c>corpus/evidence/fit.yaml</c> words it.</param>
/// <param name="Subject">The zone it is about; null where there is none.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Formula">How it was computed, or what was assumed and why; empty for what was read or stated.</param>
/// <param name="Fact">The fact it is, for a row of the paste.</param>
/// <param name="From">The rows it was computed from.</param>
public sealed record FitRow(
    string Id, string? Subject, decimal Value, FactUnit Unit, FitOrigin Origin, string Formula, Fact? Fact, IReadOnlyList<FitRow> From)
{
    /// <summary>The facts of the paste that it rests on, each once.</summary>
    public IEnumerable<Fact> Facts => Fact is { } own ? [own] : From.SelectMany(r => r.Facts).Distinct();

    /// <summary>Whether a number that a person stated went into it.</summary>
    public bool RestsOnGiven => Origin == FitOrigin.Given || From.Any(r => r.RestsOnGiven);

    /// <summary>The number as a fact's value, for the forms that facts are written in.</summary>
    public FactValue AsValue => Value == Math.Truncate(Value) && Math.Abs(Value) < long.MaxValue ? FactValue.Of((long)Value) : FactValue.Of((double)Value);
}

/// <summary>Whether the change is enough.</summary>
public enum FitOutcome
{
    /// <summary>It fits.</summary>
    Fits,

    /// <summary>It does not fit.</summary>
    DoesNotFit,

    /// <summary>A number that decides is missing.</summary>
    Open,
}

/// <summary>A sentence beside a table.</summary>
/// <param name="Id">Its id in <c>corpus/evidence/fit.yaml</c>.</param>
/// <param name="Rows">What fills its placeholders: each row under its id, and the first one's subject as <c>zone</c>.</param>
public sealed record FitRemark(string Id, params IReadOnlyList<FitRow> Rows);

/// <summary>The arithmetic of one question.</summary>
/// <param name="Question">Its id; <c>question-ID</c> of <c>corpus/evidence/fit.yaml</c> words it.</param>
/// <param name="Incident">The incident whose facts it rests on, or null.</param>
/// <param name="Rows">The lines, in the order of the computation.</param>
/// <param name="Outcome">Whether it fits.</param>
/// <param name="Margin">What is left, or (negative) what lacks; null where the outcome is no size.</param>
/// <param name="Remarks">What has to be known to read it right.</param>
/// <param name="Missing">Names of the parameters that would complete it; <c>missing-NAME</c> says how to get each.</param>
public sealed record FitTable(
    string Question, int? Incident, IReadOnlyList<FitRow> Rows, FitOutcome Outcome, FitRow? Margin,
    IReadOnlyList<FitRemark> Remarks, IReadOnlyList<string> Missing);
