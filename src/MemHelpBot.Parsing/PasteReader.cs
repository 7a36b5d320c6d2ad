using System.Buffers;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>Reads what a person pasted. Never throws on text, takes time linear in its length, and loses no line number.</summary>
public static class PasteReader
{
    /// <summary>Reads one message.</summary>
    /// <param name="text">The message as received, decoded.</param>
    /// <param name="message">Its index in the conversation, 0 for the first.</param>
    /// <param name="firstIncident">Index of the first incident to be found: how many the conversation holds already.</param>
    public static Reading Read(string text, int message = 0, int firstIncident = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        var into = new ReadingBuilder(text, message, firstIncident);
        var artefacts = Formats.Artefacts();
        var messages = Formats.Messages();
        var triggers = SearchValues.Create([.. messages.SelectMany(m => m.Triggers).Distinct(StringComparer.Ordinal).DefaultIfEmpty("\0")], StringComparison.Ordinal);
        IArtefactReader? open = null;
        foreach (var line in LogLines.Of(text))
        {
            if (open is not null)
            {
                var outcome = open.Continue(line, into);
                if (outcome is LineOutcome.Ended or LineOutcome.TakenLast)
                {
                    open.Close(into);
                    open = null;
                }

                if (outcome is LineOutcome.Taken or LineOutcome.TakenLast)
                    continue;
            }

            if (open is null && artefacts.Find(a => a.Begin(line, into)) is { } opened)
            {
                open = opened;
                continue;
            }

            var told = false;
            if (line.Text.IndexOfAny(triggers) >= 0)
            {
                foreach (var reader in messages)
                    told |= Contains(line, reader.Triggers) && reader.Read(line, into);
            }

            if (!told && !line.Text.IsWhiteSpace())
                into.Prose(line);
        }

        open?.Close(into);
        foreach (var reader in messages)
            reader.Finish(into);
        return into.Build();
    }

    private static bool Contains(in LogLine line, IReadOnlyList<string> triggers)
    {
        foreach (var trigger in triggers)
        {
            if (line.Text.Contains(trigger, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
