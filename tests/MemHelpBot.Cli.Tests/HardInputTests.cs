using System.Diagnostics;

namespace MemHelpBot.Cli.Tests;

/// <summary>The program as it ships, run by a shell, on inputs that break programs. Each call ends by itself within the time given.</summary>
public sealed class HardInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("memhelp-hard-").FullName;

    [Theory]
    [InlineData("m diagnose /dev/null", 0, "There was nothing to read", "")]
    [InlineData("printf ' \\n\\n' | m diagnose --lang pl", 0, "Nie było czego czytać", "")]
    [InlineData("m diagnose --lang zh <&-", 0, "没有可读的内容", "")]
    [InlineData("m diagnose /bin/sh", 2, "", "it is binary data, not text")]
    [InlineData("echo x | gzip | m diagnose", 2, "", "cannot read standard input: it is binary data")]
    [InlineData("truncate -s 200M big; m diagnose big", 2, "", "big is larger than 64 MiB, the most that is read")]
    [InlineData("head -c 50000000 /dev/zero | tr '\\0' a > line; m diagnose line", 0, "characters and was read up to there", "")]
    [InlineData("m diagnose .", 2, "", "cannot read .: it is a directory")]
    [InlineData("m diagnose none", 2, "", "there is no such file")]
    [InlineData("mkfifo f; (echo 'forrtl: severe (41): insufficient virtual memory' > f &) ; m diagnose f", 0, "forrtl", "")]
    [InlineData("printf 'Killed \\377 process' | m diagnose", 0, "Some bytes are not valid UTF-8", "")]
    [InlineData("printf '\\377\\376f\\0o\\0r\\0r\\0t\\0l\\0' | m diagnose", 0, "The text was UTF-16 and has been converted", "")]
    [InlineData("echo x | m diagnose > /dev/full", 1, "", "No space left on device")]
    [InlineData("echo x | m diagnose --output /dev/full", 2, "", "cannot write /dev/full: No space left on device")]
    [InlineData("seq -f 'Jun 15 kernel: Out of memory: Killed process %.0f (x) total-vm:1kB, anon-rss:1kB' 50000 | m diagnose", 0, "50,000 incidents; the first 2,000 were judged", "")]
    public async Task An_input_that_breaks_programs_gets_an_answer_or_one_line(string call, int status, string output, string error)
    {
        var (code, told, complained) = await ShellAsync(call);
        Assert.Equal(status, code);
        Assert.Contains(output, told.ReplaceLineEndings(" ").Replace("   ", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(error, complained, StringComparison.Ordinal);
        Assert.Equal(error.Length > 0 ? 1 : 0, complained.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private async Task<(int Code, string Output, string Error)> ShellAsync(string call)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "memhelp.dll");
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"m() {{ timeout 60 dotnet '{program}' \"$@\" --corpus '{Corpus()}' --data '{folder}/data'; }}; {call}");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "cache");
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, await output, await error);
    }

    private static string Corpus()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "MemHelpBot.sln")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The repository was not found.");
        return Path.Combine(at, "corpus");
    }
}
