using System.ComponentModel;
using System.Diagnostics;

namespace MemHelpBot.Cli.Chat;

/// <summary>Puts the terminal into the mode that an editor of lines needs (no echo, each key at once, pastes marked), and back. Ctrl-C stays a signal.</summary>
internal sealed class Terminal : IDisposable
{
    private const string Device = "/dev/tty";
    private const string MarkPastes = "\x1b[?2004h";
    private const string MarkNoPastes = "\x1b[?2004l";
    private readonly string saved;
    private readonly TextWriter screen;

    private Terminal(string saved, TextWriter screen)
    {
        (this.saved, this.screen) = (saved, screen);
        Keys = new FileStream(Device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        AppDomain.CurrentDomain.ProcessExit += Restore;
        screen.Write(MarkPastes);
        screen.Flush();
    }

    /// <summary>What is typed, as bytes. The runtime's own stream of standard input would edit and echo lines itself.</summary>
    public Stream Keys { get; }

    /// <summary>The terminal in that mode; null where it cannot do it (TERM=dumb, no stty): then lines come as the terminal gives them.</summary>
    public static Terminal? Open(Surroundings surroundings)
    {
        if (!surroundings.InputIsTerminal || !surroundings.OutputIsTerminal || surroundings.Columns <= 0 || surroundings.Variable("TERM") is null or "" or "dumb")
            return null;
        return Stty("-g") is { Length: > 0 } saved && Stty("-icanon -echo -ixon min 1 time 0") is not null ? new Terminal(saved, surroundings.Output) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        Restore(null, EventArgs.Empty);
    }

    private void Restore(object? sender, EventArgs e)
    {
        screen.Write(MarkNoPastes);
        screen.Flush();
        Stty(saved);
    }

    /// <summary>What stty(1) says of this terminal; null when it failed.</summary>
    private static string? Stty(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"stty {arguments} <{Device}"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said.Trim() : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }
}
