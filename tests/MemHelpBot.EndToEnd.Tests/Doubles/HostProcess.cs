using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>The host as a process of its own, with the real composition, as a person starts it. It can be killed at any moment.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private int disposed;

    private HostProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public int Id => process.Id;

    public string StartLine { get; private set; } = "";

    /// <summary>What it wrote to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    /// <summary>Starts it on a free port; returns when it is ready to answer.</summary>
    public static async Task<HostProcess> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MemHelpBot.dll"), "--urls", "http://127.0.0.1:0", "--MemHelp:Cache=" + Scratch("cache"), "--MemHelp:Data=" + Scratch("data"), .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MEMHELP_", StringComparison.Ordinal) || k.StartsWith("MemHelp__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_CONFIG_HOME"] = Scratch("config");
        var host = new HostProcess(Process.Start(start)!);
        host.process.ErrorDataReceived += (_, line) =>
        {
            lock (host.errors)
                host.errors.AppendLine(line.Data);
        };
        host.process.BeginErrorReadLine();
        host.StartLine = await host.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        var address = AtAddress().Match(host.StartLine);
        Assert.True(address.Success, $"the host did not start: {host.StartLine} {host.Errors}");
        _ = host.process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        host.Address = new Uri(address.Value);
        host.Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60) }) { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(2) };
        await Wait.UntilAsync(async () => (await host.Client.GetAsync("/readyz", TestContext.Current.CancellationToken)).IsSuccessStatusCode, "the host is ready");
        return host;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Resident memory in bytes, as the kernel counts it.</summary>
    public long Resident() => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    /// <summary>A folder beside the tests that stays between runs.</summary>
    public static string Scratch(string name) => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "scratch", name)).FullName;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        Client?.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AtAddress();
}
