using System.Globalization;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>An answer as blocks: headline and verdicts first, then the sections, the commands to copy, what would decide, the sources.</summary>
internal static class AnswerBlocks
{
    /// <summary>The blocks, in order, each within Slack's limits.</summary>
    public static List<JsonObject> Of(Answer answer)
    {
        var labels = Labels.In(answer.Language);
        var blocks = new List<JsonObject>();
        foreach (var section in answer.Sections.Where(s => s.Claims.Count > 0))
            Add(blocks, section, answer, labels);
        AddActions(blocks, answer, labels);
        if (answer.Letter is { } letter)
        {
            blocks.Add(Title(letter.Title));
            blocks.AddRange(Block.Preformatted(letter.Text).Select(p => Block.Rich(p)));
        }

        AddQuestions(blocks, answer, labels);
        AddSources(blocks, answer.Sources, labels);
        var said = answer.Claims.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        AddList(blocks, labels.Notes, [.. answer.Warnings.Where(w => !said.Contains(w)).Select(w => Block.Section(Block.Text(w)))]);
        return blocks;
    }

    private static void Add(List<JsonObject> blocks, AnswerSection section, Answer answer, Labels labels)
    {
        // These have places of their own below.
        if (section.Kind == "letter" || (section.Kind == "question" && answer.Questions.Count > 0))
            return;
        if (section.Kind != "headline")
        {
            AddList(blocks, section.Title, [.. section.Claims.Select(Item)]);
            return;
        }

        foreach (var claim in section.Claims)
            blocks.Add(Block.Rich(Block.Section(Block.Text(claim.Text, Ink.Strong), Cited(claim.Citations))));
        var verdicts = Verdicts.Of(answer).Select(c => c.Name + labels.Aside(labels.Term(c.Verdict))).ToList();
        if (verdicts.Count > 0)
            blocks.Add(Block.Context(labels.Verdict + labels.Colon + string.Join(labels.Semicolon, verdicts)));
    }

    private static void AddActions(List<JsonObject> blocks, Answer answer, Labels labels)
    {
        if (answer.Actions.Count > 0)
            blocks.Add(Title(labels.Commands));
        var notes = new NotesOnce();
        var number = 0;
        foreach (var action in answer.Actions)
        {
            var marks = $" · {labels.Term(action.Risk)} · {labels.Term(action.RunAs)}{labels.Lasting(action)}{(action.ForAdministrator ? $" · {labels.ForAdministrator}" : "")}";
            var lead = string.Create(CultureInfo.InvariantCulture, $"{++number}. {labels.Term(action.Kind)}");
            List<JsonObject> parts =
            [
                Block.Section(Block.Text(lead, Ink.Strong), Block.Text(marks + ". "), Block.Text(action.Text), Cited(action.Citations)),
                .. Block.Preformatted(action.Command),
            ];
            if (action.Warning is { } warning)
                parts.Add(Block.Section(Block.Text(labels.Warning, Ink.Strong), Block.Text(" " + warning)));
            foreach (var note in notes.Of(action))
                parts.Add(Block.Section(Block.Text(note.Text, Ink.Faint), Cited(note.Citations)));
            blocks.Add(Block.Rich([.. parts]));
        }
    }

    private static void AddQuestions(List<JsonObject> blocks, Answer answer, Labels labels)
    {
        if (answer.Questions.Count > 0)
            blocks.Add(Title(labels.Questions));
        foreach (var question in answer.Questions)
            blocks.Add(Block.Rich([Block.Section(Block.Text(question.Text)), .. Block.Preformatted(question.Command)]));
    }

    private static void AddSources(List<JsonObject> blocks, IReadOnlyList<AnswerSource> sources, Labels labels)
    {
        var items = sources.Select(s => Block.Section(
            WebAddress.Of(s.Url) is { } url ? Block.Link(url, s.Title) : Block.Text(s.Title),
            Block.Text($" ({s.Lang}, {labels.Term(s.Trust)}, {labels.Term(s.Match)}) C:{s.Id}", Ink.Faint)));
        AddList(blocks, labels.Sources, [.. items]);
    }

    private static void AddList(List<JsonObject> blocks, string title, List<JsonObject> items)
    {
        if (items.Count == 0)
            return;
        // A list is one block while it is short; many long claims are several, each within the limits.
        var heading = title.Length > 0 ? Block.Section(Block.Text(title, Ink.Strong)) : null;
        foreach (var chunk in Chunks(items))
        {
            blocks.Add(heading is null ? Block.Rich(Block.List(ordered: false, chunk)) : Block.Rich(heading, Block.List(ordered: false, chunk)));
            heading = null;
        }
    }

    private static IEnumerable<List<JsonObject>> Chunks(List<JsonObject> items)
    {
        var chunk = new List<JsonObject>();
        var length = 0;
        foreach (var item in items)
        {
            var next = item.Compacted().Length;
            if (chunk.Count > 0 && length + next > Block.MostText)
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }

            chunk.Add(item);
            length += next;
        }

        yield return chunk;
    }

    private static JsonObject Item(Claim claim) => Block.Section(Block.Text(claim.Text), Cited(claim.Citations));

    private static JsonObject Title(string title) => Block.Rich(Block.Section(Block.Text(title, Ink.Strong)));

    private static JsonObject Cited(IReadOnlyList<string> citations) => citations.Count == 0 ? Block.Text(" ") : Block.Text($" [{string.Join(", ", citations)}]", Ink.Faint);
}
