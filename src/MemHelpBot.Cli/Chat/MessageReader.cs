using System.Text;

namespace MemHelpBot.Cli.Chat;

/// <summary>
/// Makes messages of lines. A message ends with an empty line or a line with only a dot; on a terminal an empty line inside a paste does not
/// end it, because the terminal marks pastes, or else because the rest of the paste is already there.
/// </summary>
/// <param name="lines">The lines.</param>
/// <param name="drains">Whether to look for the rest of a paste: true for a terminal. In a pipe everything is always there, and every empty line ends a message.</param>
internal sealed class MessageReader(LineSource lines, bool drains)
{
    private static readonly TimeSpan FasterThanTyping = TimeSpan.FromMilliseconds(150);

    /// <summary>The next message without its end mark, or a command (one line that begins with a slash); null at the end of the input.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        var message = new StringBuilder();
        while (await lines.NextAsync(cancellationToken) is { } line)
        {
            var text = line.Text;
            if (message.Length == 0 && !line.Pasted && IsCommand(text))
                return text.Trim();
            if (!line.Pasted && (text == "." || (text.Length == 0 && !await GoesOnAsync(cancellationToken))))
            {
                if (!IsBlank(message))
                    return message.ToString();
                message.Clear();
                continue;
            }

            message.Append(text).Append('\n');
        }

        return IsBlank(message) ? null : message.ToString();
    }

    /// <summary>A slash and letters, then nothing or a blank: a pasted path has another slash.</summary>
    private static bool IsCommand(string line)
    {
        var word = line.AsSpan().Trim();
        if (word.IndexOf(' ') is > 0 and var end)
            word = word[..end];
        return word.Length > 1 && word[0] == '/' && word[1..].IndexOfAnyExceptInRange('a', 'z') < 0;
    }

    private static bool IsBlank(StringBuilder text) => text.ToString().AsSpan().IsWhiteSpace();

    private async ValueTask<bool> GoesOnAsync(CancellationToken cancellationToken) =>
        drains && await lines.MoreWithinAsync(FasterThanTyping, cancellationToken);
}
