using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Memory and tasks of systemctl status: <c>Memory: 1.2G (max: 2.0G available: 800M peak: 1.5G swap: 0B)</c>, to 240 <c>(limit: 2.0G)</c>, <c>Tasks: 12 (limit: 4915)</c>,
/// below <c>● name.service - description</c>. systemd's K, M, G are powers of 1024.
/// </summary>
internal sealed class UnitStatus : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Mem", "Tasks", ".service - ", ".scope - ", ".slice - "];

    public bool Begin(in LogLine line, ReadingBuilder into) => Name(line, into) || Figures(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) =>
        line.Text.IsWhiteSpace() ? LineOutcome.Ended : Figures(line, into) || Name(line, into) ? LineOutcome.Taken : LineOutcome.Foreign;

    public void Close(ReadingBuilder into) => stretch.Close("systemctl", into);

    private bool Name(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (start + 2 >= text.Length || text[start] is not ('●' or '○' or '×' or '*') || text[start + 1] != ' ')
            return false;
        var name = Scan.Word(text, start + 2);
        if (!Scan.At(text, start + 2 + name.Length, " - ") || !(name.EndsWith(".service", StringComparison.Ordinal) || name.EndsWith(".scope", StringComparison.Ordinal) || name.EndsWith(".slice", StringComparison.Ordinal)))
            return false;
        into.Tell(UnitFacts.Name, FactValue.Of(name.ToString()), line, start + 2, name.Length);
        stretch.Add(line, into);
        return true;
    }

    private bool Figures(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        var start = Scan.Blanks(text, 0);
        var memory = Scan.At(text, start, "Memory: ");
        if (!memory && !Scan.At(text, start, "Tasks: "))
            return false;
        var at = start + (memory ? "Memory: " : "Tasks: ").Length;
        var word = Scan.Word(text, at);
        var open = Scan.Blanks(text, at + word.Length);
        // Alone, "Memory: 16G" may be the machine of somebody's list: a unit's stands below its name or has its limits behind it.
        if ((open < text.Length ? text[open] != '(' || text[^1] != ')' || !text[open..].Contains(':') : !stretch.Any) || !Told(memory ? UnitFacts.Memory : UnitFacts.Tasks, line, at, word.Length, into))
            return false;
        for (at = open + 1; at < text.Length - 1;)
        {
            var colon = text[at..].IndexOf(':');
            if (colon < 0)
                break;
            var label = text.Slice(at, colon).Trim();
            at = Scan.Blanks(text, at + colon + 1);
            word = Scan.Word(text, at).TrimEnd(")");
            if (KeyOf(label, memory) is { } key)
                Told(key, line, at, word.Length, into);
            at += word.Length;
        }

        stretch.Add(line, into);
        return true;
    }

    private static bool Told(FactKey key, in LogLine line, int at, int length, ReadingBuilder into) => length > 0 && Amount.Tell(key, line, at, length, into);

    private static FactKey? KeyOf(ReadOnlySpan<char> label, bool memory) => label switch
    {
        "limit" => memory ? UnitFacts.Max : UnitFacts.TasksMax,
        "max" => UnitFacts.Max,
        "high" => UnitFacts.High,
        "available" => UnitFacts.Available,
        "peak" => UnitFacts.Peak,
        "swap" => UnitFacts.Swap,
        "swap max" => UnitFacts.SwapMax,
        "swap peak" => UnitFacts.SwapPeak,
        _ => null,
    };
}
