using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Properties of a unit: systemctl show (<c>MemoryMax=2147483648</c>, bytes; <c>[not set]</c> is nothing) and unit files (<c>MemoryMax=2G</c>). 2⁶⁴−1 means that
/// nothing is counted or limited.
/// </summary>
internal sealed class UnitProperties : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Mem", "Tasks", "OOMPolicy=", "Result="];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("unit", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        var equals = text.IndexOf('=');
        if (equals is < 6 or > 20 || text.ContainsAny(' ', '\t') && !text.EndsWith("=[not set]", StringComparison.Ordinal))
            return false;
        var name = text[..equals];
        var value = text[(equals + 1)..];
        if (name is "Result" or "OOMPolicy")
        {
            // Result=oom-kill is a failure and is read as a message.
            if (value is not ("success" or "protocol" or "timeout" or "exit-code" or "signal" or "core-dump" or "watchdog" or "start-limit-hit" or "resources" or "continue" or "stop" or "kill"))
                return false;
            into.Tell(name is "Result" ? UnitFacts.Result : UnitFacts.OomPolicy, FactValue.Of(value.ToString()), line, equals + 1, value.Length);
            stretch.Add(line, into);
            return true;
        }

        if (KeyOf(name) is not { } key)
            return false;
        if (value is "18446744073709551615" && !name.EndsWith("Max", StringComparison.Ordinal) && name is not ("MemoryHigh" or "MemoryLimit") || value.IsEmpty || value is "[not set]")
        {
            stretch.Add(line, into);
            return true;
        }

        var told = value is "18446744073709551615" ? Unlimited(key, line, equals + 1, value.Length, into) : Amount.Tell(key, line, equals + 1, value.Length, into, bare: 1);
        if (told)
            stretch.Add(line, into);
        return told;
    }

    private static bool Unlimited(FactKey key, in LogLine line, int at, int length, ReadingBuilder into)
    {
        into.Tell(key, FactValue.Of("unlimited"), line, at, length);
        return true;
    }

    private static FactKey? KeyOf(ReadOnlySpan<char> name) => name switch
    {
        "MemoryCurrent" => UnitFacts.Memory,
        "MemoryMax" or "MemoryLimit" => UnitFacts.Max,
        "MemoryHigh" => UnitFacts.High,
        "MemoryAvailable" => UnitFacts.Available,
        "MemoryPeak" => UnitFacts.Peak,
        "MemorySwapCurrent" => UnitFacts.Swap,
        "MemorySwapPeak" => UnitFacts.SwapPeak,
        "MemorySwapMax" => UnitFacts.SwapMax,
        "TasksCurrent" => UnitFacts.Tasks,
        "TasksMax" => UnitFacts.TasksMax,
        _ => null,
    };
}
