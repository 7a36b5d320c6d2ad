using System.Diagnostics;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>The host as a process of its own.</summary>
internal sealed class ChildHost : IDisposable
{
    private readonly Process process;

    private ChildHost(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    /// <summary>Starts it on a port, which is free unless told; returns when it listens.</summary>
    public static async Task<ChildHost> StartAsync(string[] settings, int port = 0)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "MemHelpBot.dll"), $"--urls=http://127.0.0.1:{port}", $"--MemHelp:Cache={Path.Combine(AppContext.BaseDirectory, "scratch", "cache")}", .. settings])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("the host did not start");
        var address = line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal));
        return new ChildHost(process, new Uri(address.TrimEnd(','), UriKind.Absolute));
    }

    /// <summary>SIGKILL: nothing is written any more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
