using System.Globalization;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering;

/// <summary>The answer for reading in a terminal: headline first, then why, the commands as blocks, and what would decide.</summary>
public static class TerminalText
{
    /// <summary>Commands of each kind (check, mitigate, fix …) that are shown; a screen is not a catalogue.</summary>
    private const int MostOfAKind = 3;

    /// <summary>The whole answer, ending with a line end.</summary>
    public static string Of(Answer answer, TerminalStyle style)
    {
        var writer = new TerminalWriter(style);
        var labels = Labels.In(answer.Language);
        WriteSections(writer, answer, labels);
        WriteActions(writer, answer, labels);
        WriteLetter(writer, answer.Letter);
        WriteQuestions(writer, answer, labels);
        WriteSources(writer, answer.Sources, labels);
        WriteWarnings(writer, answer, labels);
        if (answer.Wording is { } wording)
        {
            writer.Gap();
            writer.Paragraph("", new Run(wording.Label, Ink.Faint));
        }

        return writer.ToString();
    }

    /// <summary>The short form of the answer, and how to unfold the rest.</summary>
    public static string Short(Answer answer, TerminalStyle style)
    {
        var text = Of(Brief.Of(answer), style);
        if (answer.Actions.Count == 0 && answer.Questions.Count == 0)
            return text;
        var hint = new TerminalWriter(style);
        hint.Paragraph("", new Run(Labels.In(answer.Language).Unfold, Ink.Faint));
        return text + "\n" + hint;
    }

    /// <summary>Text of others on one line, fit for a terminal: control characters are made visible.</summary>
    public static string Plain(string text) => PlainText.OneLine(text);

    private static void WriteSections(TerminalWriter writer, Answer answer, Labels labels)
    {
        foreach (var section in answer.Sections)
        {
            if (section.Claims.Count == 0 || section.Kind == "letter" || (section.Kind == "question" && answer.Questions.Count > 0))
                continue;
            writer.Gap();
            if (section.Kind == "headline")
            {
                foreach (var claim in section.Claims)
                    writer.Paragraph("", new Run(claim.Text, Ink.Strong), Cited(claim.Citations));
                // Many incidents of one kind are one verdict here.
                WriteVerdicts(writer, Verdicts.Of(answer), labels);
                continue;
            }

            if (section.Title.Length > 0)
                writer.Paragraph("", new Run(section.Title, Ink.Strong));
            foreach (var claim in section.Claims)
                writer.Paragraph("  • ", new Run(claim.Text), Cited(claim.Citations));
        }
    }

    private static void WriteVerdicts(TerminalWriter writer, IReadOnlyList<AnswerCause> causes, Labels labels)
    {
        if (causes.Count == 0)
            return;
        var runs = new List<Run> { new(labels.Verdict + labels.Colon, Ink.Faint) };
        for (var i = 0; i < causes.Count; i++)
        {
            var cause = causes[i];
            var ink = cause.Verdict switch { "confirmed" => Ink.Bad, "likely" or "possible" => Ink.Careful, _ => Ink.Faint };
            runs.Add(new Run(cause.Name, Ink.Plain));
            runs.Add(new Run(labels.Aside(labels.Term(cause.Verdict)) + (i < causes.Count - 1 ? labels.Semicolon : ""), ink));
        }

        writer.Paragraph("", runs);
    }

    private static void WriteActions(TerminalWriter writer, Answer answer, Labels labels)
    {
        if (answer.Actions.Count == 0)
            return;
        writer.Gap();
        writer.Paragraph("", new Run(labels.Commands, Ink.Strong));
        var number = 0;
        var notes = new NotesOnce();
        var shown = FirstOfEachKind(answer.Actions);
        foreach (var action in shown)
        {
            number++;
            var lead = $"{number,3}. ";
            var runs = new List<Run>
            {
                new(labels.Term(action.Kind), Ink.Strong),
                new(" · ", Ink.Faint),
                new(labels.Term(action.Risk), action.Risk switch { "read-only" => Ink.Good, "reversible" => Ink.Careful, _ => Ink.Bad }),
                new(" · ", Ink.Faint),
                new(labels.Term(action.RunAs) + labels.Lasting(action)),
            };
            if (action.ForAdministrator)
                runs.AddRange([new(" · ", Ink.Faint), new(labels.ForAdministrator, Ink.Careful)]);
            writer.Paragraph(lead, runs);
            writer.Paragraph("     ", new Run(action.Text), Cited(action.Citations));
            writer.Verbatim(7, action.Command, Ink.Command);
            if (action.Warning is { } warning)
                writer.Paragraph("     ", new Run(labels.Warning + " ", Ink.Bad), new Run(warning));
            foreach (var note in notes.Of(action))
                writer.Paragraph("     ", new Run(note.Text, Ink.Faint), Cited(note.Citations));
        }

        if (shown.Count < answer.Actions.Count)
            writer.Paragraph("     ", new Run(string.Format(CultureInfo.InvariantCulture, labels.MoreCommands, answer.Actions.Count - shown.Count), Ink.Faint));
    }

    private static void WriteLetter(TerminalWriter writer, AnswerLetter? letter)
    {
        if (letter is null)
            return;
        writer.Gap();
        writer.Paragraph("", new Run(letter.Title, Ink.Strong));
        writer.Verbatim(4, letter.Text, Ink.Plain);
    }

    private static List<AnswerAction> FirstOfEachKind(IReadOnlyList<AnswerAction> actions)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new List<AnswerAction>();
        foreach (var action in actions)
        {
            seen[action.Kind] = seen.GetValueOrDefault(action.Kind) + 1;
            if (seen[action.Kind] <= MostOfAKind)
                first.Add(action);
        }

        return first;
    }

    private static void WriteQuestions(TerminalWriter writer, Answer answer, Labels labels)
    {
        if (answer.Questions.Count == 0)
            return;
        writer.Gap();
        writer.Paragraph("", new Run(labels.Questions, Ink.Strong));
        foreach (var question in answer.Questions)
        {
            writer.Paragraph("  ? ", new Run(question.Text));
            if (question.Command.Length > 0)
                writer.Verbatim(7, question.Command, Ink.Command);
        }
    }

    private static void WriteSources(TerminalWriter writer, IReadOnlyList<AnswerSource> sources, Labels labels)
    {
        if (sources.Count == 0)
            return;
        writer.Gap();
        writer.Paragraph("", new Run(labels.Sources, Ink.Strong));
        foreach (var source in sources)
        {
            writer.Paragraph(
                "  • ",
                new Run(source.Title),
                new Run($" ({source.Lang}, {labels.Term(source.Trust)}, {labels.Term(source.Match)})"),
                new Run($" [C:{source.Id}]", Ink.Faint));
            if (source.Url is not null)
                writer.Verbatim(4, source.Url, Ink.Faint);
        }
    }

    private static void WriteWarnings(TerminalWriter writer, Answer answer, Labels labels)
    {
        var said = answer.Claims.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        var warnings = answer.Warnings.Where(w => !said.Contains(w)).ToList();
        if (warnings.Count == 0)
            return;
        writer.Gap();
        writer.Paragraph("", new Run(labels.Notes, Ink.Strong));
        foreach (var warning in warnings)
            writer.Paragraph("  ! ", new Run(warning, Ink.Careful));
    }

    private static Run Cited(IReadOnlyList<string> citations) =>
        citations.Count == 0 ? default : new Run($" [{string.Join(", ", citations)}]", Ink.Faint);
}
