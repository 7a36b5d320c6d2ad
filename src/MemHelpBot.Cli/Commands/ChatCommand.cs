using System.CommandLine;
using System.Text;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cli.Chat;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp chat</c>: a conversation in the terminal.</summary>
internal static class ChatCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var options = new AnswerOptions();
        var command = new Command("chat", "Ask, paste and ask again: what you sent before stays known.");
        var goOn = new Option<bool>("--continue") { Description = "Keep what you send, masked, and go on with it at the next --continue." };
        options.AddTo(command, chat: true);
        if (parts.Keep is not null)
            command.Options.Add(goOn);
        command.SetAction(async (parsed, cancellation) =>
        {
            var told = options.Of(parsed, chat: true);
            var opened = Opening.Open(parts, surroundings, told.Corpus, told.Data, cancellation);
            var style = Color.Style(told.Color, null, surroundings);
            await using var store = parsed.GetValue(goOn) ? Kept(parts, Places.Of(told.Corpus, told.Data, surroundings.Variable).Chat) : null;
            var session = new Session(opened.Assistant, told.Lang, told.Role, store is null ? null : new ConversationDesk(store, surroundings.Clock));
            using var terminal = Terminal.Open(surroundings);
            var editor = terminal is null ? null : new LineEditor(new KeyReader(terminal.Keys), surroundings.Output, surroundings.Columns);
            var loop = new ChatLoop(surroundings, new InputFiles(surroundings, parts.Decode!), style, session, new ImprovedReplies(opened.Assistant, told.Wording, watched: true), editor);
            using var reader = new StreamReader(surroundings.Input, new UTF8Encoding(false), false, 4096, leaveOpen: true);
            var lines = editor is null ? new LineSource(reader, surroundings.Clock) : new LineSource(editor, surroundings.Clock);
            await loop.RunAsync(new MessageReader(lines, drains: surroundings.InputIsTerminal && editor is null), cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static IConversationStore Kept(Parts parts, string directory)
    {
        try
        {
            return parts.Keep!(directory);
        }
        catch (StateUnavailableException e)
        {
            throw new WrongCallException(e.Message, e);
        }
    }
}
