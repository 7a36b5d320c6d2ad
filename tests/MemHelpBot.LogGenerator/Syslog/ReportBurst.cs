using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using MemHelpBot.LogGenerator.Truth;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>Writes reports into the log, one or several machines' at a time, lines of others between theirs.</summary>
internal sealed class ReportBurst(HostLog[] hosts, LogFile log, TruthFile truth, Random random)
{
    private sealed class Running(HostLog host, KernelReport report, Stamp stamp, bool joined)
    {
        public HostLog Host => host;

        public KernelReport Report => report;

        public Stamp Stamp { get; set; } = stamp;

        public bool Joined => joined;

        public int Next { get; set; }

        public long First { get; set; }

        public string Time { get; set; } = "";

        public bool Done => Next >= report.Records.Count;
    }

    /// <summary>Reports written.</summary>
    public int Printed { get; private set; }

    /// <summary>Writes so many reports of different machines, interleaved. Answers the time when they were written.</summary>
    public DateTime Write(DateTime clock, int reports)
    {
        var running = new List<Running>();
        while (running.Count < reports)
        {
            var host = hosts[random.Next(hosts.Length)];
            if (running.Exists(r => r.Host == host))
                continue;
            var scopes = ReportPrinter.Scopes(host.Version);
            var machine = random.Next(12) switch { 0 => MachineKind.Cma, 1 => MachineKind.LargePages, 2 => MachineKind.HighMem, _ => MachineKind.Ordinary };
            var report = ReportPrinter.Print(host.Version, scopes[random.Next(scopes.Count)], machine, random);
            running.Add(new Running(host, report, host.At(clock), joined: random.Next(24) == 0));
        }

        while (running.Exists(r => !r.Done))
        {
            var one = running[random.Next(running.Count)];
            if (one.Done)
                continue;
            Step(one);
            for (var others = random.Next(8) == 0 ? random.Next(1, 4) : 0; others > 0; others--)
                hosts[random.Next(hosts.Length)].WriteNeighbour(log, one.Stamp.Clock, random);
        }

        return running.Max(r => r.Stamp.Clock);
    }

    private void Step(Running one)
    {
        var (form, records) = (one.Host.Form, one.Report.Records);
        if (one.Next == 0)
            one.First = log.Next;
        if (one.Next == one.Report.Head)
            one.Time = form.Time(one.Stamp);
        var record = records[one.Next++];
        if (one.Joined && one.Next > one.Report.Head)
        {
            // rsyslog got all of it as one message.
            record = string.Join("#012", records.Skip(one.Next - 1).Select(r => r.Replace("\n", "#012", StringComparison.Ordinal)));
            one.Next = records.Count;
        }

        foreach (var line in form.Print(record, one.Stamp))
            log.Line(line);
        one.Stamp = one.Stamp.After(random.Next(5, 120));
        if (!one.Done)
            return;
        Printed++;
        truth.Report(Printed, one.Report, one.Host.Name, one.Time, one.First, log.Next - 1, form.Name, one.Joined);
    }
}
