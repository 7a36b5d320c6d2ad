using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Reads the CSV export of a ticket system: a document for each ticket, its comments in the order of time.</summary>
internal static class CsvFormat
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The tickets of an export, and what of it could not be taken.</summary>
    public static SourceReading Read(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text).ToString(),
            BadDataFound = null,
            HasHeaderRecord = false,
            DetectColumnCountChanges = false,
        });
        if (!parser.Read() || parser.Record is not { } header)
            return new([], "is empty");
        if (TicketColumns.Of(header) is not { } columns)
            return new([], $"is no export of tickets: no column is called Summary, Subject, Title or Description (there are {Listed(header)})");
        var documents = new List<RawDocument>();
        var empty = 0;
        while (parser.Read())
        {
            if (columns.Read(parser.Record!).ToDocument((documents.Count + empty + 1).ToString(CultureInfo.InvariantCulture)) is { } document)
                documents.Add(document);
            else
                empty++;
        }

        return new(JsonFormat.Distinct(documents), documents.Count == 0 ? "holds no ticket with a text" : empty == 0 ? null : $"{empty} of its rows hold no text");
    }

    /// <summary>The delimiter that stands most often outside quotes in the header.</summary>
    private static char DelimiterOf(string text)
    {
        Span<int> counts = stackalloc int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c == '\n')
                break;
            else if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var which)
                counts[which]++;
        }

        return Delimiters[counts.IndexOf(Max(counts))];
    }

    private static int Max(ReadOnlySpan<int> counts)
    {
        var most = 0;
        foreach (var count in counts)
            most = Math.Max(most, count);
        return most;
    }

    private static string Listed(string[] header)
    {
        var names = string.Join(", ", header.Take(6).Select(h => h.Trim()));
        return (names.Length > 120 ? names[..120] + "…" : names) + (header.Length > 6 ? " …" : "");
    }
}
