using System.Buffers;
using System.Globalization;
using System.Text;
using MemHelpBot.Scanning;

namespace MemHelpBot.Rendering;

/// <summary>Writes what a scan finds, while it finds it.</summary>
public abstract class ScanReport
{
    /// <summary>The report in a format: <c>text</c>, <c>json</c>, <c>jsonl</c>, <c>csv</c> or <c>html</c>.</summary>
    /// <param name="format">The format.</param>
    /// <param name="into">Where to.</param>
    /// <param name="local">The zone of logs that do not say theirs.</param>
    /// <param name="live">Whether a person waits for each incident: text then tells it at once.</param>
    public static ScanReport In(string format, TextWriter into, TimeZoneInfo local, bool live) => format switch
    {
        "json" => new JsonScan(into),
        "jsonl" => new JsonLinesScan(into),
        "csv" => new CsvScan(into),
        "html" => new HtmlScan(into, local),
        _ => new TextScan(into, local, live),
    };

    /// <summary>An incident was found.</summary>
    public abstract void Add(FoundIncident incident);

    /// <summary>The scan is over.</summary>
    public abstract void End(ScanSummary summary);
}

/// <summary>One JSON object a line for each incident, nothing else.</summary>
internal sealed class JsonLinesScan(TextWriter into) : ScanReport
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);

    public override void Add(FoundIncident incident)
    {
        buffer.ResetWrittenCount();
        IncidentJson.Write(buffer, incident);
        into.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        into.Write('\n');
    }

    public override void End(ScanSummary summary)
    {
    }
}

/// <summary>One JSON object: incidents as they are found, then groups and summary, which are known last.</summary>
internal sealed class JsonScan(TextWriter into) : ScanReport
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private bool any;

    public override void Add(FoundIncident incident)
    {
        into.Write(any ? ",\n" : "{\"schema\":1,\n\"incidents\":[\n");
        any = true;
        Put(b => IncidentJson.Write(b, incident));
    }

    public override void End(ScanSummary summary)
    {
        into.Write(any ? "\n],\n\"groups\":[" : "{\"schema\":1,\n\"incidents\":[],\n\"groups\":[");
        var first = true;
        foreach (var group in summary.Groups.All)
        {
            into.Write(first ? "\n" : ",\n");
            first = false;
            Put(b => IncidentJson.Write(b, group));
        }

        into.Write(first ? "],\n\"summary\":" : "\n],\n\"summary\":");
        Put(b => IncidentJson.Write(b, summary));
        into.Write("}\n");
    }

    private void Put(Action<IBufferWriter<byte>> write)
    {
        buffer.ResetWrittenCount();
        write(buffer);
        into.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}

/// <summary>One row for each incident (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.</summary>
internal sealed class CsvScan(TextWriter into) : ScanReport
{
    private const string Head = "file,first_line,last_line,time,time_iso,host,kind,victim,victim_pid,victim_anon_rss_kb,victim_total_vm_kb,cgroup,order,gfp_mask,cause,verdict,signatures\r\n";
    private bool begun;

    public override void Add(FoundIncident incident)
    {
        Begin();
        var facts = incident.Facts;
        var cause = incident.Causes.Count > 0 ? incident.Causes[0] : null;
        string?[] cells =
        [
            incident.Source, Number(incident.FirstLine), Number(incident.LastLine), incident.Time, incident.When?.ToString(), incident.Host, incident.Kind,
            GroupKey.Of(incident).Victim, Number(facts.Integer(Facts.OomFacts.VictimPid)), Number(facts.Integer(Facts.OomFacts.VictimAnonRss)),
            Number(facts.Integer(Facts.OomFacts.VictimTotalVm)), facts.Text(Facts.OomFacts.Memcg),
            Number(facts.Integer(Facts.OomFacts.Order) ?? facts.Integer(Facts.AllocFailureFacts.Order)),
            (facts.Find(Facts.OomFacts.GfpMask) ?? facts.Find(Facts.AllocFailureFacts.GfpMask))?.Value.ToString(),
            cause?.Id, cause?.Verdict, string.Join(' ', incident.Signatures),
        ];
        into.Write(string.Join(',', cells.Select(Cell)));
        into.Write("\r\n");
    }

    public override void End(ScanSummary summary) => Begin();

    private void Begin()
    {
        if (!begun)
            into.Write(Head);
        begun = true;
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // A negative number is a number; anything else that begins like a formula is not to be one.
        if (text[0] is '=' or '+' or '@' or '\t' or '\r' || (text[0] == '-' && !long.TryParse(text, CultureInfo.InvariantCulture, out _)))
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
