using MemHelpBot.Answers.Model;
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
    public async ValueTask<Reply> SendAsync(InputText input, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(input.Text, cancellationToken);
        return reply with { Answer = Noted(reply.Answer, input) };
    }

    /// <summary>Sends words.</summary>
    public ValueTask<Reply> SendAsync(string text, CancellationToken cancellationToken) =>
        assistant.ReplyAsync(conversation, new Turn(text, Lang, Role), cancellationToken);

    /// <summary>The answer with what decoding had to say, which the assistant never sees.</summary>
    private static Answer Noted(Answer answer, InputText input)
    {
        var more = input.Notices.Select(n => n.Text).Except(answer.Warnings, StringComparer.Ordinal).ToList();
        return more.Count == 0 ? answer : answer with { Warnings = [.. answer.Warnings, .. more] };
    }
}
