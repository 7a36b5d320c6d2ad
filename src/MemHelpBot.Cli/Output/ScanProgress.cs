using System.Globalization;

namespace MemHelpBot.Cli.Output;

/// <summary>How far a scan is.</summary>
/// <param name="surroundings">Where it is shown.</param>
/// <param name="total">Bytes that are to be read; 0 when unknown.</param>
internal sealed class ScanProgress(Surroundings surroundings, long total)
{
    private readonly ProgressLine line = new(surroundings);
    private long read;

    /// <summary>More was read.</summary>
    /// <param name="bytes">How much more.</param>
    /// <param name="incidents">Incidents found so far.</param>
    public void Add(long bytes, long incidents)
    {
        read += bytes;
        line.Show(() => Line(read, total, incidents));
    }

    /// <summary>Takes the line away, so that something else can be written.</summary>
    public void Clear() => line.Clear();

    /// <summary>The line. Unpacked bytes may be more than those on disk: then only they are told.</summary>
    internal static string Line(long read, long total, long incidents)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{read / 1048576} MiB, {incidents} {(incidents == 1 ? "incident" : "incidents")}");
        return total <= 0 || read > total ? size : $"{ProgressLine.Bar(read, total)}  {size}";
    }
}
