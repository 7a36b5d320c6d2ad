using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Lines of docker inspect and podman inspect: <c>"Memory": 536870912,</c> (bytes; 0 is no limit), <c>"MemorySwap": -1</c>, <c>"OOMKilled": false</c>; of a compose
/// file: <c>mem_limit: 512m</c>, <c>shm_size: 1gb</c>. OOMKilled true is a failure and is read as a message.
/// </summary>
internal sealed class ContainerInspect : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["\"Memory", "\"OOMKilled\"", "\"ShmSize\"", "\"PidsLimit\"", "mem_limit:", "shm_size:", "memswap_limit:", "mem_reservation:"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (!Json(line, into) && !Compose(line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Begin(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("container", into);

    private static bool Json(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (start >= text.Length || text[start] != '"' || Scan.Behind(text, "\":", start + 1) is not (> 0 and var colon))
            return false;
        var name = text[(start + 1)..(colon - 2)];
        var at = Scan.Blanks(text, colon);
        var value = text[at..].TrimEnd().TrimEnd(',');
        if (name is "OOMKilled" && value is "false")
        {
            into.Tell(ContainerFacts.OomKilled, FactValue.Of(false), line, at, value.Length);
            return true;
        }

        FactKey? key = name switch
        {
            "Memory" => MemcgFacts.Limit,
            "MemorySwap" => ContainerFacts.MemorySwap,
            "MemoryReservation" => ContainerFacts.Reservation,
            "ShmSize" => ContainerFacts.ShmSize,
            "PidsLimit" => ContainerFacts.PidsLimit,
            _ => null,
        };
        // ECS and others have a "Memory" in MiB; docker's is in bytes and never below 4 MiB.
        if (key is null || key == MemcgFacts.Limit && value is not "0" && !(Scan.Integer(value, 0) is { Value: >= 4 << 20 } bytes && bytes.Length == value.Length))
            return false;
        if (value is "null" || value is "0" && key != MemcgFacts.Limit)
            return true;
        if (value is "0")
            into.Tell(key, FactValue.Of("unlimited"), line, at, value.Length);
        else
            Amount.Tell(key, line, at, value.Length, into, bare: 1);
        return true;
    }

    /// <summary>Compose counts in 1024, with b, k, m, g and the same with a b behind (compose-spec).</summary>
    private static bool Compose(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        var colon = text[start..].IndexOf(':');
        if (colon < 0)
            return false;
        FactKey? key = text.Slice(start, colon) switch
        {
            "mem_limit" => MemcgFacts.Limit,
            "memswap_limit" => ContainerFacts.MemorySwap,
            "mem_reservation" => ContainerFacts.Reservation,
            "shm_size" => ContainerFacts.ShmSize,
            _ => null,
        };
        if (key is null)
            return false;
        var at = Scan.Blanks(text, start + colon + 1);
        while (at < text.Length && text[at] is '"' or '\'')
            at++;
        var length = Scan.Word(text, at).TrimEnd("\"',").Length;
        return length > 0 && Amount.Tell(key, line, at, length, into, bare: 1);
    }
}
