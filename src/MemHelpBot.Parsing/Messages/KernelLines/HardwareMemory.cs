using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// Bad memory, not too little: <c>Memory failure: 0xPFN: …</c> (mm/memory-failure.c), <c>Killing C:N due to hardware memory corruption</c>,
/// <c>EDAC MC0: 1 UE …</c> (not corrected) and <c>EDAC MC0: 3 CE …</c> (corrected: a warning only) (drivers/edac/edac_mc.c).
/// </summary>
internal sealed class HardwareMemory(Failures failures) : KernelLine(failures)
{
    private const string Poisoned = "Memory failure: 0x";
    private const string Corruption = "due to hardware memory corruption";

    public override IReadOnlyList<string> Triggers { get; } = [Poisoned, Corruption, "EDAC MC"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var killed = Scan.Has(text, Corruption);
        if (killed)
            Killed(line, text, into);
        var page = Scan.Behind(text, Poisoned);
        if (page > 0)
        {
            Note(line, into, "memory-hardware-error");
            var end = page;
            while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                end++;
            into.Tell(KernelEventFacts.PoisonedAddress, FactValue.Of(text[(page - 2)..end].ToString()), line, page - 2, end - page + 2);
        }

        return killed || page > 0 || Edac(line, text, into);
    }

    private static bool Edac(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "EDAC MC");
        var colon = Scan.Behind(text, ": ", at);
        if (at < 0 || Scan.Integer(text, colon) is not { } count)
            return false;
        var kind = text[count.End..];
        if (kind.StartsWith(" UE ", StringComparison.Ordinal))
            Note(line, into, "memory-hardware-error");
        else if (kind.StartsWith(" CE ", StringComparison.Ordinal))
            Note(line, into, "memory-corrected-error");
        else
            return false;
        return true;
    }

    private void Killed(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        Failures.Failed(line, into, "memory-hardware-error");
        var at = Scan.Behind(text, "Killing ");
        var end = text.IndexOf(Corruption, StringComparison.Ordinal) - 1;
        var colon = at > 0 && end > at ? text[at..end].LastIndexOf(':') : -1;
        if (colon is > 0 and <= 15)
            Failures.Tell(ProgramFacts.Name, line, into, at, colon);
    }
}
