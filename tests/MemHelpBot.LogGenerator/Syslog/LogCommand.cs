using System.Globalization;
using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using MemHelpBot.LogGenerator.Truth;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>What log to make.</summary>
/// <param name="Size">Bytes, about.</param>
/// <param name="Seed">Same seed, same bytes.</param>
/// <param name="Reports">How many reports of the kernel.</param>
/// <param name="Out">The log.</param>
/// <param name="Truth">What stands in it, a line of JSON for each report and each decoy.</param>
public sealed record LogOptions(long Size, int Seed, int Reports, string Out, string Truth);

/// <summary>Makes a central syslog of several machines: their everyday lines, reports of the kernel, decoys.</summary>
public static class LogCommand
{
    private const int Hosts = 24;
    private const int NeighboursPerDecoy = 4000;
    private static readonly string[] Forms = ["rfc3164", "rfc3164", "rfc3164 without boot time", "iso", "iso", "rfc5424"];
    private static readonly string[] Names = ["n", "cn", "web-", "db", "kvm-host-", "gpu"];

    /// <summary>Makes the log.</summary>
    public static void Run(LogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var random = new Random(options.Seed);
        var clock = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);
        HostLog[] hosts =
        [
            .. Enumerable.Range(0, Hosts).Select(i => new HostLog(
                string.Create(CultureInfo.InvariantCulture, $"{Names[i % Names.Length]}{100 + i}"), KernelVersion.All[i % KernelVersion.All.Count],
                PrefixForm.Of(Forms[random.Next(Forms.Length)]), clock.AddSeconds(-random.Next(1000, 9_000_000)), random)),
        ];
        using var log = new LogFile(options.Out);
        using var truth = new TruthFile(options.Truth);
        var burst = new ReportBurst(hosts, log, truth, random);
        var printed = 0;
        for (var lines = 0L; log.Length < options.Size || printed < options.Reports; lines++)
        {
            if (random.Next(4) == 0)
                clock = clock.AddMilliseconds(random.Next(1, 900));
            var host = hosts[random.Next(hosts.Length)];
            if (printed < options.Reports && log.Length >= (printed + 1) * (options.Size / (options.Reports + 1)))
            {
                clock = burst.Write(clock, Math.Min(options.Reports - printed, random.Next(12) == 0 ? 2 : 1));
                printed = burst.Printed;
            }
            else if (random.Next(NeighboursPerDecoy) == 0)
            {
                var (kind, text) = Decoys.Draw(random);
                truth.Decoy(kind, log.Next);
                host.WriteLine(log, clock, text);
            }
            else
            {
                host.WriteNeighbour(log, clock, random);
            }
        }
    }
}
