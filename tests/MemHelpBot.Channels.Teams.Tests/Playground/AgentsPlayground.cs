using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MemHelpBot.Channels.Teams.Tests.Playground;

/// <summary>
/// Microsoft's Agents Playground as a process of its own: a Teams client and a connector on this machine. Installed from npm into
/// <c>artifacts/</c> at first use; set MEMHELP_TEST_PLAYGROUND to its cli.js where there is no npm.
/// </summary>
internal sealed class AgentsPlayground : IAsyncDisposable
{
    private const string Package = "@microsoft/teams-app-test-tool";
    private const string Version = "0.2.28";

    private readonly Process process;

    private AgentsPlayground(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it before a bot; skips the calling test when it cannot be had.</summary>
    public static async Task<AgentsPlayground> StartAsync(Uri bot)
    {
        var cli = await CliAsync();
        var port = FreePort();
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[cli, "start", "-e", new Uri(bot, "/api/messages").AbsoluteUri, "-c", "msteams", "-p", $"{port}", "--disable-telemetry"])
            start.ArgumentList.Add(argument);
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["SEND_INSTALLATION_ACTIVITY"] = "true";
        start.Environment["M365_AGENTS_PLAYGROUND_LOGFILE"] = Path.Combine(Folder(), "playground.log");
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        Assert.Equal($"Listening on {port}", line);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new AgentsPlayground(process, new Uri($"http://localhost:{port}/"));
    }

    public ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Where pictures of the tests are kept, for people to look at.</summary>
    public static string Picture(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Folder(), "screens")).FullName, $"{name}.png");

    private static async Task<string> CliAsync()
    {
        if (Environment.GetEnvironmentVariable("MEMHELP_TEST_PLAYGROUND") is { Length: > 0 } given)
            return given;
        var cli = Path.Combine(Folder(), "node_modules", Package, "cli.js");
        if (File.Exists(cli))
            return cli;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm")
            {
                ArgumentList = { "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", Folder(), $"{Package}@{Version}" },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(npm.ExitCode == 0 && File.Exists(cli), $"npm could not install {Package}@{Version}: {(await npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n')[0]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed (apt-get install npm, or set MEMHELP_TEST_PLAYGROUND to the Playground's cli.js)");
        }

        return cli;
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemHelpBot.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests lie outside of the repository.");
        return Directory.CreateDirectory(Path.Combine(folder, "artifacts", "playground")).FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
