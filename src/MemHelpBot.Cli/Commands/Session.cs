using MemHelpBot.Assistant;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cli.Input;

namespace MemHelpBot.Cli.Commands;

/// <summary>One conversation with an assistant, with the texts that its line numbers count in.</summary>
/// <param name="assistant">Answers.</param>
/// <param name="lang">auto, en, zh or pl.</param>
/// <param name="role">user, root or cluster-admin.</param>
/// <param name="desk">Keeps the conversation for the next run; null for one that ends with this run.</param>
internal sealed class Session(IAssistant assistant, string lang, string role, ConversationDesk? desk = null)
{
    /// <summary>The one conversation of a person's terminal.</summary>
    private static readonly ConversationKey Key = new("terminal", "", "chat", Environment.UserName);

    private Conversation conversation = new();
    private string? lastAnswer;

    /// <summary>What was sent, by message; begins anew when the assistant starts over.</summary>
    public IReadOnlyList<string> Messages { get; private set; } = [];

    /// <summary>auto, en, zh or pl.</summary>
    public string Lang { get; set; } = lang;

    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; set; } = role;

    /// <summary>A kept conversation's number of messages; 0 when there is none.</summary>
    public async ValueTask<int> KeptAsync(CancellationToken cancellationToken) => desk is null ? 0 : (await desk.ReadAsync(Key, cancellationToken)).Turns.Count;

    /// <summary>Sends an input.</summary>
    public ValueTask<Told> SendAsync(InputText input, CancellationToken cancellationToken) =>
        SendAsync(new Turn(input.Text, Lang, Role) { Notices = input.Notices }, cancellationToken);

    /// <summary>Sends words.</summary>
    public ValueTask<Told> SendAsync(string text, CancellationToken cancellationToken) => SendAsync(new Turn(text, Lang, Role), cancellationToken);

    /// <summary>Forgets everything.</summary>
    public async ValueTask BeginAnewAsync(CancellationToken cancellationToken)
    {
        (conversation, Messages) = (new Conversation(), []);
        if (desk is not null)
            await desk.ForgetAsync(Key, cancellationToken);
    }

    /// <summary>Notes whether the last answer helped.</summary>
    /// <returns>False when the conversation is not kept.</returns>
    public async ValueTask<bool> RateAsync(bool helpful, string reason, CancellationToken cancellationToken) =>
        desk is not null && lastAnswer is not null && await desk.RateAsync(Key, lastAnswer, Environment.UserName, helpful, reason, cancellationToken);

    private async ValueTask<Told> SendAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (desk is null)
        {
            var reply = await assistant.ReplyAsync(conversation, turn, cancellationToken);
            Messages = conversation.Messages;
            if (reply.Forgets)
                await BeginAnewAsync(cancellationToken);
            return new Told(reply, text => text);
        }

        var id = Guid.NewGuid().ToString("n");
        if (await desk.ReceiveAsync(Key, new InboundMessage(id, Environment.UserName, turn), cancellationToken) == Receipt.Full)
            throw new WrongCallException($"this conversation holds {ConversationDesk.MostMessages} messages, as many as one may: begin a new one with /new");
        var delivery = await desk.AnswerAsync(assistant, Key, id, cancellationToken) ?? throw new WrongCallException("the conversation was forgotten meanwhile");
        await desk.SentAsync(Key, id, cancellationToken);
        (Messages, lastAnswer) = (delivery.Messages, delivery.AnswerId);
        return new Told(delivery.Reply, text => delivery.Restore(text, null));
    }

    /// <summary>A reply.</summary>
    /// <param name="Reply">The reply, masked when it is kept.</param>
    /// <param name="Restore">Puts what the person sent back into its rendered text.</param>
    internal sealed record Told(Reply Reply, Func<string, string> Restore);
}
