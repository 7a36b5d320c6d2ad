using System.Globalization;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Pictures;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Cards;

/// <summary>
/// The parts of an answer that a person acts on or looks up: the first command of each kind and one figure in sight; reasons, further commands,
/// facts, sources and the text for the administrators folded behind buttons.
/// </summary>
public static class AnswerCard
{
    private const int MostFacts = 24;

    /// <summary>The sections of the card, in order; the first stands open.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="form">What the client takes.</param>
    public static IReadOnlyList<CardSection> Sections(Answer answer, CardForm form)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (lang, labels) = (answer.Language, Labels.In(answer.Language));
        var brief = Brief.Of(answer);
        var figures = Figure.All(answer);
        List<JsonObject> open = [.. Questions(brief, labels, form), .. Commands(brief.Actions, labels, labels.Commands, lang, form), .. figures.Take(1).SelectMany(f => ChartElement.Of(f, form))];
        CardSection[] sections =
        [
            new("main", "", open),
            new("why", CardWords.Why.In(lang), [.. Reasons(answer, labels, form)]),
            new("facts", CardWords.Facts.In(lang), [.. Facts(answer, labels, form)]),
            new("pictures", CardWords.Pictures.In(lang), [.. figures.Skip(1).SelectMany(f => ChartElement.Of(f, form))]),
            new("sources", CardWords.Sources.In(lang), [.. Sources(answer, labels)]),
            new("letter", CardWords.Letter.In(lang), [.. Letter(answer.Letter, form)], CardWords.AskLetter.In(lang)),
            new("commands", labels.FurtherCommands, [.. Commands([.. answer.Actions.Except(brief.Actions)], labels, labels.FurtherCommands, lang, form)], CardWords.AskCommands.In(lang)),
        ];
        return [.. sections.Where(s => s.Elements.Count > 0)];
    }

    /// <summary>What a client without cards shows.</summary>
    public static string Fallback(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var labels = Labels.In(answer.Language);
        var text = labels.Commands + labels.Colon + string.Join(" | ", Brief.Of(answer).Actions.Select(a => a.Command));
        return PlainText.OneLine(text.Length > 2000 ? text[..2000] + "…" : text);
    }

    private static IEnumerable<JsonObject> Commands(IReadOnlyList<AnswerAction> actions, Labels labels, string title, string lang, CardForm form)
    {
        if (actions.Count > 0)
            yield return Element.Heading(title);
        var notes = new NotesOnce();
        foreach (var action in actions)
        {
            yield return Element.Paragraph(Traits(action, labels));
            yield return Spaced(Element.Paragraph(Element.Run(action.Text), Element.Faint(Cited(action.Citations))));
            yield return form.Code(action.Command);
            if (action.Warning is { } warning)
                yield return Spaced(Element.Paragraph(Element.Coloured(labels.Warning + " ", "attention"), Element.Run(warning)));
            foreach (var note in notes.Of(action))
                yield return Spaced(Element.Paragraph(Element.Faint(note.Text + Cited(note.Citations))));
            if (action.Source is { } source)
                yield return Spaced(Element.Paragraph(Element.Faint($"{CardWords.Documented.In(lang)} {source}")));
        }
    }

    private static List<JsonObject> Traits(AnswerAction action, Labels labels)
    {
        List<JsonObject> runs =
        [
            Element.Strong(labels.Term(action.Kind)), Element.Run(" · "),
            Element.Coloured(labels.Term(action.Risk), action.Risk switch { "read-only" => "good", "reversible" => "warning", _ => "attention" }),
            Element.Run(" · " + labels.Term(action.RunAs) + labels.Lasting(action)),
        ];
        if (action.ForAdministrator)
            runs.Add(Element.Coloured(" · " + labels.ForAdministrator, "warning"));
        return runs;
    }

    private static IEnumerable<JsonObject> Reasons(Answer answer, Labels labels, CardForm form)
    {
        foreach (var section in answer.Sections.Where(s => s.Kind is not ("headline" or "letter" or "related" or "question")))
        {
            if (section.Title.Length > 0)
                yield return Element.Heading(section.Title);
            foreach (var claim in section.Claims)
                yield return Spaced(Element.Paragraph(Element.Run("• " + claim.Text), Element.Faint(Cited(claim.Citations))));
        }

        foreach (var element in Questions(answer with { Questions = [.. answer.Questions.Skip(1)] }, labels, form))
            yield return element;
    }

    private static IEnumerable<JsonObject> Questions(Answer answer, Labels labels, CardForm form)
    {
        if (answer.Questions.Count > 0)
            yield return Element.Heading(labels.Questions);
        foreach (var question in answer.Questions)
        {
            yield return Spaced(Element.Paragraph(Element.Run("? " + question.Text)));
            if (question.Command.Length > 0)
                yield return form.Code(question.Command);
        }
    }

    /// <summary>The facts that sentences stand on, then others, as many as a person reads.</summary>
    private static IEnumerable<JsonObject> Facts(Answer answer, Labels labels, CardForm form)
    {
        var cited = answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).SelectMany(c => c.Citations).ToHashSet(StringComparer.Ordinal);
        var facts = answer.Facts.All.Where(f => f.Key.Kind != FactValueKind.Tasks).OrderByDescending(f => IsCited(f, cited)).Take(MostFacts).ToList();
        if (facts.Count == 0)
            yield break;
        yield return Element.Heading(labels.Facts);
        yield return form.Facts(facts.Select(f => (f.Name, $"{FactValueText.Of(f, answer.Language)}{(f.Derivation is null ? "" : $", {labels.Derived}")} [{Lines(f)}]")));
        if (answer.Facts.All.Count > facts.Count)
            yield return Element.Paragraph(Element.Faint(labels.MoreFacts));
    }

    private static bool IsCited(in Fact fact, HashSet<string> cited)
    {
        foreach (var line in FactLines.Of(fact))
        {
            if (cited.Contains(SourceSpan.CitationOf(fact.Span.Message, line)))
                return true;
        }

        return false;
    }

    private static string Lines(in Fact fact)
    {
        var message = fact.Span.Message;
        return string.Join(", ", FactLines.RangesOf(fact).Take(3).Select(r =>
            SourceSpan.CitationOf(message, r.First) + (r.First == r.Last ? "" : string.Create(CultureInfo.InvariantCulture, $"–{r.Last}"))));
    }

    private static IEnumerable<JsonObject> Sources(Answer answer, Labels labels)
    {
        if (answer.Sources.Count > 0)
            yield return Element.Heading(labels.Sources);
        foreach (var source in answer.Sources)
        {
            var title = WebAddress.Of(source.Url) is { } url ? Element.Link(source.Title, url) : Element.Run(source.Title);
            yield return Spaced(Element.Paragraph(Element.Run("• "), title, Element.Faint($" ({source.Lang}, {labels.Term(source.Trust)}, {labels.Term(source.Match)}) [C:{source.Id}]")));
        }

        if (answer.Warnings.Count > 0)
            yield return Element.Heading(labels.Notes);
        foreach (var warning in answer.Warnings)
            yield return Spaced(Element.Paragraph(Element.Coloured("! ", "warning"), Element.Run(warning)));
    }

    private static IEnumerable<JsonObject> Letter(AnswerLetter? letter, CardForm form)
    {
        if (letter is null)
            yield break;
        yield return Element.Heading(letter.Title);
        foreach (var piece in CardPacker.Pieces(letter.Text))
            yield return form.Code(piece, "PlainText");
    }

    private static JsonObject Spaced(JsonObject element) => Element.With(element, "spacing", "Small");

    private static string Cited(IReadOnlyList<string> citations) => citations.Count == 0 ? "" : $" [{string.Join(", ", citations)}]";
}
