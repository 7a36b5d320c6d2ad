using System.Text.Json;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Posting;
using MemHelpBot.Channels.Slack.Web;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>A message on its way in.</summary>
/// <param name="Address">Where the answer goes.</param>
/// <param name="Id">The same at every delivery of the message.</param>
/// <param name="Text">What was written.</param>
/// <param name="Files">File objects of it and of what stood before it.</param>
/// <param name="Earlier">What stood in the thread before.</param>
internal sealed record Incoming(SlackAddress Address, string Id, string Text, IReadOnlyList<JsonElement> Files, IReadOnlyList<string> Earlier);

/// <summary>Hands messages to the desk: fetches their files, says what cannot be read, and shows that work has begun.</summary>
internal sealed class SlackIntake(IChannelDesk desk, SlackFiles files, SlackWorking working, SlackNotices notices, SlackSettings settings)
{
    /// <summary>More files than this in one message are not meant to be read.</summary>
    private const int MostFiles = 10;

    private readonly InOrder inOrder = new();

    /// <summary>Keeps a message; when it returns, the message is safe.</summary>
    public Task<SlackAck> AcceptAsync(Incoming incoming, SlackSelf self, CancellationToken cancellationToken) =>
        inOrder.RunAsync(incoming.Address.ConversationId, () => KeepAsync(incoming, self, cancellationToken));

    private async Task<SlackAck> KeepAsync(Incoming incoming, SlackSelf self, CancellationToken cancellationToken)
    {
        var room = settings.MaxBytes;
        var fetched = new List<FetchedFile>();
        foreach (var file in incoming.Files.Take(MostFiles))
        {
            fetched.Add(await files.FetchAsync(file, room, cancellationToken).ConfigureAwait(false));
            room -= fetched[^1].File?.Bytes.Length ?? 0;
        }

        var words = SlackWords.For(incoming.Text);
        var troubles = fetched.Where(f => f.Trouble is not null).Select(f => words.Trouble(f, settings.MaxMegabytes)).ToList();
        if (troubles.Count > 0)
            await notices.TellAsync(incoming.Address, string.Join('\n', troubles), cancellationToken).ConfigureAwait(false);
        ChannelFile[] read = [.. fetched.Select(f => f.File).OfType<ChannelFile>()];
        if (incoming.Text.Length == 0 && read.Length == 0 && incoming.Earlier.Count == 0)
        {
            if (troubles.Count == 0)
                await notices.TellAsync(incoming.Address, words.Help, cancellationToken).ConfigureAwait(false);
            return SlackAck.Plain;
        }

        var message = new ChannelMessage
        {
            Conversation = incoming.Address.KeyIn(self.Team),
            Id = incoming.Id,
            User = incoming.Address.User,
            Text = incoming.Text,
            Files = read,
            Earlier = incoming.Earlier,
            Address = incoming.Address.ToString(),
        };
        // The answer may be there before the sign that it is being worked on: the sign is announced first, and the answer waits for it.
        var sign = working.Announce(incoming.Id);
        var isNew = false;
        try
        {
            isNew = await desk.AcceptAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isNew)
                sign.Show(incoming.Address, words);
            else
                sign.GiveUp();
        }

        return SlackAck.Plain;
    }
}
