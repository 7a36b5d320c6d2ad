using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// strace and ltrace: <c>mmap(NULL, 4294967296, PROT_READ|PROT_WRITE, …) = -1 ENOMEM (Cannot allocate memory)</c>. The call says what was
/// refused, its second argument how much.
/// </summary>
internal sealed class Strace(Failures failures) : MessageReader(failures)
{
    // Whether the trace opened a device of verbs: what is mapped then are its queues, which are locked.
    private bool? verbs;

    public override IReadOnlyList<string> Triggers { get; } = ["= -1 ENOMEM", "= -1 EAGAIN"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var result = text.IndexOf("= -1 E", StringComparison.Ordinal);
        var open = text.IndexOf('(');
        if (result < 0 || open <= 0 || open > result)
            return false;
        var start = open;
        while (start > 0 && (char.IsAsciiLetterLower(text[start - 1]) || char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        var name = text[start..open];
        var memory = Scan.At(text, result, "= -1 ENOMEM");
        var signature = name switch
        {
            "clone" or "clone3" or "fork" or "vfork" => memory ? "enomem-fork" : "eagain-fork",
            _ when !memory => null,
            "mmap" or "mmap2" or "mremap" => "enomem-mmap",
            "brk" => "enomem-malloc",
            _ when name.IsEmpty => null,
            _ => "enomem-generic",
        };
        if (signature is null)
            return false;
        Failures.Failed(line, into, signature);
        if (memory && (verbs ??= into.Paste.Contains("/dev/infiniband/uverbs", StringComparison.Ordinal)) == true)
            Failures.Failed(line, into, "verbs-enomem");
        if (name is "mmap" or "mmap2" && Scan.Integer(text, Scan.Behind(text, ", ", open)) is { Value: > 0 } size && Scan.At(text, size.End, ","))
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
        return true;
    }
}
