using System.Globalization;
using System.Text.Json;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Prefixes;

/// <summary>How a record of several lines is written.</summary>
public enum Continuation
{
    /// <summary>Each line has the prefix.</summary>
    Repeated,

    /// <summary>Blanks as wide as the prefix (dmesg, journalctl).</summary>
    Padded,

    /// <summary>One line with <c>#012</c> (rsyslog).</summary>
    Octal,

    /// <summary>One line with <c>\x0a</c> (/dev/kmsg).</summary>
    Hex,
}

/// <summary>What stands before the kernel's text, by the program that wrote the log.</summary>
/// <param name="Name">Its name in tests.</param>
/// <param name="Prefix">The prefix of a record.</param>
/// <param name="Time">The part of it that is the event's time; empty when it has none.</param>
/// <param name="Lines">How records of several lines are written.</param>
public sealed record PrefixForm(string Name, Func<Stamp, string> Prefix, Func<Stamp, string> Time, Continuation Lines)
{
    private static readonly string[] ChineseDays = ["日", "一", "二", "三", "四", "五", "六"];
    private static readonly string[] PolishMonths = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"];

    /// <summary>All forms.</summary>
    public static IReadOnlyList<PrefixForm> All { get; } =
    [
        new("dmesg", Boot, BootTime, Continuation.Padded),
        new("dmesg -T", s => $"[{Ctime(s)}] ", Ctime, Continuation.Padded),
        new("dmesg -T, Chinese", s => $"[{Chinese(s)}] ", Chinese, Continuation.Repeated),
        new("dmesg -x", s => $"kern  :warn  : {Boot(s)}", BootTime, Continuation.Repeated),
        new("serial", s => $"<4>{Boot(s)}", BootTime, Continuation.Repeated),
        new("caller", s => Invariant($"{Boot(s).TrimEnd()}[{"T" + Invariant($"{s.Sequence % 9000}"),6}] "), BootTime, Continuation.Repeated),
        new("kmsg", s => Invariant($"4,{s.Sequence},{s.BootMicroseconds},-;"), _ => "", Continuation.Hex),
        new("rfc3164", s => $"{Syslog(s)} {s.Host} kernel: {Boot(s)}", Syslog, Continuation.Octal),
        new("rfc3164 without boot time", s => $"{Syslog(s)} {s.Host} kernel: ", Syslog, Continuation.Repeated),
        new("rfc3164, Polish", s => $"{Polish(s)} {s.Host} kernel: {Boot(s)}", Polish, Continuation.Octal),
        new("iso", s => $"{Iso(s)} {s.Host} kernel: {Boot(s)}", Iso, Continuation.Octal),
        new("rfc5424", s => $"<4>1 {Iso(s)} {s.Host} kernel - - - {Boot(s)}", Iso, Continuation.Octal),
        new("journalctl", s => $"{Syslog(s)} {s.Host} kernel: ", Syslog, Continuation.Padded),
        new("euler", s => $"{Iso(s)}|warning|kernel[-]|{Boot(s)}", Iso, Continuation.Octal),
        new("vsphere", s => $"{Utc(s)} In(05) vcpu-{s.Sequence % 8} - Guest: <6>{Boot(s)}", Utc, Continuation.Repeated),
        new("cri", s => $"{Iso(s)} stdout F {Boot(s)}", Iso, Continuation.Repeated),
        new("docker", Boot, BootTime, Continuation.Repeated) { Wrap = Docker },
    ];

    /// <summary>What is done to a whole line; null for nothing.</summary>
    public Func<string, Stamp, string>? Wrap { get; init; }

    /// <summary>The form of a name.</summary>
    public static PrefixForm Of(string name) => All.Single(f => f.Name == name);

    /// <summary>The lines that a record becomes.</summary>
    public IEnumerable<string> Print(string record, Stamp stamp)
    {
        var prefix = Prefix(stamp);
        if (Lines is Continuation.Octal or Continuation.Hex)
            record = record.Replace("\n", Lines == Continuation.Octal ? "#012" : "\\x0a", StringComparison.Ordinal);
        var first = true;
        foreach (var line in record.Split('\n'))
        {
            var text = (first || Lines == Continuation.Repeated ? prefix : new string(' ', prefix.Length)) + line;
            yield return Wrap is null ? text : Wrap(text, stamp);
            first = false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Boot(Stamp s) => Invariant($"[{s.BootMicroseconds / 1_000_000,5}.{s.BootMicroseconds % 1_000_000:d6}] ");

    private static string BootTime(Stamp s) => Invariant($"{s.BootMicroseconds / 1_000_000}.{s.BootMicroseconds % 1_000_000:d6}");

    private static string Ctime(Stamp s) => s.Clock.ToString("ddd MMM ", CultureInfo.InvariantCulture) + Invariant($"{s.Clock.Day,2}") + s.Clock.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture);

    private static string Chinese(Stamp s) => Invariant($"{ChineseDays[(int)s.Clock.DayOfWeek]} {s.Clock.Month,2}月 {s.Clock.Day,2} ") + s.Clock.ToString("HH:mm:ss yyyy", CultureInfo.InvariantCulture);

    private static string Polish(Stamp s) => $"{PolishMonths[s.Clock.Month - 1]} " + Invariant($"{s.Clock.Day:d2}") + s.Clock.ToString(" HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Syslog(Stamp s) => s.Clock.ToString("MMM ", CultureInfo.InvariantCulture) + Invariant($"{s.Clock.Day,2}") + s.Clock.ToString(" HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Iso(Stamp s) => s.Clock.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+08:00";

    private static string Utc(Stamp s) => s.Clock.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) + "Z";

    private static string Docker(string line, Stamp s) => $"{{\"log\":{JsonSerializer.Serialize(line + "\n")},\"stream\":\"stdout\",\"time\":\"{Utc(s)}\"}}";
}
