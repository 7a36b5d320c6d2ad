using System.Text;
using MemHelpBot.Parsing;

namespace MemHelpBot.Scanning.Tests;

/// <summary>Logs in a directory that goes away, and scans of them.</summary>
internal sealed class Making : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-scan-");

    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public List<FoundIncident> Found { get; } = [];

    public List<(string File, string Why)> Skipped { get; } = [];

    public string PathOf(string name) => Path.Combine(directory.FullName, name);

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public LogScanner Scanner(int workers = 2) => new(new ScanHost
    {
        Found = Found.Add,
        Skipped = (file, why) => Skipped.Add((file, why)),
        Now = Now,
        Workers = workers,
    });

    public IReadOnlyList<FoundIncident> Scan(string path, int workers = 2)
    {
        Found.Clear();
        Scanner(workers).ScanFile(path, true, CancellationToken.None);
        return Found;
    }

    public IReadOnlyList<FoundIncident> ScanText(string text, int workers = 2) => Scan(File("log", text), workers);

    public void Dispose() => directory.Delete(true);

    /// <summary>Name, value and lines of each fact, sorted: two ways of reading are the same when these are.</summary>
    public static IReadOnlyList<string> FactsOf(FoundIncident incident) =>
        [.. incident.Facts.All.Select(f => $"{f.Name}={f.Value} L{incident.LineOf(f.Span.FirstLine)}-{incident.LineOf(f.Span.LastLine)}").Order(StringComparer.Ordinal)];

    /// <summary>The same of a paste.</summary>
    public static IReadOnlyList<string> FactsOf(Reading reading, int incident) =>
        [.. reading.Facts.All.Where(f => f.Incident == incident).Select(f => $"{f.Name}={f.Value} L{f.Span.FirstLine}-{f.Span.LastLine}").Order(StringComparer.Ordinal)];

    /// <summary>Lines of a syslog that tell of nothing.</summary>
    public static string Noise(int lines, int seed = 1, string host = "web-7")
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            var time = $"Nov  3 {i / 3600 % 24:00}:{i / 60 % 60:00}:{i % 60:00}";
            text.Append(random.Next(5) switch
            {
                0 => $"{time} {host} sshd[{random.Next(1000, 9999)}]: Accepted publickey for deploy from 192.0.2.{random.Next(255)} port {random.Next(40000, 60000)}\n",
                1 => $"{time} {host} CRON[{random.Next(1000, 9999)}]: (root) CMD (run-parts /etc/cron.hourly)\n",
                2 => $"{time} {host} systemd[1]: session-{random.Next(9999)}.scope: Succeeded; memory peak 12.5M\n",
                3 => $"{time} {host} postfix/smtpd[{random.Next(9999)}]: disconnect from mail.example.org[192.0.2.9] ehlo=1 quit=1 commands=2\n",
                _ => $"{time} {host} dhclient[{random.Next(9999)}]: DHCPACK from 192.0.2.1 — lease renewed\n",
            });
        }

        return text.ToString();
    }

    /// <summary>A kernel report of some fixture, as text that ends with a line end.</summary>
    public static string Report(string fixture) =>
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture + ".log")).TrimEnd('\n') + "\n";

    /// <summary>Lines of a program or of the kernel's with a syslog prefix before each.</summary>
    public static string Prefixed(string host, string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"Nov  3 04:17:02 {host} kernel: {l}\n"));
}
