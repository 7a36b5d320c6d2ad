using MemHelpBot.Assistant;
using MemHelpBot.Cli.Commands;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Chat;

/// <summary>The conversation: a message in, a reply out, commands between.</summary>
internal sealed class ChatLoop(Surroundings surroundings, InputFiles files, TerminalStyle style, Session session, ImprovedReplies improved, LineEditor? editor = null)
{
    private const string Help = """
        Ask, or paste a log; end the message with an empty line (or a line with only a dot).
          /file PATH     send a file
          /report PATH   write the last answer as an HTML report; without PATH show it as Markdown
          /lang LANG     auto, en, zh or pl
          /role ROLE     user, root or cluster-admin
          /feedback yes|no [REASON]   whether the last answer helped (kept with --continue)
          /new           begin again; /forget does the same and removes what is kept
          /help          these lines       /quit   leave
        """;

    private Reply? last;
    private Func<string, string> restore = text => text;

    /// <summary>Runs until the input ends or the person leaves.</summary>
    public async Task RunAsync(MessageReader messages, CancellationToken cancellationToken)
    {
        Say(Help);
        if (await session.KeptAsync(cancellationToken) is > 0 and var kept)
            Say($"going on with {kept} message{(kept == 1 ? "" : "s")} of before; /new forgets them");
        Prompt();
        while (await messages.NextAsync(cancellationToken) is { } message)
        {
            try
            {
                if (message[0] != '/' || message.Contains('\n', StringComparison.Ordinal))
                    await ShowAsync(await session.SendAsync(message, cancellationToken), cancellationToken);
                else if (!await ObeyAsync(message, cancellationToken))
                    return;
            }
            catch (WrongCallException e)
            {
                Say(e.Message);
            }

            Prompt();
        }
    }

    private async ValueTask<bool> ObeyAsync(string command, CancellationToken cancellationToken)
    {
        var blank = command.IndexOf(' ', StringComparison.Ordinal);
        var name = blank < 0 ? command : command[..blank];
        var argument = blank < 0 ? "" : command[(blank + 1)..].Trim();
        switch (name)
        {
            case "/quit" or "/exit":
                return false;
            case "/file":
                files.Names([Needed(argument, "/file PATH")], "chat");
                await ShowAsync(await session.SendAsync(files.Read(argument), cancellationToken), cancellationToken);
                break;
            case "/report":
                Report(argument);
                break;
            case "/lang":
                session.Lang = OneOf(argument, "/lang", "auto", "en", "zh", "pl");
                break;
            case "/role":
                session.Role = OneOf(argument, "/role", "user", "root", "cluster-admin");
                break;
            case "/new" or "/forget":
                await session.BeginAnewAsync(cancellationToken);
                last = null;
                Say(name == "/forget" ? "forgotten" : "a new conversation");
                break;
            case "/feedback":
                await RateAsync(argument, cancellationToken);
                break;
            case "/help":
                Say(Help);
                break;
            default:
                Say($"there is no command {TerminalText.Plain(name)}: see /help");
                break;
        }

        return true;
    }

    private static string Needed(string argument, string form) =>
        argument.Length > 0 ? argument : throw new WrongCallException($"a path is missing: {form}");

    private static string OneOf(string argument, string command, params string[] values) =>
        values.Contains(argument, StringComparer.Ordinal) ? argument : throw new WrongCallException($"{command} takes one of {string.Join(", ", values)}");

    private void Report(string path)
    {
        if (last is null)
        {
            Say("there is no answer yet: send something first");
            return;
        }

        var head = new ReportHead(null, surroundings.Clock.GetLocalNow());
        if (path.Length == 0)
        {
            Say(restore(MarkdownReport.Of(last.Answer, session.Messages, head)));
            return;
        }

        using var target = new OutputTarget(surroundings, path);
        target.Write(HtmlReport.Of(last.Answer, session.Messages, head));
        Say($"written: {TerminalText.Plain(path)}");
    }

    private async ValueTask RateAsync(string argument, CancellationToken cancellationToken)
    {
        var blank = argument.IndexOf(' ', StringComparison.Ordinal);
        var helpful = OneOf(blank < 0 ? argument : argument[..blank], "/feedback", "yes", "no") == "yes";
        Say(last is null ? "there is no answer yet: send something first"
            : await session.RateAsync(helpful, blank < 0 ? "" : argument[blank..].Trim(), cancellationToken) ? "noted: memhelp feedback report tells it"
            : "nothing is kept of this chat: begin it with memhelp chat --continue to keep feedback");
    }

    private async ValueTask ShowAsync(Session.Told told, CancellationToken cancellationToken)
    {
        var first = told with { Reply = await improved.FirstAsync(told.Reply, cancellationToken) };
        Show(first);
        if (await improved.ThenAsync(first.Reply, cancellationToken) is { } better)
            Show(told with { Reply = better });
    }

    private void Show(Session.Told told)
    {
        var reply = last = told.Reply;
        restore = told.Restore;
        surroundings.Output.Write("\n" + told.Restore(reply.IsFollowUp ? TerminalMarkdown.Of(reply.Text, style) : TerminalText.Short(reply.Answer, style)) + "\n");
        surroundings.Output.Flush();
    }

    private void Say(string text)
    {
        surroundings.Output.Write(text + "\n");
        surroundings.Output.Flush();
    }

    private void Prompt()
    {
        if (!surroundings.InputIsTerminal || !surroundings.OutputIsTerminal)
            return;
        if (editor is not null)
        {
            editor.Show("> ");
            return;
        }

        surroundings.Output.Write("> ");
        surroundings.Output.Flush();
    }
}
