using System.Globalization;
using MemHelpBot.LogGenerator.Kernel;

namespace MemHelpBot.LogGenerator.Truth;

/// <summary>Writes what stands in a log: a line of JSON for each report and each decoy.</summary>
internal sealed class TruthFile(string path) : IDisposable
{
    private readonly StreamWriter file = new(path) { NewLine = "\n" };

    /// <summary>A report, with all its facts.</summary>
    public void Report(int id, KernelReport report, string host, string time, long first, long last, string form, bool joined)
    {
        var facts = report.Facts.Select(f => $"{{\"name\":{TrueValue.Of(f.Name).Json},\"value\":{f.Value.Json}}}").ToList();
        if (time.Length > 0 && report.Scope != ReportScope.AllocationFailure)
            facts.Insert(0, $"{{\"name\":\"oom.time\",\"value\":{TrueValue.Of(time).Json}}}");
        file.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"report\":{id},\"first_line\":{first},\"last_line\":{last},\"host\":{TrueValue.Of(host).Json},\"kind\":\"{report.Kind}\",\"version\":\"{report.Version}\",\"scope\":\"{report.Scope}\",\"form\":\"{form}\",\"joined\":{(joined ? "true" : "false")},\"facts\":[{string.Join(',', facts)}]}}"));
    }

    /// <summary>A line that looks like one and is none.</summary>
    public void Decoy(string kind, long line) => file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"decoy\":\"{kind}\",\"line\":{line}}}"));

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
