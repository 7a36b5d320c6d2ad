using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// /proc/PID/smaps_rollup and smaps (fs/proc/task_mmu.c): the sums of Rss, Pss, Private and Swap over the mappings shown. Each sum cites
/// the largest mappings that are in it.
/// </summary>
internal sealed class Smaps : IMarkedReader
{
    private const int MostCited = 5;
    private static readonly string[] Summed = ["Rss", "Pss", "Private_Dirty", "Private_Clean", "Shared_Dirty", "Shared_Clean", "Anonymous", "Swap", "SwapPss", "Locked"];

    private readonly Dictionary<string, List<Fact>> fields = new(StringComparer.Ordinal);
    private LogLine? mapping;
    private long mappings;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["[rollup]", "p 0", "s 0"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (!IsMapping(line.Text))
            return false;
        mapping = line;
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (IsMapping(text))
        {
            // Two in a row are /proc/PID/maps, which has no sizes.
            if (mapping is not null)
                return LineOutcome.Ended;
            mapping = line;
            return LineOutcome.Taken;
        }

        var colon = text.IndexOf(':');
        if (colon <= 0 || text.IsWhiteSpace())
            return LineOutcome.Ended;
        var field = text[..colon].Trim();
        if (field is not "VmFlags" and not "THPeligible" and not "ProtectionKey")
        {
            if (Scan.Integer(text, colon + 1) is not { Value: >= 0 } value || text[value.End..].Trim() is not "kB")
                return LineOutcome.Ended;
            Keep(field, value, line, into);
        }

        if (mapping is { } first)
        {
            mappings++;
            stretch.Add(first, into);
            mapping = null;
        }

        stretch.Add(line, into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        foreach (var name in Summed)
        {
            if (!fields.TryGetValue(name, out var facts))
                continue;
            if (facts.Count == 1)
            {
                into.Tell(facts[0]);
                continue;
            }

            var largest = facts.OrderByDescending(f => f.Value.Integer).Take(MostCited).ToArray();
            into.Tell(Fact.Derive(ProcessFacts.Smaps, name, FactValue.Of(facts.Sum(f => f.Value.Integer!.Value)), null, "sum over the mappings shown; the largest are cited", largest));
        }

        if (mappings > 1 && fields.TryGetValue("Rss", out var all))
            into.Tell(Fact.Derive(ProcessFacts.Mappings, null, FactValue.Of(mappings), null, "mappings shown", all[0]));
        fields.Clear();
        (mapping, mappings) = (null, 0);
        stretch.Close("smaps", into);
    }

    private void Keep(ReadOnlySpan<char> field, Figure value, in LogLine line, ReadingBuilder into)
    {
        var at = Array.IndexOf(Summed, field.ToString());
        if (at < 0 || value.Value > 1L << 50)
            return;
        var name = Summed[at];
        if (!fields.TryGetValue(name, out var facts))
            fields[name] = facts = [];
        facts.Add(new Fact(ProcessFacts.Smaps, name, FactValue.Of(value.Value), line.Span(into.Message, value.Offset, value.Length)));
    }

    /// <summary><c>7f12a000-7f13b000 r-xp 00000000 08:01 1234   /usr/lib/x.so</c></summary>
    private static bool IsMapping(ReadOnlySpan<char> text)
    {
        var dash = text.IndexOf('-');
        if (dash is < 4 or > 16 || text[..dash].ContainsAnyExcept(Characters.Hex))
            return false;
        var blank = text[dash..].IndexOf(' ');
        return blank > 4 && dash + blank + 5 < text.Length && text[dash + blank + 1] is 'r' or '-' && text[dash + blank + 4] is 'p' or 's' && text[dash + blank + 5] == ' ';
    }
}
