using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// The number of mappings of a process: ClickHouse's note with both counts, and mprotect refused with ENOMEM, which splits a mapping
/// and asks for no memory (mprotect(2)). musl and the BSDs call ENOMEM "Out of memory".
/// </summary>
internal sealed class MappingLimits(Failures failures) : MessageReader(failures)
{
    private const string Current = "Current number of mappings (/proc/self/maps): ";
    private const string Limit = "Limit on number of mappings (/proc/sys/vm/max_map_count): ";

    // Arguments of the call and a word or two stand between it and its error.
    private const int Near = 96;

    public override IReadOnlyList<string> Triggers { get; } =
        ["the limit on number of virtual memory mappings", Current, Limit, "cannot protect guard page", "mprotect"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        if (Scan.Has(text, "the limit on number of virtual memory mappings"))
        {
            Failures.Failed(line, into, "map-count-named");
            return true;
        }

        return Count(line, Current, into) || Count(line, Limit, into) || Protect(line, text, into);
    }

    /// <summary>A full stop ends each count; without it the number may be cut off.</summary>
    private bool Count(in LogLine line, string words, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, Scan.Behind(line.Text, words)) is not { Value: > 0 } count)
            return false;
        if (!Scan.At(line.Text, count.End, "."))
            into.CouldNotRead("ClickHouse ends each count with a full stop", line);
        else if (ReferenceEquals(words, Current))
            Failures.Tell(ProgramFacts.MapCount, count, line, into);
        else
            Failures.Tell(VmFacts.Setting, FactValue.Of(count.Value), line, into, count.Offset, count.Length, "max_map_count");
        return true;
    }

    private bool Protect(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var guard = Scan.Has(text, "cannot protect guard page");
        var call = text.IndexOf("mprotect", StringComparison.Ordinal);
        if (!guard && call < 0 || Denial.Before(text, Math.Max(call, 0)))
            return false;
        if (!Refused(text[Math.Max(call, 0)..]))
            return false;
        Failures.Failed(line, into, "enomem-generic");
        Failures.Failed(line, into, "mapping-split-refused");
        return true;
    }

    /// <summary>An error close behind the call, where a message puts it: behind a colon, an equals sign or a result.</summary>
    private static bool Refused(ReadOnlySpan<char> behind)
    {
        foreach (var error in (ReadOnlySpan<string>)["annot allocate memory", "ENOMEM", "Out of memory", "errno 12", "errno: 12", "errno=12"])
        {
            var at = behind.IndexOf(error, StringComparison.Ordinal);
            if (at is < 0 or > Near)
                continue;
            var before = behind[..(error[0] == 'a' ? at - 1 : at)].TrimEnd();
            if (before.EndsWith(":", StringComparison.Ordinal) || before.EndsWith("=", StringComparison.Ordinal) || before.EndsWith("= -1", StringComparison.Ordinal) || before.EndsWith("page,", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
