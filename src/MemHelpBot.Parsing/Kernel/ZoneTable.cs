using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>The zones of one report: which were told, and what a line says about the zone of the line before.</summary>
internal sealed class ZoneTable
{
    /// <summary>More NUMA nodes than any kernel is built for.</summary>
    public const int MostNodes = 1024;

    private const long UsualPageKb = 4;
    private readonly List<Zone> zones = [];
    private readonly List<(int Node, bool Gone, LogLine Line, int At, int Length)> nodes = [];
    private readonly List<Fact> hugepages = [];
    private Zone? last;
    private Fact? pageShown;

    /// <summary>Page size in KiB as the first block of a free list shows it; 4 where none was printed.</summary>
    public long PageKb { get; private set; } = UsualPageKb;

    /// <summary>Whether the report shows the page size.</summary>
    public bool ShowsPage => pageShown is not null;

    /// <summary>Whether zones or lists were read.</summary>
    public bool Any => zones.Count > 0;

    /// <summary>The zone of a subject; null when it was not seen.</summary>
    public Zone? Find(string subject)
    {
        foreach (var zone in zones)
        {
            if (ReferenceEquals(zone.Subject, subject) || zone.Subject == subject)
                return zone;
        }

        return null;
    }

    /// <summary>The zone whose free list is read, made when it was not seen.</summary>
    public Zone OpenList(string subject, int node) => Find(subject) ?? Add(subject, node);

    /// <summary>The zone of a line, made when it was not seen. It becomes the one that lowmem_reserve speaks of.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="node">Its NUMA node.</param>
    /// <param name="hasHeader">Whether the line that opens the report came before.</param>
    public Zone Open(string subject, int node, bool hasHeader)
    {
        var zone = OpenList(subject, node);
        // The free list follows all zones. Where it came first, and no header before it, the report stands newest first, and the reserve
        // behind a zone is another's. Below its header a report reads downwards, in whatever order a person quoted its parts.
        last = zone.Listed is null || hasHeader ? zone : null;
        return zone;
    }

    private Zone Add(string subject, int node)
    {
        var zone = new Zone(subject, node);
        zones.Add(zone);
        return zone;
    }

    /// <summary>A free list shows the page size: its first column.</summary>
    public void SetPage(long kb, Fact list)
    {
        if (kb is not (4 or 8 or 16 or 32 or 64))
            return;
        PageKb = kb;
        pageShown ??= list;
    }

    /// <summary>A node's line says whether reclaim had given up (4.8+): it holds for the node's zones.</summary>
    public void Node(int node, bool gone, in LogLine line, int at, int length)
    {
        if (nodes.Count < MostNodes)
            nodes.Add((node, gone, line, at, length));
    }

    /// <summary>Huge pages of the usual size on a node.</summary>
    public void Hugepages(Fact node)
    {
        if (hugepages.Count < MostNodes)
            hugepages.Add(node);
    }

    /// <summary><c>lowmem_reserve[]: 0 2956 …</c>: pages, one number a zone type; it follows its zone's line.</summary>
    public void Reserve(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        if (last is not { HasReserve: false } zone)
            return;
        Span<long> values = stackalloc long[8];
        var (count, at, start, end) = (0, from, 0, 0);
        while (at < text.Length && count < values.Length)
        {
            Scan.Blanks(text, ref at);
            var number = at;
            if (!Scan.Number(text, ref at, out values[count]))
                break;
            start = count++ == 0 ? number : start;
            end = at;
        }

        if (count == 0 || text[end..].Trim().Length > 0)
            return;
        zone.HasReserve = true;
        report.Put(ZoneFacts.LowmemReserve, zone.Subject, FactValue.Of(values[..count].ToArray()), line, start, end - start);
    }

    /// <summary>Tells what belongs to the report as a whole.</summary>
    public void Close(Report report, ReadingBuilder into)
    {
        foreach (var (node, gone, line, at, length) in nodes)
        {
            foreach (var zone in zones)
            {
                if (zone.Node != node || zone.HasUnreclaimable || zone.Free is null)
                    continue;
                zone.HasUnreclaimable = true;
                report.Put(ZoneFacts.AllUnreclaimable, zone.Subject, FactValue.Of(gone), line, at, length);
            }
        }

        if (pageShown is { } list)
            into.Tell(Fact.Derive(MemFacts.PageSize, null, FactValue.Of(PageKb), report.Incident, "size of a block of order 0 in the free lists", list));
        if (hugepages.Count == 1)
            into.Tell(hugepages[0]);
        if (hugepages.Count <= 1)
            return;
        var sum = 0L;
        foreach (var node in hugepages)
            sum += node.Value.Integer ?? 0;
        into.Tell(Fact.Derive(MemFacts.HugepagesTotal, null, FactValue.Of(sum), report.Incident, "Σ hugepages_total of the nodes", [.. hugepages]));
    }
}

/// <summary>One zone of a report.</summary>
internal sealed class Zone(string subject, int node)
{
    /// <summary>Subject of its facts.</summary>
    public string Subject => subject;

    /// <summary>Its NUMA node.</summary>
    public int Node => node;

    /// <summary>Free KiB of its zone line; null before that was read.</summary>
    public long? Free { get; set; }

    /// <summary>Total KiB of its free list; null before that was read.</summary>
    public long? Listed { get; set; }

    /// <summary>Whether its lowmem_reserve was told.</summary>
    public bool HasReserve { get; set; }

    /// <summary>Whether its own line says if reclaim had given up.</summary>
    public bool HasUnreclaimable { get; set; }
}
