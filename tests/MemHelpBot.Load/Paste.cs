using System.Globalization;
using System.Text;
using MemHelpBot.LogGenerator.Kernel;

namespace MemHelpBot.Load;

/// <summary>A kernel report as people paste it, with what it says: so that an answer made of another one is noticed.</summary>
/// <param name="Text">4 to 14 KB.</param>
/// <param name="VictimPid">The process that was killed.</param>
public sealed record Paste(string Text, long VictimPid)
{
    private const int Smallest = 4 * 1024;
    private const int Largest = 14 * 1024;

    /// <summary>Draws one.</summary>
    public static Paste Draw(Random random)
    {
        while (true)
        {
            var version = KernelVersion.All[random.Next(KernelVersion.All.Count)];
            var scopes = ReportPrinter.Scopes(version);
            var report = ReportPrinter.Print(version, scopes[random.Next(scopes.Count)], MachineKind.Ordinary, random);
            var text = new StringBuilder();
            var seconds = random.Next(1_000, 900_000);
            foreach (var line in report.Records.SelectMany(r => r.Split('\n')))
                text.Append(CultureInfo.InvariantCulture, $"[{seconds,5}.{random.Next(1_000_000):000000}] ").Append(line).Append('\n');
            if (text.Length is >= Smallest and <= Largest && report.Facts.FirstOrDefault(f => f.Name == "oom.victim_pid") is { } victim)
                return new Paste(text.ToString(), long.Parse(victim.Value.Text, CultureInfo.InvariantCulture));
        }
    }
}
