using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(MemHelpBot.State.Postgres.Tests.Cluster))]

namespace MemHelpBot.State.Postgres.Tests;

/// <summary>A private cluster of the PostgreSQL that is installed, on a free port, in a directory of its own; stopped and removed at the end.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "memhelp-pg-" + Guid.NewGuid().ToString("n")[..12]);
    private int port;

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Missing { get; private set; }

    /// <summary>A new, empty database.</summary>
    public async Task<string> DatabaseAsync()
    {
        if (Missing is not null)
            Assert.Skip(Missing);
        var name = "t" + Guid.NewGuid().ToString("n");
        await using var server = NpgsqlDataSource.Create(Connection("postgres"));
#pragma warning disable CA2100 // A name made here.
        await using var create = server.CreateCommand($"create database {name}");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return Connection(name);
    }

    public async ValueTask InitializeAsync()
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (binaries is null)
        {
            Missing = "PostgreSQL is not installed: apt-get install postgresql";
            return;
        }

        port = FreePort();
        Directory.CreateDirectory(directory);
        var user = Environment.UserName == "root" ? "postgres" : null;
        if (user is not null && (await RunAsync("chown", user, directory)).Status != 0)
        {
            Missing = "the tests run as root, and PostgreSQL refuses that; there is no user postgres to run it as";
            return;
        }

        foreach (var (tool, arguments) in new (string, string[])[]
        {
            ("initdb", ["-D", Data, "-U", "memhelp", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]),
            ("pg_ctl", ["-D", Data, "-w", "-l", Path.Combine(directory, "log"), "-o", $"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off", "start"]),
        })
        {
            var path = Path.Combine(binaries, tool);
            var (status, said) = user is null ? await RunAsync(path, arguments) : await RunAsync("runuser", ["-u", user, "--", path, .. arguments]);
            if (status != 0)
            {
                Missing = $"{tool} failed: {said}";
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var pid = Path.Combine(Data, "postmaster.pid");
        if (File.Exists(pid) && int.TryParse((await File.ReadAllLinesAsync(pid)).FirstOrDefault(), out var process))
        {
            // SIGINT: fast shutdown.
            await RunAsync("kill", "-INT", $"{process}");
            for (var i = 0; i < 100 && File.Exists(pid); i++)
                await Task.Delay(100);
        }

        if (Directory.Exists(directory))
            Directory.Delete(directory, true);
    }

    private string Data => Path.Combine(directory, "data");

    private string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=memhelp;Database={database};Pooling=true";

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<(int Status, string Said)> RunAsync(string program, params string[] arguments)
    {
        // What pg_ctl starts would hold a pipe open: its words go to a file.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        var words = Path.GetTempFileName();
        foreach (var argument in (string[])["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", words, program, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        var said = (await File.ReadAllTextAsync(words)).ReplaceLineEndings(" ");
        File.Delete(words);
        return (process.ExitCode, said);
    }
}
