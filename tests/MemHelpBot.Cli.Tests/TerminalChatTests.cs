using System.Diagnostics;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

/// <summary><c>memhelp chat</c> on a real terminal: tmux shows what a person would see.</summary>
public sealed class TerminalChatTests : IAsyncLifetime
{
    private readonly string socket = "memhelp-" + Guid.NewGuid().ToString("n")[..10];
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-chat-");

    [Fact]
    public async Task A_person_pastes_asks_edits_rates_and_goes_on_later()
    {
        await StartAsync();
        await ShowsAsync("/help");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "paste"), Memhelp.ExampleLog.Replace("...\n[", "...\n\n[", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await TmuxAsync("load-buffer", Path.Combine(directory.FullName, "paste"));
        await TmuxAsync("paste-buffer", "-p");
        await ShowsAsync("lines pasted; an empty line sends them]");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("memory fragmentation (confirmed)");

        // Typed with a slip that the arrow keys mend.
        await TmuxAsync("send-keys", "-l", "only the commnds");
        await TmuxAsync("send-keys", "Left", "Left", "Left", "a", "Enter", "Enter");
        await ShowsAsync("> only the commands");
        await ShowsAsync("sysctl -w vm.min_free_kbytes");
        await TmuxAsync("send-keys", "-l", "/feedback yes it was that");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("noted: memhelp feedback report tells it");
        await TmuxAsync("send-keys", "C-d");
        await ShowsAsync("$ done 0");
        await TmuxAsync("send-keys", "-l", "stty -a | grep -o ' echo '");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("\n echo");

        await TmuxAsync("kill-server");
        await StartAsync();
        await ShowsAsync("going on with 2 messages of before");
        await TmuxAsync("send-keys", "-l", "/forget");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("forgotten");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TmuxAsync("kill-server");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It was never there.
        }

        directory.Delete(true);
    }

    private async Task StartAsync()
    {
        try
        {
            await TmuxAsync("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "200", "env PS1='$ ' sh");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("tmux is not installed (apt-get install tmux)");
        }

        await TmuxAsync("send-keys", "-l", $"dotnet {Memhelp.Path} chat --continue --data {directory.FullName} --lang en; echo '$' done $?");
        await TmuxAsync("send-keys", "Enter");
    }

    private async Task ShowsAsync(string text)
    {
        var screen = "";
        for (var i = 0; i < 600; i++)
        {
            screen = await TmuxAsync("capture-pane", "-p");
            if (screen.Contains(text, StringComparison.Ordinal))
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"the terminal does not show \"{text}\":\n{screen}");
    }

    private async Task<string> TmuxAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-L", socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TERM"] = "xterm-256color", ["LC_ALL"] = "C.UTF-8" } })!;
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return output;
    }
}
