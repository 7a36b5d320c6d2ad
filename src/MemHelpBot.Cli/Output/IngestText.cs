using System.Globalization;
using System.Text;
using System.Text.Json;
using MemHelpBot.Cases.Ingest;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Output;

/// <summary>What an ingest did, in words and as JSON.</summary>
internal static class IngestText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line for each file that was taken, left out or removed, and the sums. What did not change is only counted.</summary>
    public static string Of(IngestSummary summary)
    {
        var text = new StringBuilder();
        foreach (var file in summary.Files.Where(f => f.Outcome != IngestOutcome.Unchanged))
            text.Append(TerminalText.Plain($"{Name(file.Outcome)}: {file.Path}{(file.Reason is null ? "" : $" ({file.Reason})")}")).Append('\n');
        if (summary.Note is { } note)
            text.Append(TerminalText.Plain(note)).Append('\n');
        var counts = Enum.GetValues<IngestOutcome>().Where(o => summary.Count(o) > 0).Select(o => string.Create(CultureInfo.InvariantCulture, $"{summary.Count(o)} {Name(o)}"));
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", counts.DefaultIfEmpty("nothing"))}; {(summary.DryRun ? "would hold" : "holds")} {summary.Documents} documents in {summary.Sections} sections\n");
        return text.ToString();
    }

    /// <summary>All of it as JSON.</summary>
    public static string Json(IngestSummary summary)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteBoolean("dry_run", summary.DryRun);
            foreach (var outcome in Enum.GetValues<IngestOutcome>())
                json.WriteNumber(Name(outcome), summary.Count(outcome));
            json.WriteNumber("documents", summary.Documents);
            json.WriteNumber("sections", summary.Sections);
            json.WriteString("note", summary.Note);
            json.WriteStartArray("files");
            foreach (var file in summary.Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteString("outcome", Name(file.Outcome));
                json.WriteString("reason", file.Reason);
                json.WriteStartArray("documents");
                foreach (var id in file.Documents)
                    json.WriteStringValue(id);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>How far an ingest is.</summary>
    public static string Progress(IngestProgress progress) => string.Create(
        CultureInfo.InvariantCulture, $"{ProgressLine.Bar(progress.Done, Math.Max(1, progress.Total))}  {progress.Done} of {progress.Total} files, {progress.Sections} sections");

    private static string Name(IngestOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
