using System.Text;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Rendering;
using MemHelpBot.Scanning;

namespace MemHelpBot.Cli.Commands;

/// <summary>One run of <c>memhelp scan</c>.</summary>
internal sealed class ScanRun(Parts parts, Surroundings surroundings, TimeWindow window, OutputTarget target, string format, bool follow)
{
    /// <summary>Characters that are written at once, unless somebody waits for them.</summary>
    private const int Piece = 64 * 1024;

    private readonly StringBuilder pending = new();
    private readonly ScanSummary summary = new(window);
    private ScanProgress? progress;

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
            Progress = bytes => progress?.Add(bytes, summary.Incidents),
            Judge = parts.Judge,
            Now = surroundings.Clock.GetUtcNow(),
        });
        if (follow)
            scanner.Follow([.. paths.Where(p => p != InputFiles.StandardInput)], paths.Contains(InputFiles.StandardInput) ? surroundings.Input : null, cancellation);
        else
            ScanAll(scanner, paths, cancellation);
        progress?.Clear();
        (summary.Files, summary.Lines, summary.Bytes) = (scanner.Files, scanner.Lines, scanner.Bytes);
        report.End(summary);
        Write(0);
        return summary.SkippedCount > 0 ? ExitCode.Incomplete : fail && summary.Incidents > 0 ? ExitCode.Found : ExitCode.Done;
    }

    private void ScanAll(LogScanner scanner, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        // A file that is named twice, by a directory and by itself, is scanned once.
        var files = paths.SelectMany(path => path == InputFiles.StandardInput ? [path] : scanner.FilesOf(path)).Distinct(StringComparer.Ordinal).ToList();
        progress = new ScanProgress(surroundings, surroundings.ErrorIsTerminal && !files.Contains(InputFiles.StandardInput) ? files.Sum(LengthOf) : 0);
        foreach (var file in files)
        {
            if (file == InputFiles.StandardInput)
                scanner.Scan(file, surroundings.Input, surroundings.Clock.GetUtcNow(), cancellation);
            else
                scanner.ScanFile(file, paths.Contains(file), cancellation);
        }
    }

    private static long LengthOf(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    private void Skip(string file, string why)
    {
        summary.Skip(file, why);
        progress?.Clear();
        surroundings.Error.WriteLine(TerminalText.Plain($"memhelp: {file}: {why}"));
    }

    private void Write(int above)
    {
        if (pending.Length <= above)
            return;
        progress?.Clear();
        target.Write(pending.ToString());
        pending.Clear();
    }
}
