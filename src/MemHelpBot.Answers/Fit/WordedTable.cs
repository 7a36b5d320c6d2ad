namespace MemHelpBot.Answers.Fit;

/// <summary>A table of "would it fit?" in words.</summary>
/// <param name="Id">Id of the question.</param>
/// <param name="Title">What is computed.</param>
/// <param name="Incident">Index of the incident whose facts it rests on, or null.</param>
/// <param name="Outcome">fits, does-not-fit or open.</param>
/// <param name="Verdict">The outcome as a sentence.</param>
/// <param name="Rows">The lines.</param>
/// <param name="Notes">What has to be known to read it right.</param>
/// <param name="Missing">What would complete it, and how to get it.</param>
public sealed record WordedTable(
    string Id, string Title, int? Incident, string Outcome, string Verdict, IReadOnlyList<WordedRow> Rows, IReadOnlyList<string> Notes,
    IReadOnlyList<WordedMissing> Missing);

/// <summary>One line of a table.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What it is, with its zone.</param>
/// <param name="Value">The number as a person reads it.</param>
/// <param name="Number">The number itself.</param>
/// <param name="Unit">Its unit: bytes, kib, pages, percent, or empty for a count.</param>
/// <param name="Origin">paste, given, assumed or computed.</param>
/// <param name="Source">Where it comes from, in words: a line, the person, an assumption, a formula.</param>
/// <param name="Citations">Lines of the paste that it rests on.</param>
public sealed record WordedRow(
    string Id, string Label, string Value, decimal Number, string Unit, string Origin, string Source, IReadOnlyList<string> Citations);

/// <summary>A number that is missing.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Text">What it is and how to get it.</param>
public sealed record WordedMissing(string Id, string Text);
