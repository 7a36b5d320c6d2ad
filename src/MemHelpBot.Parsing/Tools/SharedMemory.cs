using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// ipcs -m (<c>key shmid owner perms bytes nattch status</c>), ipcs -lm (<c>max seg size (kbytes) = …</c>), and tmpfs in mount or /proc/mounts
/// (<c>tmpfs on /dev/shm type tmpfs (rw,size=65536k)</c>).
/// </summary>
internal sealed class SharedMemory() : MarkedTable("shared-memory")
{
    /// <summary>Limits that the kernel prints when there is none: ULONG_MAX - 2²⁴, shown in KiB.</summary>
    private const long NoLimit = 9_007_199_254_740_000;

    private readonly List<Fact> segments = [];

    public override IReadOnlyList<string> Marks { get; } = ["shmid", "max seg size", "max total shared memory", "tmpfs "];

    protected override LineOutcome AfterBlank => LineOutcome.Foreign;

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into) =>
        header.Count >= 6 && header[0] is "key" && header[1] is "shmid" && header.IndexOf("bytes") == 4 || Limit(line, into) || Mount(header, line, into);

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count < 6 || !row[0].StartsWith("0x", StringComparison.Ordinal) || Scan.Integer(row[4], 0) is not { Value: >= 0 } bytes || bytes.Length != row.Length(4))
            return Scan.Has(row.Text, "Shared Memory");
        segments.Add(new Fact(TmpfsFacts.SegmentsTotal, null, FactValue.Of(bytes.Value / 1024), line.Span(into.Message, row.Start(4), row.Length(4))));
        return true;
    }

    public override void Close(ReadingBuilder into)
    {
        if (segments.Count > 0)
        {
            into.Tell(Fact.Derive(TmpfsFacts.SegmentsTotal, null, FactValue.Of(segments.Sum(s => s.Value.Integer!.Value)), null, "sum of the segments listed", [.. segments.Take(10)]));
            into.Tell(Fact.Derive(TmpfsFacts.Segments, null, FactValue.Of((long)segments.Count), null, "rows of the table", segments[0]));
        }

        segments.Clear();
        base.Close(into);
    }

    private static bool Limit(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        FactKey? key = Scan.At(text, 0, "max seg size (kbytes) =") ? TmpfsFacts.MaxSegment : Scan.At(text, 0, "max total shared memory (kbytes) =") ? TmpfsFacts.MaxTotal : null;
        if (key is null || Scan.Integer(text, Scan.Behind(text, "=")) is not { Value: > 0 } limit)
            return false;
        into.Tell(key, limit.Value >= NoLimit ? FactValue.Of("unlimited") : FactValue.Of(limit.Value), line, limit.Offset, limit.Length);
        return true;
    }

    private static bool Mount(Row row, in LogLine line, ReadingBuilder into)
    {
        var mount = Scan.Has(row.Text, " type tmpfs (") && row.Count >= 5 && row[1] is "on" ? 2 : row.Count >= 4 && row[2] is "tmpfs" && row[1][0] == '/' ? 1 : -1;
        if (mount < 0)
            return false;
        var at = Math.Max(Scan.Behind(row.Text, ",size="), Scan.Behind(row.Text, "(size="));
        if (at < 0)
            return true;
        var end = row.Text[at..].IndexOfAny(",) ");
        if (end > 0)
            Amount.Tell(TmpfsFacts.Size, line, at, end, into, row[mount].ToString(), 1);
        return true;
    }
}
