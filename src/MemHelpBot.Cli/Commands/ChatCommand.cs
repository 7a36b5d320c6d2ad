using System.CommandLine;
using System.Text;
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
        options.AddTo(command, chat: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var told = options.Of(parsed, chat: true);
            var opened = Opening.Open(parts, surroundings, told.Corpus, told.Data, cancellation);
            var style = Color.Style(told.Color, null, surroundings);
            var loop = new ChatLoop(opened.Assistant, surroundings, new InputFiles(surroundings, parts.Decode!), style, told.Lang, told.Role, told.Wording);
            using var reader = new StreamReader(surroundings.Input, new UTF8Encoding(false), false, 4096, leaveOpen: true);
            await loop.RunAsync(new MessageReader(new LineSource(reader, surroundings.Clock), surroundings.InputIsTerminal), cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
