using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Go, .NET, PHP, Rust, R and MATLAB: the messages that state a size. Those without stand in <see cref="PhraseList.Runtimes"/>.</summary>
internal sealed class OtherRuntimes(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["Allowed memory size of ", " on line ", "Out of memory (allocated ", "runtime: out of memory: cannot allocate ", "runtime.sysMap(", "memory allocation of ", "cannot allocate vector of size ", "vector memory limit of ", "runtime: VirtualAlloc of ", "(tried to allocate ",
         "GC: Reserving ", "Managed OOM occurred", "Requested ", "runtime: failed to create new OS thread", "fatal error: runtime: ", "fatal error: out of memory"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Php(line, text, into) || Go(line, text, into) || Rust(line, text, into) || R(line, text, into) || Dotnet(line, text, into) || Matlab(line, text, into);
    }

    /// <summary><c>Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /x.php on line 11</c></summary>
    private bool Php(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "Allowed memory size of ");
        var own = Scan.Behind(text, "Out of memory (allocated ");
        if (at < 0 && own < 0)
        {
            var tried = Scan.Has(text, "tried to allocate ") && Failures.Expected("php-tried") && Tried(line, text, into);
            return text.TrimStart().StartsWith("in ", StringComparison.Ordinal) && Failures.Expected("php-where") && Where(line, text, into) || tried;
        }

        if (Scan.Integer(text, Math.Max(at, own)) is not { } cap)
            return false;
        Failures.Failed(line, into, "php-memory-limit");
        Failures.Tell(at > 0 ? RuntimeFacts.HeapLimit : RuntimeFacts.HeapUsed, cap, line, into);
        if (!Tried(line, text, into))
            Failures.Expect("php-tried");
        if (!Where(line, text, into))
            Failures.Expect("php-where");
        return true;
    }

    /// <summary><c>… in /x.php on line 11</c>, behind the message or, in a wrapped one, on the next line.</summary>
    private bool Where(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var path = Scan.Behind(text, ") in ");
        if (path < 0 && text.TrimStart().StartsWith("in ", StringComparison.Ordinal))
            path = Scan.Blanks(text, 0) + 3;
        if (path < 0)
            path = Scan.Behind(text, " exhausted in ");
        var number = Scan.Behind(text, " on line ", Math.Max(path, 0));
        while (number > 0 && number < text.Length && text[number] == '*')
            number++;
        if (path > 0 && number > path && Scan.Integer(text, number) is { } where)
        {
            var file = text[path..Scan.Behind(text, " on line ", path)];
            file = file[..^" on line ".Length].Trim("* ");
            Failures.Tell(ProgramFacts.Where, FactValue.Of($"{file}:{where.Value}"), line, into, path, where.End - path);
            return true;
        }

        return false;
    }

    /// <summary>What PHP asked for, on the same line or, in a wrapped message, on the next.</summary>
    private bool Tried(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "tried to allocate ")) is not { } bytes)
            return false;
        Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        return true;
    }

    /// <summary><c>runtime: out of memory: cannot allocate 4194304-byte block (1073741824 in use)</c>, <c>runtime.sysMap(0xc8…, 0x180000000, …)</c>.</summary>
    private bool Go(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var block = Scan.Behind(text, "runtime: out of memory: cannot allocate ");
        if (Scan.Integer(text, block) is { } bytes)
        {
            Failures.Failed(line, into, "go-oom");
            Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
            if (Scan.Integer(text, Scan.Behind(text, "(", bytes.End)) is { } used && Scan.At(text, used.End, " in use"))
                Failures.Tell(RuntimeFacts.HeapUsed, used, line, into);
            return true;
        }

        if (Scan.Has(text, "fatal error: runtime: out of memory") || Scan.Has(text, "fatal error: runtime: cannot allocate memory") || text.TrimStart().StartsWith("fatal error: out of memory", StringComparison.Ordinal))
        {
            Failures.Failed(line, into, "go-oom");
            if (SyslogTag.Of(line) is { } tag)
                Failures.Tell(ProgramFacts.Name, FactValue.Of(tag), line, into, 0, text.Length);
            return true;
        }

        if (Scan.Has(text, "runtime: failed to create new OS thread"))
        {
            Failures.Failed(line, into, "eagain-thread");
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "runtime: VirtualAlloc of ")) is { } reserved && Scan.At(text, reserved.End, " bytes failed"))
        {
            Failures.Failed(line, into, "go-oom");
            Failures.Tell(ProgramFacts.FailedBytes, reserved, line, into);
            return true;
        }

        var map = Scan.Behind(text, "runtime.sysMap(0x");
        var size = Scan.Behind(text, ", 0x", Math.Max(map, 0));
        if (map < 0 || size < 0 || !Failures.Any)
            return false;
        var end = size;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
            end++;
        var hex = text[size..end];
        if (hex.IsEmpty || hex.Length > 15 || !long.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            return false;
        Failures.Extend(line, into);
        Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(value), line, into, size - 2, hex.Length + 2);
        return true;
    }

    private bool Rust(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "memory allocation of ");
        var end = at < 0 ? at : Scan.DigitsEnd(text, at);
        if (end <= at || !Scan.At(text, end, " bytes failed"))
            return false;
        Failures.Failed(line, into, "rust-alloc-failed");
        if (ulong.TryParse(text[at..end], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            Failures.Tell(ProgramFacts.FailedBytes, bytes <= long.MaxValue ? FactValue.Of((long)bytes) : FactValue.Of(bytes), line, into, at, end - at);
        return true;
    }

    private bool R(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Size(text, Scan.Behind(text, "vector memory limit of ")) is { } cap && Scan.At(text, cap.End, " reached"))
        {
            // R 4.2 and later: R_MAX_VSIZE, mem.maxVSize().
            Failures.Failed(line, into, "r-cannot-allocate");
            Failures.Failed(line, into, "program-memory-limit");
            Failures.Tell(RuntimeFacts.HeapLimit, cap, line, into);
            return true;
        }

        var at = Scan.Behind(text, "cannot allocate vector of size ");
        if (at < 0)
            return false;
        Failures.Failed(line, into, "r-cannot-allocate");
        if (Scan.Size(text, at) is { } size)
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
        else
            into.CouldNotRead("R prints the size of the vector with its unit", line);
        return true;
    }

    /// <summary><c>GC: Reserving 274877906944 bytes (256 GiB) for the regions range failed, …</c>: address space, not memory.</summary>
    private bool Dotnet(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "Managed OOM occurred after GC"))
        {
            // SOS analyzeoom on a dump.
            Failures.Failed(line, into, "dotnet-oom");
            if (Scan.Integer(text, Scan.Behind(text, "Requested to allocate ")) is { } wanted)
                Failures.Tell(ProgramFacts.FailedBytes, wanted, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "GC: Reserving ")) is not { } bytes || !Scan.Has(text, "failed"))
            return false;
        Failures.Failed(line, into, "dotnet-oom");
        Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        return true;
    }

    /// <summary><c>Requested 90816x90816 (61.4GB) array exceeds …</c>: the shape times the element size that fits the rounded size.</summary>
    private bool Matlab(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "Requested ");
        var open = at < 0 ? -1 : Scan.Behind(text, " (", at);
        if (open < 0 || !Scan.Has(text, " array exceed") || Scan.Size(text, open) is not { } rounded || ArrayShape.Elements(text, at, ' ') is not { } elements || elements == 0)
            return false;
        Failures.Failed(line, into, "matlab-oom");
        foreach (var each in (ReadOnlySpan<long>)[8, 16, 4, 2, 1])
        {
            if (ArrayShape.Bytes(elements, each) is { } bytes && Math.Abs((decimal)bytes - rounded.Value) <= rounded.Value * 0.01m)
            {
                Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(bytes), line, into, at, open - 2 - at);
                return true;
            }
        }

        Failures.Tell(ProgramFacts.FailedBytes, rounded, line, into);
        return true;
    }
}
