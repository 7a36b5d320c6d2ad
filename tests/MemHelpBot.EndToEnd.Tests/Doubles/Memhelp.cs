using System.Diagnostics;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>The command line as a process of its own.</summary>
internal static class Memhelp
{
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "memhelp.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_CACHE_HOME"] = HostProcess.Scratch("cache"), ["XDG_CONFIG_HOME"] = HostProcess.Scratch("config"), ["XDG_DATA_HOME"] = HostProcess.Scratch("data") },
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
