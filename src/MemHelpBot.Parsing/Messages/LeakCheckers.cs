using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What leak checkers count as lost: valgrind's summary (<c>definitely lost: 54,513,240 bytes in 89,726 blocks</c>, memcheck/mc_leakcheck.c)
/// and LeakSanitizer's (<c>SUMMARY: AddressSanitizer: 4096 byte(s) leaked in 2 allocation(s).</c>).
/// </summary>
internal sealed class LeakCheckers(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["definitely lost: ", " byte(s) leaked in "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        var at = Scan.Behind(text, "definitely lost: ");
        var valgrind = at > 0;
        if (!valgrind)
        {
            at = Scan.Behind(text, "Sanitizer: ");
            if (at < 0)
                return false;
        }

        if (Grouped(text, at) is not { } bytes || !Scan.At(text, bytes.End, valgrind ? " bytes in " : " byte(s) leaked in "))
            return false;
        Failures.Tell(ProgramFacts.LeakedBytes, bytes, line, into);
        into.Recognise("message", line.Span(into.Message));
        return true;
    }

    /// <summary>A count with commas between its thousands.</summary>
    private static Figure? Grouped(ReadOnlySpan<char> text, int at) =>
        Scan.Number(text, at) is { Value: >= 0 and < 1L << 60 } number && number.Value == decimal.Truncate(number.Value) ? new Figure((long)number.Value, number.Offset, number.Length) : null;
}
