using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Reads the messages of <see cref="RefusalList"/>, with the size and the program where the message names them.</summary>
internal sealed class Refusals(Failures failures) : MessageReader(failures)
{
    /// <summary>Stands for "the word before the first colon of the message".</summary>
    public const string Named = ":";

    private static readonly string[] Texts = [.. RefusalList.All.Select(r => r.Text), "Out of memory!", ": memory exhausted"];

    public override IReadOnlyList<string> Triggers => Texts;

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        if (text.Trim() is "Out of memory!")
            return Told(line, new Refusal("Out of memory!", null, "perl"), 0, into);
        if (text.TrimEnd().EndsWith(": memory exhausted", StringComparison.Ordinal) && !text.TrimStart()[..^": memory exhausted".Length].ContainsAny(' ', '(') && !Scan.Has(text, "ld: "))
            return Told(line, new Refusal(": memory exhausted", null, Named), 0, into);
        foreach (var refusal in RefusalList.All)
        {
            var at = text.IndexOf(refusal.Text, StringComparison.Ordinal);
            if (at >= 0 && (refusal.With is null || Scan.Has(text[at..], refusal.With)) && !Denial.Before(text, at))
                return Told(line, refusal, at, into);
        }

        return false;
    }

    private bool Told(in LogLine line, Refusal refusal, int at, ReadingBuilder into)
    {
        var text = line.Text;
        Failures.Failed(line, into, refusal.Signature);
        if (refusal.Program is Named)
            FirstWord(line, into);
        else if (refusal.Program is { } program)
            Failures.Tell(ProgramFacts.Name, FactValue.Of(program), line, into, at, refusal.Text.Length);
        if (refusal.Size is { } before)
        {
            var size = Scan.Behind(text, before, Math.Max(0, at - before.Length - 24));
            if (size > 0 || (size = Scan.Behind(text[..at], before)) > 0)
                Bytes(line, size, into);
        }

        if (refusal.Where is { } routine && Scan.Behind(text, routine) is > 0 and var named && Scan.Word(text, named).TrimEnd(".,;:!") is { IsEmpty: false } where)
            Failures.Tell(ProgramFacts.Where, line, into, named, where.Length);
        if (text.StartsWith("[", StringComparison.Ordinal) && Scan.Has(text, "]PETSC ERROR") && Scan.Integer(text, 1) is { Value: >= 0 } rank)
            Failures.Rank(rank.Value, line, into);
        return true;
    }

    /// <summary>The size at an index: hexadecimal, or decimal that may need the whole of 64 bits, or with a unit.</summary>
    private void Bytes(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        at = Scan.Blanks(text, at);
        if (Scan.At(text, at, "0x"))
        {
            var end = at + 2;
            while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                end++;
            if (end - at is > 2 and <= 18 && ulong.TryParse(text[(at + 2)..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
                Failures.Tell(ProgramFacts.FailedBytes, hex <= long.MaxValue ? FactValue.Of((long)hex) : FactValue.Of(hex), line, into, at, end - at);
            return;
        }

        if (Scan.Integer(text, at) is { Value: < 0 } negative)
        {
            Failures.Failed(line, into, "negative-size");
            Failures.Tell(ProgramFacts.FailedBytes, negative, line, into);
            return;
        }

        var digits = Scan.DigitsEnd(text, at);
        if (digits - at is 19 or 20 && ulong.TryParse(text[at..digits], out var large) && large > long.MaxValue)
            Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(large), line, into, at, digits - at);
        else if (Scan.Size(text, at, bare: 1) is { Value: > 0 } size)
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
    }

    /// <summary>The program that a message begins with: <c>bash: xmalloc: …</c>, <c>sort: memory exhausted</c>.</summary>
    private void FirstWord(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        var word = Scan.Until(text, start, ':').TrimStart("-#` ");
        var name = word[(word.LastIndexOf('/') + 1)..];
        if (!name.IsEmpty && !name.ContainsAny(" ()\"'") && name.Length < 64)
            Failures.Tell(ProgramFacts.Name, line, into, text.IndexOf(name, StringComparison.Ordinal), name.Length);
    }
}
