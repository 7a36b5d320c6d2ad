using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Processes as ps (any -o), top, htop, smem and BusyBox list them: the header says what the columns are. Columns right of the
/// command are counted from the right. Bare numbers are KiB in all of them; top and htop add m, g or t. SZ is pages and is not read.
/// </summary>
internal sealed class ProcessTable() : MarkedTable("processes")
{
    private const int MostTold = 10;

    private readonly List<string> names = [];
    private readonly List<(TaskGroup Task, Fact Rss)> rows = [];
    private readonly List<(long Rss, List<Fact> Facts)> told = [];
    private int command;
    private int pid;
    private bool complained;

    public override IReadOnlyList<string> Marks { get; } = ["PID"];

    protected override int Columns => command == names.Count - 1 ? names.Count : 48;

    public override void Close(ReadingBuilder into)
    {
        // Largest first decides which are told; they are told in the order of the table.
        var least = told.Select(t => t.Rss).OrderDescending().Take(MostTold).LastOrDefault();
        foreach (var fact in told.Where(t => t.Rss >= least).Take(MostTold).SelectMany(t => t.Facts))
            into.Tell(fact);
        if (rows.Count > 0)
        {
            Fact[] largest = [.. rows.OrderByDescending(r => r.Rss.Value.Integer).Take(MostTold).Select(r => r.Rss)];
            into.Tell(Fact.Derive(ProcessFacts.Count, null, FactValue.Of((long)rows.Count), null, "rows of the table", largest));
            into.Tell(Fact.Derive(ProcessFacts.RssTotal, null, FactValue.Of(rows.Sum(r => r.Task.RssKb)), null, "sum of the resident sets shown", largest));
            var top = rows.GroupBy(r => r.Task.Comm, StringComparer.Ordinal)
                .Select(g => new TaskGroup(g.Key, g.MaxBy(r => r.Task.RssKb).Task.Pid, g.Sum(r => r.Task.RssKb), g.Count()))
                .OrderByDescending(g => g.RssKb).ThenBy(g => g.Comm, StringComparer.Ordinal).Take(MostTold).ToArray();
            into.Tell(Fact.Derive(ProcessFacts.Top, null, FactValue.Of(top), null, "resident sets by name", largest));
        }

        rows.Clear();
        told.Clear();
        base.Close(into);
    }

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        // htop marks the column it sorts by, and its mark joins two names.
        if (header.Text.ContainsAny('△', '▽'))
        {
            var plain = header.Text.ToString().Replace('△', ' ').Replace('▽', ' ');
            Span<Range> ranges = stackalloc Range[48];
            return IsHeader(Row.Of(plain, ranges));
        }

        return IsHeader(header);
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        var after = command < 0 ? 0 : names.Count - 1 - command;
        if (row.Count < names.Count - 1 || row.Count < 2)
            return false;
        var from = Cell(pid, row, after);
        if (from < 0 || Scan.Integer(row[from], 0) is not { } id || id.Length != row[from].Length)
            return false;
        var subject = row[from].ToString();
        var facts = new List<Fact>(4);
        Fact? resident = null;
        for (var i = 0; i < names.Count; i++)
        {
            if (KeyOf(names[i]) is not { } key)
                continue;
            var cell = Cell(i, row, after);
            if (cell < 0 || Amount.Read(key, row[cell].TrimEnd(), 1024) is not { } value || value.Text is not null || names.Contains("STARTED"))
            {
                if (!complained)
                    into.CouldNotRead("a row of the process table does not fit its header", line);
                complained = true;
                return true;
            }

            var fact = new Fact(key, subject, value, line.Span(into.Message, row.Start(cell), row[cell].TrimEnd().Length));
            facts.Add(fact);
            if (ReferenceEquals(key, ProcessFacts.Rss))
                resident = fact;
        }

        if (resident is not { Value.Integer: { } rss } read)
        {
            told.Add((facts.Count > 0 ? facts[0].Value.Integer ?? 0 : 0, facts));
            return true;
        }

        var place = Cell(command, row, after);
        var name = place < 0 ? "?" : NameOf(row[place]);
        if (place >= 0 && row[place].IndexOf(name, StringComparison.Ordinal) is >= 0 and var offset)
            facts.Add(new Fact(ProcessFacts.Name, subject, FactValue.Of(name), line.Span(into.Message, row.Start(place) + offset, name.Length)));
        var share = names.IndexOf("%CPU");
        if (name.StartsWith("kswapd", StringComparison.Ordinal) && share >= 0 && Cell(share, row, after) is >= 0 and var busy
            && Scan.Number(row[busy], 0) is { Offset: 0, Value: >= 0 and <= 100_000 } percent && percent.Length == row[busy].TrimEnd().Length)
            into.Tell(StallFacts.KswapdPercent, FactValue.Of((double)percent.Value), line, row.Start(busy), percent.Length, null, name);
        rows.Add((new TaskGroup(name, id.Value, rss, 1), read));
        told.Add((rss, facts));
        return true;
    }

    private bool IsHeader(Row header)
    {
        var memory = false;
        var (id, line) = (-1, -1);
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i];
            if (name is "PID")
                id = i;
            else if (name is "COMMAND" or "CMD" or "Command" or "ARGS" or "COMM")
                line = i;
            else if (name.ContainsAnyInRange('a', 'z') && name is not ("User" or "Swap" or "Mapping" or "Maps" or "Name" or "Main"))
                return false;
            memory |= KeyOf(name) is not null;
        }

        // ps -ef has no memory in it; it is a table all the same.
        if (id < 0 || !memory && !(line >= 0 && header.IndexOf("PPID") >= 0))
            return false;
        (pid, command) = (id, line);
        names.Clear();
        for (var i = 0; i < header.Count; i++)
            names.Add(header[i].ToString());
        complained = false;
        return true;
    }

    /// <summary>Where a column stands in a row; the command takes what the other columns leave.</summary>
    private int Cell(int column, Row row, int after)
    {
        if (column < 0)
            return -1;
        var cell = command >= 0 && column > command ? row.Count - (names.Count - column) : column;
        return cell < row.Count && cell >= 0 && (after == 0 || row.Count >= names.Count) ? cell : -1;
    }

    /// <summary>The first word of a command line without its folder; brackets of kernel threads stay.</summary>
    private static string NameOf(ReadOnlySpan<char> command)
    {
        var word = Scan.Word(command, 0);
        if (word[0] != '[')
            word = word[(word.LastIndexOf('/') + 1)..];
        return word.IsEmpty ? command.Trim().ToString() : word.TrimEnd(":").ToString();
    }

    private static FactKey? KeyOf(ReadOnlySpan<char> column) => column switch
    {
        "RSS" or "RSZ" or "RSSIZE" or "RES" => ProcessFacts.Rss,
        "VSZ" or "VSIZE" or "VIRT" => ProcessFacts.Virtual,
        "PSS" => ProcessFacts.Pss,
        "USS" => ProcessFacts.Uss,
        "SWAP" or "Swap" => ProcessFacts.Swap,
        "%MEM" or "MEM%" or "PMEM" => ProcessFacts.MemPercent,
        _ => null,
    };
}
