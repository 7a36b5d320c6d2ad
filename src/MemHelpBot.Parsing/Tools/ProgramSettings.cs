using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Settings and figures that hold memory: PostgreSQL and MySQL configuration (<c>shared_buffers = 8GB</c>, <c>innodb_buffer_pool_size=12G</c>), redis INFO
/// (<c>used_memory:123</c>), ZFS arcstats (<c>size  4  123</c>), socket buffers (<c>TCP: inuse 5 … mem 3</c>).
/// </summary>
internal sealed class ProgramSettings : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } =
        ["_buffer", "work_mem", "max_connections", "effective_cache_size", "tmp_table_size", "used_memory", "maxmemory", "mem_fragmentation_ratio", "c_max ", "c_min ", "size  ", " mem "];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("settings", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        if (!Database(line, into) && !Redis(line, into) && !Arc(line, into) && !Sockets(line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    /// <summary>Sizes need their unit: bare ones are 8 KiB pages, KiB or bytes, depending on the setting (postgresql.conf; MySQL: bytes).</summary>
    private static bool Database(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is '_' or '-'))
            end++;
        var equals = Scan.Blanks(text, end);
        if (end == start || equals >= text.Length || text[equals] != '=')
            return false;
        var name = text[start..end];
        var at = Scan.Blanks(text, equals + 1);
        while (at < text.Length && text[at] is '\'' or '"')
            at++;
        var length = Scan.Word(text, at).TrimEnd("'\",;").Length;
        if (length == 0)
            return false;
        var subject = name.ToString().Replace('-', '_');
        if (name is "max_connections")
            return Amount.Tell(SettingFacts.DatabaseCount, line, at, length, into, subject);
        var mysql = name.StartsWith("innodb_", StringComparison.Ordinal) || name is "key_buffer_size" or "sort_buffer_size" or "join_buffer_size" or "read_buffer_size" or "read_rnd_buffer_size" or "tmp_table_size" or "max_heap_table_size";
        if (mysql && !name.EndsWith("_size", StringComparison.Ordinal))
            return false;
        var postgres = name is "shared_buffers" or "work_mem" or "maintenance_work_mem" or "effective_cache_size" or "temp_buffers" or "autovacuum_work_mem";
        return (mysql || postgres) && Amount.Tell(SettingFacts.Database, line, at, length, into, subject, mysql ? 1 : 0);
    }

    private static bool Redis(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        var colon = text.IndexOf(':');
        if (colon <= 0 || colon + 1 >= text.Length || text.Contains(' '))
            return false;
        var name = text[..colon];
        var length = text.Length - colon - 1;
        switch (name)
        {
            case "used_memory" or "used_memory_rss" or "used_memory_peak" or "used_memory_dataset" or "used_memory_lua" or "total_system_memory":
                return Amount.Tell(SettingFacts.Redis, line, colon + 1, length, into, name.ToString(), 1);
            case "maxmemory" when text[(colon + 1)..] is "0":
                into.Tell(SettingFacts.Redis, FactValue.Of("unlimited"), line, colon + 1, length, null, "maxmemory");
                return true;
            case "maxmemory":
                return Amount.Tell(SettingFacts.Redis, line, colon + 1, length, into, "maxmemory", 1);
            case "maxmemory_policy":
                into.Tell(SettingFacts.RedisPolicy, FactValue.Of(text[(colon + 1)..].ToString()), line, colon + 1, length);
                return true;
            case "mem_fragmentation_ratio":
                return Amount.Tell(SettingFacts.RedisFragmentation, line, colon + 1, length, into);
            default:
                return name.StartsWith("used_memory", StringComparison.Ordinal) || name.StartsWith("maxmemory", StringComparison.Ordinal);
        }
    }

    /// <summary>/proc/spl/kstat/zfs/arcstats: name, type 4, bytes.</summary>
    private static bool Arc(in LogLine line, ReadingBuilder into)
    {
        Span<Range> ranges = stackalloc Range[4];
        var row = Row.Of(line.Text, ranges);
        if (row.Count != 3 || row[1] is not "4")
            return false;
        FactKey? key = row[0] switch { "size" => SettingFacts.ArcSize, "c_max" => SettingFacts.ArcMax, "c_min" => SettingFacts.ArcMin, _ => null };
        return key is not null && Amount.Tell(key, line, row.Start(2), row[2].TrimEnd().Length, into, bare: 1);
    }

    /// <summary>/proc/net/sockstat: <c>TCP: inuse 5 orphan 0 tw 2 alloc 8 mem 3</c>, in pages.</summary>
    private static bool Sockets(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var colon = text.IndexOf(':');
        return colon is 3 or 4 && text[..colon] is "TCP" or "UDP" && Scan.At(text, colon, ": inuse ")
            && Amount.TellWord(SettingFacts.SocketPages, line, Scan.Behind(text, " mem ", colon), into, text[..colon].ToString());
    }
}
