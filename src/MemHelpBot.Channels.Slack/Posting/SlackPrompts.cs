using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>What an opened conversation shows before anything was said, and the title it gets.</summary>
internal sealed class SlackPrompts(SlackWebApi api, SlackNotices notices)
{
    /// <summary>Offers questions to begin with; in the agent view without a thread, in the legacy assistant view in the thread that was opened.</summary>
    public Task OfferAsync(string channel, string thread, CancellationToken cancellationToken)
    {
        var prompts = new JsonArray([.. SlackWords.Prompts.Select(p => new JsonObject { ["title"] = p.Title, ["message"] = p.Message })]);
        return channel.Length == 0 ? Task.CompletedTask : TryAsync(
            "assistant.threads.setSuggestedPrompts", new SlackArguments().With("channel_id", channel).With("thread_ts", thread).With("prompts", prompts), cancellationToken);
    }

    /// <summary>Greets in a thread of the legacy assistant view, which is empty until the app says something.</summary>
    public async Task GreetAsync(string channel, string thread, CancellationToken cancellationToken)
    {
        if (channel.Length == 0 || thread.Length == 0)
            return;
        await notices.TellAsync(new SlackAddress { Channel = channel, Thread = thread, User = "" }, SlackWords.En.Help, cancellationToken).ConfigureAwait(false);
        await OfferAsync(channel, thread, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Names a conversation in the list of a person's conversations.</summary>
    public Task NameAsync(string channel, string thread, string title, CancellationToken cancellationToken) =>
        TryAsync("assistant.threads.setTitle", new SlackArguments().With("channel_id", channel).With("thread_ts", thread).With("title", Block.Clipped(title, 120)), cancellationToken);

    private async Task TryAsync(string method, SlackArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync(method, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SlackApiException or ChannelUnavailableException or SlackCredentialException)
        {
            // A workspace without the agent surface has neither; the conversation goes on without.
        }
    }
}
