using MemHelpBot.Assistant;
using MemHelpBot.Cli.Input;

namespace MemHelpBot.Cli.Commands;

/// <summary>One conversation with an assistant, with the texts that its line numbers count in.</summary>
internal sealed class Session(IAssistant assistant, string lang, string role)
{
    private readonly Conversation conversation = new();

    /// <summary>What was sent, by message; begins anew when the assistant starts over.</summary>
    public IReadOnlyList<string> Messages => conversation.Messages;

    /// <summary>auto, en, zh or pl.</summary>
    public string Lang { get; set; } = lang;

    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; set; } = role;

    /// <summary>Sends an input.</summary>
    public ValueTask<Reply> SendAsync(InputText input, CancellationToken cancellationToken) =>
        assistant.ReplyAsync(conversation, new Turn(input.Text, Lang, Role) { Notices = input.Notices }, cancellationToken);

    /// <summary>Sends words.</summary>
    public ValueTask<Reply> SendAsync(string text, CancellationToken cancellationToken) =>
        assistant.ReplyAsync(conversation, new Turn(text, Lang, Role), cancellationToken);
}
