using System.Globalization;

namespace MemHelpBot.Cli.Output;

/// <summary>One line on a terminal's standard error that tells how far a scan is. Nothing elsewhere.</summary>
/// <param name="surroundings">Where it is shown.</param>
/// <param name="total">Bytes that are to be read; 0 when unknown.</param>
internal sealed class ScanProgress(Surroundings surroundings, long total)
{
    private const int Width = 24;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly long begun = surroundings.Clock.GetTimestamp();
    private long shown;
    private long read;
    private bool visible;

    /// <summary>More was read.</summary>
    /// <param name="bytes">How much more.</param>
    /// <param name="incidents">Incidents found so far.</param>
    public void Add(long bytes, long incidents)
    {
        read += bytes;
        if (!surroundings.ErrorIsTerminal || surroundings.Clock.GetElapsedTime(shown == 0 ? begun : shown) < Every)
            return;
        shown = surroundings.Clock.GetTimestamp();
        visible = true;
        surroundings.Error.Write($"\r\u001b[K{Line(read, total, incidents)}");
    }

    /// <summary>Takes the line away, so that something else can be written.</summary>
    public void Clear()
    {
        if (visible)
            surroundings.Error.Write("\r\u001b[K");
        visible = false;
    }

    /// <summary>The line. Unpacked bytes may be more than those on disk: then only they are told.</summary>
    internal static string Line(long read, long total, long incidents)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{read / 1048576} MiB, {incidents} {(incidents == 1 ? "incident" : "incidents")}");
        if (total <= 0 || read > total)
            return size;
        var filled = (int)(Width * read / total);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {100 * read / total,3} %  {size}");
    }
}
