using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>A reply as Slack takes it: the blocks of one message, a line for notifications, and a file for what does not fit.</summary>
/// <param name="Body">What is said.</param>
/// <param name="Follow">Buttons to go on with; null when there is nothing more.</param>
/// <param name="Title">Its first line, plain.</param>
/// <param name="Whole">The whole answer as Markdown; null when the body holds it.</param>
/// <param name="Words">Words of the reply's language.</param>
internal sealed record SlackReply(IReadOnlyList<JsonObject> Body, JsonObject? Follow, string Title, string? Whole, SlackWords Words)
{
    /// <summary>The line for notifications and screen readers, as mrkdwn.</summary>
    public string Text { get; } = SlackText.Escaped(Title);

    /// <summary>Blocks of a message, less those that are added below the body (docs.slack.dev, "Blocks": 50).</summary>
    private const int MostBlocks = 46;

    /// <summary>Characters of all blocks as JSON. Slack refuses somewhere above 13,000 (msg_blocks_too_long); buttons need some.</summary>
    private const int MostJson = 10_000;

    /// <summary>That a language model worded sentences, in the reply's language; null when none did.</summary>
    public string? Wording { get; private init; }

    /// <summary>Renders a reply.</summary>
    public static SlackReply Of(Reply reply, SlackSeal seal, string conversation, string answerId)
    {
        var words = SlackWords.In(reply.Answer.Language);
        var hasMore = !reply.IsFollowUp && reply.Answer.Actions.Count + reply.Answer.Questions.Count > 0;
        var blocks = reply.IsFollowUp ? MarkdownBlocks.Of(Unlabelled(reply)) : AnswerBlocks.Of(Brief.Of(reply.Answer));
        var body = Fitting(blocks);
        string? whole = null;
        var title = reply.Answer.Sections.FirstOrDefault(s => !reply.IsFollowUp && s is { Kind: "headline", Claims.Count: > 0 })?.Claims[0].Text is { Length: > 0 } headline
            ? Block.Clipped(PlainText.OneLine(headline).Trim(), 400)
            : FirstLine(body);
        if (title.Length == 0)
            title = "MemHelpBot";
        if (body.Count < blocks.Count)
            whole = PlainText.Of(reply.IsFollowUp ? reply.Text : MarkdownText.Of(reply.Answer));
        // A message is never only buttons.
        if (body.Count == 0)
            body.Add(Block.Rich(Block.Section(Block.Text(title))));
        return new SlackReply(body, hasMore ? Buttons.Follow(words, seal, conversation, answerId) : null, title, whole, words) { Wording = reply.Answer.Wording?.Label };
    }

    /// <summary>The message's blocks.</summary>
    /// <param name="seal">Seals the buttons.</param>
    /// <param name="conversation">The conversation the buttons belong to.</param>
    /// <param name="answerId">The answer they speak of.</param>
    /// <param name="withFile">Whether the whole answer follows as a file; else it is said that it is cut.</param>
    /// <param name="plain">Whether feedback is asked with plain buttons.</param>
    public JsonArray Blocks(SlackSeal seal, string conversation, string answerId, bool withFile, bool plain) =>
        new([.. Body.Select(b => b.DeepClone()), .. Tail(seal, conversation, answerId, withFile, plain)]);

    /// <summary>What stands below the body.</summary>
    public IEnumerable<JsonNode> Tail(SlackSeal seal, string conversation, string answerId, bool withFile, bool plain)
    {
        if (Wording is not null)
            yield return Block.Context(Wording);
        if (Whole is not null)
            yield return Block.Context(withFile ? Words.WholeFile : Words.CutShort);
        if (Follow is not null)
            yield return Follow.DeepClone();
        yield return Buttons.Feedback(Words, seal, conversation, answerId, plain);
    }

    /// <summary>The text without its label, which has a place of its own.</summary>
    private static string Unlabelled(Reply reply) =>
        reply.Answer.Wording is { Label: { Length: > 0 } label } && reply.Text.LastIndexOf($"*{AnswerMarkdown.Escape(label)}*", StringComparison.Ordinal) is > 0 and var at ? reply.Text[..at] : reply.Text;

    private static List<JsonObject> Fitting(List<JsonObject> blocks)
    {
        var fitting = new List<JsonObject>();
        var length = 0;
        foreach (var block in blocks)
        {
            length += block.Compacted().Length;
            if (fitting.Count == MostBlocks || length > MostJson)
                break;
            fitting.Add(block);
        }

        return fitting;
    }

    /// <summary>The beginning of what is said, as it is read.</summary>
    private static string FirstLine(List<JsonObject> body)
    {
        var said = body.Take(2).SelectMany(b => b["elements"]!.AsArray()).Select(e => string.Concat(Texts(e!)).Trim());
        return Block.Clipped(PlainText.OneLine(string.Join(" · ", said.Where(s => s.Length > 0))), 300);
    }

    private static IEnumerable<string> Texts(JsonNode element) =>
        element["elements"] is JsonArray inner ? inner.SelectMany(e => Texts(e!)) : [(string?)element["text"] ?? ""];

    /// <summary>The file of the whole answer.</summary>
    public byte[] WholeBytes => Encoding.UTF8.GetBytes(Whole ?? "");
}
