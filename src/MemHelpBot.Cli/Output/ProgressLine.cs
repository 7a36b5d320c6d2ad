namespace MemHelpBot.Cli.Output;

/// <summary>One line on a terminal's standard error that tells how far something is; it is written over, ten times a second at most. Nothing elsewhere.</summary>
internal sealed class ProgressLine(Surroundings surroundings)
{
    private const int Width = 24;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly long begun = surroundings.Clock.GetTimestamp();
    private long shown;
    private bool visible;

    /// <summary>Shows the line, unless it was shown just now.</summary>
    public void Show(Func<string> line)
    {
        if (!surroundings.ErrorIsTerminal || surroundings.Clock.GetElapsedTime(shown == 0 ? begun : shown) < Every)
            return;
        shown = surroundings.Clock.GetTimestamp();
        visible = true;
        surroundings.Error.Write($"\r\u001b[K{line()}");
    }

    /// <summary>Takes the line away, so that something else can be written.</summary>
    public void Clear()
    {
        if (visible)
            surroundings.Error.Write("\r\u001b[K");
        visible = false;
    }

    /// <summary>A bar and the share of a whole.</summary>
    public static string Bar(long done, long total)
    {
        var filled = (int)(Width * done / total);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {100 * done / total,3} %");
    }
}
