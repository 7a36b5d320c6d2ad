using System.Text;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Rendering;
using MemHelpBot.Scanning;

namespace MemHelpBot.Cli.Commands;

/// <summary>One run of <c>memhelp scan</c>.</summary>
internal sealed class ScanRun(Parts parts, Surroundings surroundings, TimeWindow window, OutputTarget target, string format, bool follow)
{
    private const int Piece = 64 * 1024;
    private readonly StringBuilder pending = new();
    private readonly ScanSummary summary = new(window);

    /// <summary>Scans, and answers the exit status.</summary>
    public int Run(IReadOnlyList<string> paths, bool fail, CancellationToken cancellation)
    {
        using var writer = new StringWriter(pending) { NewLine = "\n" };
        var report = ScanReport.In(format, writer, window.Local, follow);
        var scanner = new LogScanner(new ScanHost
        {
            Found = incident =>
            {
                if (summary.Add(incident))
                    report.Add(incident);
                Write(follow ? 0 : Piece);
            },
            Skipped = Skip,
            Judge = parts.Judge,
            Now = surroundings.Clock.GetUtcNow(),
        });
        foreach (var path in paths)
        {
            if (path == InputFiles.StandardInput)
                scanner.Scan(path, surroundings.Input, surroundings.Clock.GetUtcNow(), cancellation);
            else
                Scan(scanner, path, cancellation);
        }

        (summary.Files, summary.Lines, summary.Bytes) = (scanner.Files, scanner.Lines, scanner.Bytes);
        report.End(summary);
        Write(0);
        return summary.SkippedCount > 0 ? ExitCode.Incomplete : fail && summary.Incidents > 0 ? ExitCode.Found : ExitCode.Done;
    }

    private static void Scan(LogScanner scanner, string path, CancellationToken cancellation)
    {
        foreach (var file in scanner.FilesOf(path))
            scanner.ScanFile(file, file == path, cancellation);
    }

    private void Skip(string file, string why)
    {
        summary.Skip(file, why);
        surroundings.Error.WriteLine(TerminalText.Plain($"memhelp: {file}: {why}"));
    }

    private void Write(int above)
    {
        if (pending.Length <= above)
            return;
        target.Write(pending.ToString());
        pending.Clear();
    }
}
