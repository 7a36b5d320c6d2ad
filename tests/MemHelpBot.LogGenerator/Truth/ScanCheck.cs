using System.Globalization;
using System.Text.Json;

namespace MemHelpBot.LogGenerator.Truth;

/// <summary>
/// Compares what <c>memhelp scan --format jsonl</c> found with the truth: reports found, missed and made up, facts right, missing and wrong.
/// An incident answers the report of its host whose lines it shares most.
/// </summary>
public sealed class ScanCheck
{
    private const int MostExamples = 12;
    private readonly Dictionary<string, List<string>> examples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    private sealed record Report(int Id, long First, long Last, string Host, string Kind, string Text, List<(string Name, string Value)> Facts)
    {
        public bool IsFound { get; set; }
    }

    /// <summary>Compares the files and prints the table. True: nothing is missed, made up or wrong.</summary>
    public static bool Run(string scan, string truth, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var check = new ScanCheck();
        var (reports, decoys) = ReadTruth(truth);
        foreach (var line in File.ReadLines(scan).Where(l => l.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("first_line", out _))
                check.Incident(json.RootElement, reports, decoys);
        }

        foreach (var report in reports.Where(r => !r.IsFound))
            check.Count("reports missed", report.Text);
        check.counts["reports"] = reports.Count;
        check.counts["facts"] = reports.Sum(r => r.Facts.Count);
        foreach (var (name, count) in check.counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{count,10}"));
            foreach (var example in check.examples.GetValueOrDefault(name, []))
                output.WriteLine("    " + example);
        }

        return !check.counts.Keys.Any(n => n.EndsWith("missed", StringComparison.Ordinal) || n.EndsWith("wrong", StringComparison.Ordinal) || n.EndsWith("made up", StringComparison.Ordinal));
    }

    private void Incident(JsonElement incident, List<Report> reports, Dictionary<long, string> decoys)
    {
        var (first, last) = (incident.GetProperty("first_line").GetInt64(), incident.GetProperty("last_line").GetInt64());
        var host = incident.TryGetProperty("host", out var told) ? told.GetString() : null;
        var kind = incident.GetProperty("kind").GetString() ?? "";
        var where = string.Create(CultureInfo.InvariantCulture, $"{kind} at lines {first} to {last} of {host}");
        var report = reports.Where(r => (host is null || r.Host == host) && r.First <= last && first <= r.Last && !r.IsFound)
            .MaxBy(r => Math.Min(last, r.Last) - Math.Max(first, r.First));
        if (report is null)
        {
            Count(decoys.TryGetValue(first, out var decoy) ? $"decoys read: {decoy}" : kind.StartsWith("kernel", StringComparison.Ordinal) || kind == "allocation-failure" ? "reports made up" : $"other incidents: {kind}", where);
            return;
        }

        report.IsFound = true;
        Count("reports found", null);
        if (kind != report.Kind)
            Count("kinds wrong", $"{where} is {report.Text}");
        var facts = incident.GetProperty("facts").EnumerateArray()
            .Select(f => (Name: f.GetProperty("name").GetString() ?? "", Value: Canonical(f.GetProperty("value")), Derived: f.TryGetProperty("derived", out _))).ToList();
        foreach (var (name, value) in report.Facts)
        {
            if (facts.Exists(f => f.Name == name && f.Value == value))
                Count("facts right", null);
            else
                Count("facts missing", $"{name} = {value} of {report.Text}");
        }

        // What the scan computes from facts is not in the truth; a value of a fact that is must be the printed one.
        foreach (var (name, value, derived) in facts)
        {
            var isTold = report.Facts.Exists(f => f.Name == name);
            if ((isTold || !derived) && !report.Facts.Contains((name, value)))
                Count("facts wrong", $"{name} = {value} in {report.Text}");
        }
    }

    private void Count(string name, string? example)
    {
        counts[name] = counts.GetValueOrDefault(name) + 1;
        if (example is null)
            return;
        if (!examples.TryGetValue(name, out var list))
            examples.Add(name, list = []);
        if (list.Count < MostExamples)
            list.Add(example);
    }

    private static (List<Report> Reports, Dictionary<long, string> Decoys) ReadTruth(string path)
    {
        var (reports, decoys) = (new List<Report>(), new Dictionary<long, string>());
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.TryGetProperty("decoy", out var decoy))
            {
                decoys[root.GetProperty("line").GetInt64()] = decoy.GetString() ?? "";
                continue;
            }

            var (id, first, last) = (root.GetProperty("report").GetInt32(), root.GetProperty("first_line").GetInt64(), root.GetProperty("last_line").GetInt64());
            var (host, kind) = (root.GetProperty("host").GetString() ?? "", root.GetProperty("kind").GetString() ?? "");
            var text = string.Create(CultureInfo.InvariantCulture, $"report {id}: {root.GetProperty("version").GetString()} {root.GetProperty("scope").GetString()} of {host}, lines {first} to {last}, {root.GetProperty("form").GetString()}{(root.GetProperty("joined").GetBoolean() ? ", joined" : "")}");
            reports.Add(new Report(id, first, last, host, kind, text, [.. root.GetProperty("facts").EnumerateArray().Select(f => (f.GetProperty("name").GetString() ?? "", Canonical(f.GetProperty("value"))))]));
        }

        return (reports, decoys);
    }

    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().Select(p => p.Name + ":" + Canonical(p.Value))) + "}",
        _ => value.GetRawText(),
    };
}
