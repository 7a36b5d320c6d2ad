using System.Text.Json;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>What stands around a mention.</summary>
/// <param name="Files">File objects of the mention, and of what stood before it when that was not read yet.</param>
/// <param name="Earlier">Texts that stood before it, oldest first; empty when they were read before.</param>
internal sealed record Around(IReadOnlyList<JsonElement> Files, IReadOnlyList<string> Earlier);

/// <summary>Reads the thread into which the bot is called. What it has been told once is not told again: its own message in the thread shows it.</summary>
internal sealed class SlackThreads(SlackWebApi api, ILogger<SlackThreads> log)
{
    /// <summary>Slack gives 200 messages a page; a thread longer than this is read from its beginning.</summary>
    private const int MostPages = 5;

    /// <summary>Reads what stands around a mention.</summary>
    public async Task<Around> AroundAsync(JsonElement mention, SlackSelf self, CancellationToken cancellationToken)
    {
        var (channel, ts) = (mention.Text("channel"), mention.Text("ts"));
        var thread = mention.Text("thread_ts");
        var isInThread = thread.Length > 0 && thread != ts;
        try
        {
            if (!isInThread)
                return new(await FilesAsync(mention, channel, ts, cancellationToken).ConfigureAwait(false), []);
            var read = await RepliesAsync(new SlackArguments().With("channel", channel).With("ts", thread).With("latest", ts).With("inclusive", "true").With("include_all_metadata", "true"), cancellationToken).ConfigureAwait(false);
            JsonElement[] own = [.. read.Where(m => m.Text("ts") == ts).SelectMany(m => m.Items("files"))];
            if (own.Length == 0)
                own = [.. mention.Items("files")];
            // A remark of ours says nothing of the thread: only an answer shows that it was read.
            if (read.Any(m => IsOurs(m, self) && m.Text("metadata", "event_type") is not ("memhelp_notice" or "memhelp_working")))
                return new(own, []);
            var before = read.Where(m => string.CompareOrdinal(m.Text("ts"), ts) < 0).ToList();
            return new([.. before.SelectMany(m => m.Items("files")), .. own], [.. before.Select(m => SlackText.Of(m, self.User)).Where(t => t.Length > 0)]);
        }
        catch (SlackApiException refused)
        {
            // The question itself is there; it is answered without what stands above it.
            log.LogWarning("Slack did not let a thread be read: {Error}. The app needs channels:history, groups:history and mpim:history.", refused.Error);
            return new([.. mention.Items("files")], []);
        }
    }

    /// <summary>The messages of ours that stand in a thread after one of its messages, with what marks them.</summary>
    public async Task<IReadOnlyList<JsonElement>> OursAfterAsync(string channel, string thread, string ts, SlackSelf self, CancellationToken cancellationToken)
    {
        var arguments = new SlackArguments().With("channel", channel).With("ts", thread).With("oldest", ts).With("include_all_metadata", "true");
        var read = await RepliesAsync(arguments, cancellationToken).ConfigureAwait(false);
        return [.. read.Where(m => IsOurs(m, self) && string.CompareOrdinal(m.Text("ts"), ts) > 0)];
    }

    private static bool IsOurs(JsonElement message, SlackSelf self) => message.Text("user") == self.User || (self.Bot.Length > 0 && message.Text("bot_id") == self.Bot);

    private async Task<IReadOnlyList<JsonElement>> RepliesAsync(SlackArguments arguments, CancellationToken cancellationToken)
    {
        var messages = new List<JsonElement>();
        arguments.With("limit", "200");
        var asked = arguments;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await api.CallAsync("conversations.replies", asked, cancellationToken).ConfigureAwait(false);
            messages.AddRange(reply.Items("messages"));
            if (reply.Text("response_metadata", "next_cursor") is not { Length: > 0 } cursor)
                break;
            asked = arguments.And("cursor", cursor);
        }

        return messages;
    }

    private async Task<JsonElement[]> FilesAsync(JsonElement mention, string channel, string ts, CancellationToken cancellationToken)
    {
        if (mention.Text("type") == "message")
            return [.. mention.Items("files")];
        // With "oldest" as well the message itself would be left out.
        var arguments = new SlackArguments().With("channel", channel).With("latest", ts).With("inclusive", "true").With("limit", "1");
        var reply = await api.CallAsync("conversations.history", arguments, cancellationToken).ConfigureAwait(false);
        return [.. reply.Items("messages").Where(m => m.Text("ts") == ts).SelectMany(m => m.Items("files"))];
    }
}
