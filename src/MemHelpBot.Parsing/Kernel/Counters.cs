using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// The machine's counters in pages (mm/page_alloc.c, mm/show_mem.c): <c>active_anon:A inactive_anon:B isolated_anon:C</c> and the
/// lines after it, which versions divide differently.
/// </summary>
internal static class Counters
{
    /// <summary>Whether a text starts like one of these lines.</summary>
    public static bool Is(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] switch
    {
        'a' => text[at..].StartsWith("active_anon:", StringComparison.Ordinal) || text[at..].StartsWith("active_file:", StringComparison.Ordinal),
        'i' => text[at..].StartsWith("inactive_", StringComparison.Ordinal) || text[at..].StartsWith("isolated_", StringComparison.Ordinal),
        'u' => text[at..].StartsWith("unevictable:", StringComparison.Ordinal) || text[at..].StartsWith("unstable:", StringComparison.Ordinal),
        's' => text[at..].StartsWith("slab_", StringComparison.Ordinal) || text[at..].StartsWith("sec_pagetables:", StringComparison.Ordinal) || text[at..].StartsWith("shmem:", StringComparison.Ordinal),
        'm' => text[at..].StartsWith("mapped:", StringComparison.Ordinal),
        'f' => text[at..].StartsWith("free:", StringComparison.Ordinal) || text[at..].StartsWith("free_pcp:", StringComparison.Ordinal),
        'k' => text[at..].StartsWith("kernel_misc_reclaimable:", StringComparison.Ordinal),
        'w' => text[at..].StartsWith("writeback:", StringComparison.Ordinal),
        'p' => text[at..].StartsWith("pagetables:", StringComparison.Ordinal),
        'd' => text[at..].StartsWith("dirty:", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Reads the counters of a line. A number with a unit is none of them.</summary>
    public static void Read(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from;
        while (at < text.Length)
        {
            var length = text[at..].IndexOf(':');
            if (length <= 0)
                return;
            var name = at;
            at += length + 1;
            var start = at;
            var read = Scan.Number(text, ref at, out var pages) && (at >= text.Length || text[at] == ' ');
            if (read && Key(text.Slice(name, length)) is { } key)
                report.Put(key, FactValue.Of(pages), line, start, at - start);
            while (at < text.Length && text[at] != ' ')
                at++;
            Scan.Blanks(text, ref at);
        }
    }

    private static FactKey? Key(ReadOnlySpan<char> name) => name switch
    {
        "active_anon" => MemFacts.AnonPages,
        "inactive_anon" => MemFacts.InactiveAnonPages,
        "active_file" => MemFacts.ActiveFilePages,
        "inactive_file" => MemFacts.InactiveFilePages,
        "unevictable" => MemFacts.UnevictablePages,
        "dirty" => MemFacts.DirtyPages,
        "writeback" => MemFacts.WritebackPages,
        "slab_reclaimable" => MemFacts.SlabReclaimablePages,
        "slab_unreclaimable" => MemFacts.SlabUnreclaimablePages,
        "shmem" => MemFacts.ShmemPages,
        "pagetables" => MemFacts.PagetablesPages,
        "free" => MemFacts.FreePages,
        _ => null,
    };
}
