using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>Reads what a person pasted. Never throws on text, takes time linear in its length, and loses no line number.</summary>
public static class PasteReader
{
    /// <summary>The triggers of each message reader, in the order of <see cref="Formats.Messages"/>, and of all together.</summary>
    private static readonly SearchValues<string>[] TriggersOfEach = [.. Formats.Messages().Select(m => Triggers(m.Triggers))];

    private static readonly SearchValues<string> TriggersOfAny = Triggers(Formats.Messages().SelectMany(m => m.Triggers).Distinct(StringComparer.Ordinal));

    /// <summary>Reads one message.</summary>
    /// <param name="text">The message as received, decoded.</param>
    /// <param name="message">Its index in the conversation, 0 for the first.</param>
    /// <param name="firstIncident">Index of the first incident to be found: how many the conversation holds already.</param>
    public static Reading Read(string text, int message = 0, int firstIncident = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        var into = new ReadingBuilder(text, message, firstIncident);
        var readers = Formats.Artefacts();
        List<IMessageReader>? messages = null;
        var lines = new LineScanner(text) { LineCut = (number, start, end) => TellCutLine(into, number, start, end) };
        while (lines.TryNext(out var line))
        {
            if (readers.Take(line, into))
            {
                if (lines.TryBehind(line, out var position))
                    lines.Skip(readers.TakeRun(line, lines.End, ref position, into), position);
                continue;
            }

            var told = false;
            if (line.Text.IndexOfAny(TriggersOfAny) >= 0)
            {
                // Fresh for this paste: message readers share its incidents.
                messages ??= Formats.Messages();
                for (var i = 0; i < messages.Count; i++)
                    told |= line.Text.IndexOfAny(TriggersOfEach[i]) >= 0 && messages[i].Read(line, into);
            }

            if ((!told || Asks(line)) && !line.Prefix.Kernel && !line.Text.IsWhiteSpace())
                into.Prose(line);
        }

        readers.Close(into);
        foreach (var reader in messages ?? [])
            reader.Finish(into);
        TellLimits(into, text, lines.End);
        return into.Build();
    }

    /// <summary>Whether a line that holds a message is also the person's own: "why forrtl: severe (41)?" is both.</summary>
    private static bool Asks(in LogLine line) => !line.Prefix.Any && line.Text.IndexOfAny('?', '？') >= 0;

    private static void TellLimits(ReadingBuilder into, string text, int end)
    {
        if (text.AsSpan().IsWhiteSpace())
            into.Notify("empty", "The message is empty.");
        if (end < text.Length)
        {
            into.Notify(
                "cut-at-limit",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The message is longer than {PasteLimits.MaxCharacters} characters; what lies behind the last whole line before was not read."));
        }
    }

    private static void TellCutLine(ReadingBuilder into, int number, int start, int end) => into.Notify(
        "line-cut",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {number} is longer than {PasteLimits.MaxLineCharacters} characters and was read up to there."),
        new SourceSpan(into.Message, number, number, start, end));

    private static SearchValues<string> Triggers(IEnumerable<string> literals) => SearchValues.Create([.. literals.DefaultIfEmpty("\0")], StringComparison.Ordinal);
}
