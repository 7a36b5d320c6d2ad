using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemHelpBot.Scanning;

namespace MemHelpBot.Rendering;

/// <summary>Incidents, groups and the summary of a scan as JSON, as laid down in <c>docs/scan.md</c>. What is not known is left out.</summary>
public static class IncidentJson
{
    private static readonly JsonWriterOptions OneLine = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One incident on one line, without a line end after it.</summary>
    public static void Write(IBufferWriter<byte> into, FoundIncident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        using var json = new Utf8JsonWriter(into, OneLine);
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("file", incident.Source);
        json.WriteNumber("first_line", incident.FirstLine);
        json.WriteNumber("last_line", incident.LastLine);
        json.WriteNumber("start_byte", incident.Start);
        json.WriteNumber("end_byte", incident.End);
        json.WriteString("kind", incident.Kind);
        if (incident.Time is not null)
            json.WriteString("time", incident.Time);
        if (incident.When is { } when)
        {
            json.WriteString("time_iso", when.ToString());
            if (when.YearAssumed)
                json.WriteBoolean("year_assumed", true);
        }

        if (incident.Host is not null)
            json.WriteString("host", incident.Host);
        WriteTexts(json, "signatures", incident.Signatures);
        json.WriteStartArray("causes");
        foreach (var cause in incident.Causes)
        {
            json.WriteStartObject();
            json.WriteString("id", cause.Id);
            json.WriteString("verdict", cause.Verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in incident.Facts.AsSpan())
            FactJson.WriteOwn(json, fact, incident.LineOf);
        json.WriteEndArray();
        if (incident.Unread.Count > 0)
            WriteTexts(json, "unread", incident.Unread);
        json.WriteEndObject();
    }

    /// <summary>A group.</summary>
    public static void Write(IBufferWriter<byte> into, IncidentGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        using var json = new Utf8JsonWriter(into, OneLine);
        json.WriteStartObject();
        json.WriteNumber("count", group.Count);
        json.WriteString("kind", group.Key.Kind);
        WriteText(json, "victim", group.Key.Victim);
        WriteText(json, "cgroup", group.Key.Cgroup);
        WriteText(json, "cause", group.Key.Cause);
        WriteTexts(json, "hosts", group.Hosts);
        if (group.HasMoreHosts)
            json.WriteBoolean("more_hosts", true);
        WriteText(json, "first", group.First);
        WriteText(json, "last", group.Last);
        if (group.TypicalPeakKb is { } peak)
            json.WriteNumber("typical_anon_rss_kb", peak);
        json.WriteEndObject();
    }

    /// <summary>The summary.</summary>
    public static void Write(IBufferWriter<byte> into, ScanSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        using var json = new Utf8JsonWriter(into, OneLine);
        json.WriteStartObject();
        json.WriteNumber("incidents", summary.Incidents);
        json.WriteNumber("outside_window", summary.OutsideWindow);
        json.WriteNumber("without_date", summary.WithoutDate);
        json.WriteNumber("ungrouped", summary.Groups.Ungrouped);
        json.WriteNumber("files", summary.Files);
        json.WriteNumber("lines", summary.Lines);
        json.WriteNumber("bytes", summary.Bytes);
        json.WriteStartArray("skipped");
        foreach (var (file, why) in summary.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
