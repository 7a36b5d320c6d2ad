using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Intake;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>What can be pressed under an answer: ways to go on, and whether it helped.</summary>
internal static class Buttons
{
    /// <summary>How the ids of all our actions begin.</summary>
    public const string Prefix = "memhelp_";

    /// <summary>A button that says something as if the person had written it.</summary>
    public const string Say = "say";

    /// <summary>It helped.</summary>
    public const string Helpful = "yes";

    /// <summary>It did not help.</summary>
    public const string Unhelpful = "no";

    /// <summary>Buttons with which the conversation goes on.</summary>
    public static JsonObject Follow(SlackWords words, SlackSeal seal, string conversation, string answer) => new()
    {
        ["type"] = "actions",
        ["elements"] = new JsonArray([.. words.Follow.Select((say, i) => Button($"{Prefix}say_{i}", say, seal.Seal(Say, conversation, answer, say)))]),
    };

    /// <summary>Whether it helped, in the form made for it; where a workspace lacks that form, as plain buttons.</summary>
    public static JsonObject Feedback(SlackWords words, SlackSeal seal, string conversation, string answer, bool plain)
    {
        var (yes, no) = (seal.Seal(Helpful, conversation, answer, words.Language), seal.Seal(Unhelpful, conversation, answer, words.Language));
        if (plain)
        {
            return new()
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray(Button(Prefix + "helpful", words.Yes, yes), Button(Prefix + "unhelpful", words.No, no)),
            };
        }

        return new()
        {
            ["type"] = "context_actions",
            ["elements"] = new JsonArray(new JsonObject
            {
                ["type"] = "feedback_buttons",
                ["action_id"] = Prefix + "feedback",
                ["positive_button"] = new JsonObject { ["text"] = Block.Plain(words.Yes), ["value"] = yes, ["accessibility_label"] = words.YesLong },
                ["negative_button"] = new JsonObject { ["text"] = Block.Plain(words.No), ["value"] = no, ["accessibility_label"] = words.NoLong },
            }),
        };
    }

    private static JsonObject Button(string id, string text, string value) => new() { ["type"] = "button", ["action_id"] = id, ["text"] = Block.Plain(text), ["value"] = value };
}

/// <summary>The form that asks why an answer did not help.</summary>
internal static class Reasons
{
    /// <summary>Id of the form.</summary>
    public const string Callback = "memhelp_reason";

    /// <summary>Id of its field.</summary>
    public const string Input = "reason";

    /// <summary>The form.</summary>
    public static JsonObject View(SlackWords words, string metadata) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = Callback,
        ["private_metadata"] = metadata,
        ["title"] = Block.Plain(words.ReasonTitle, 24),
        ["submit"] = Block.Plain(words.Send, 24),
        ["close"] = Block.Plain(words.Close, 24),
        ["blocks"] = new JsonArray(new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = Input,
            ["label"] = Block.Plain(words.ReasonLabel, 2000),
            ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = Input, ["multiline"] = true, ["max_length"] = 2000 },
        }),
    };
}
