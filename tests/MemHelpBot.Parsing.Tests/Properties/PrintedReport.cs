using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using MemHelpBot.Parsing.Tests.Kernel;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>A report of the generator as text behind a prefix, and what must be read from it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Form">The prefix.</param>
/// <param name="Records">The lines of each record.</param>
/// <param name="Time">The time of the event; empty when nothing tells it.</param>
/// <param name="Boot">The same as the kernel stamps it: what is left when a mangling hides the clock.</param>
internal sealed record PrintedReport(KernelReport Report, PrefixForm Form, IReadOnlyList<string[]> Records, string Time, string Boot)
{
    private static readonly DateTime Noon = new(2026, 5, 9, 12, 31, 7, DateTimeKind.Unspecified);

    public string Text => string.Join('\n', Records.SelectMany(r => r)) + "\n";

    public IReadOnlyList<string> Expected => Facts(_ => true);

    /// <summary>Prints a report drawn from a seed.</summary>
    public static PrintedReport Of(KernelVersion version, ReportScope scope, PrefixForm form, int seed, MachineKind? machine = null)
    {
        var random = new Random(seed);
        var report = ReportPrinter.Print(version, scope, machine ?? (MachineKind)random.Next(4), random);
        var stamp = new Stamp(Noon.AddSeconds(random.Next(1_000_000)), random.NextInt64(1_000_000, 9_000_000_000_000), report.Host, random.Next(99_999));
        var (records, time, boot) = (new List<string[]>(), "", "");
        for (var i = 0; i < report.Records.Count; i++)
        {
            if (i == report.Head && scope != ReportScope.AllocationFailure)
                (time, boot) = (form.Time(stamp), PrefixForm.Of("dmesg").Time(stamp));
            records.Add([.. form.Print(report.Records[i], stamp)]);
            stamp = stamp.After(random.Next(5, 120));
        }

        return new PrintedReport(report, form, records, time, boot);
    }

    /// <summary>The facts of the records that fit, in the form in which readings are compared.</summary>
    public IReadOnlyList<string> Facts(Func<MemHelpBot.LogGenerator.Truth.TrueFact, bool> fits)
    {
        var facts = Report.Facts.Where(fits).Select(f => f.ToString()).ToList();
        if (Time.Length > 0)
            facts.Add("oom.time = " + Time);
        return [.. facts.Order(StringComparer.Ordinal)];
    }

    /// <summary>What a reading says of an incident, without what the reader concludes on its own (the size of a page, from sizes that are printed).</summary>
    public static IReadOnlyList<string> Told(Reading reading, int incident = 0) => [.. Fixture.Told(reading, incident).Where(f => !f.StartsWith("mem.page_size_kb", StringComparison.Ordinal))];

    /// <summary>What differs, for the message of a test; empty when nothing does.</summary>
    public static string Difference(IEnumerable<string> expected, IEnumerable<string> told)
    {
        var (want, have) = (expected.ToHashSet(StringComparer.Ordinal), told.ToHashSet(StringComparer.Ordinal));
        return string.Concat(want.Except(have).Order(StringComparer.Ordinal).Select(f => "\nmissing  " + f)) + string.Concat(have.Except(want).Order(StringComparer.Ordinal).Select(f => "\nnot told " + f));
    }

    public override string ToString() => $"{Report.Version} {Report.Scope} {Form}";
}
