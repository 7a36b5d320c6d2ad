using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Programs that stop at a limit of their own and say which: ClickHouse (MemoryTracker), Elasticsearch's circuit breakers, DuckDB,
/// GHC (-M), SBCL, Gaussian (%Mem), ORCA (MaxCore), ImageMagick (policy.xml), STAR. The operating system refused nothing.
/// </summary>
internal sealed class OwnLimits(Failures failures) : MessageReader(failures)
{
    /// <summary>A server reached the memory limit of its settings.</summary>
    private const string Server = "server-memory-limit";

    /// <summary>A program reached the memory limit it was started with.</summary>
    private const string Program = "program-memory-limit";

    public override IReadOnlyList<string> Triggers { get; } =
        ["emory limit ", "Data too large, data for ", "circuit_breaking_exception", "would be larger than configured breaker", "Heap exhausted", "Current maximum heap size is ", "Out-of-memory error in routine ", "lease increase MaxCore",
         "ache resources exhausted", "not enough memory for BAM sorting", "Out of Memory Error: ", "limitGenomeGenerateRAM=", "Check if you have enough RAM ", "mory resource limit alarm set", "vm_memory_high_watermark set. "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return !SourceCode.Is(text) && (ClickHouse(line, text, into) || Breaker(line, text, into) || DuckDb(line, text, into) || Rabbit(line, text, into) || Programs(line, text, into));
    }

    /// <summary><c>Memory limit (total) exceeded: would use 56.02 GiB (attempt to allocate chunk of 4219316 bytes), maximum: 56.02 GiB</c>; since 24.x <c>(total) memory limit exceeded: … current RSS …</c>.</summary>
    private bool ClickHouse(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "exceeded: would use ");
        if (at < 0 || !Scan.HasAnyCase(text, "memory limit"))
            return false;
        Failures.Failed(line, into, Server);
        Failures.Tell(ProgramFacts.Name, FactValue.Of("ClickHouse"), line, into, at, "exceeded: would use ".Length);
        if (Scan.Size(text, at) is { } used)
            Failures.Tell(RuntimeFacts.HeapUsed, used, line, into);
        if (Scan.Size(text, Scan.Behind(text, "attempt to allocate chunk of ", at), bare: 1) is { Value: > 0 } chunk)
            Failures.Tell(ProgramFacts.FailedBytes, chunk, line, into);
        if (Scan.Size(text, Scan.Behind(text, "maximum: ", at)) is { } most)
            Failures.Tell(RuntimeFacts.HeapLimit, most, line, into);
        return true;
    }

    /// <summary><c>[parent] Data too large, data for [&lt;http_request&gt;] would be [14145003552/13.1gb], which is larger than the limit of [13915717632/12.9gb]</c></summary>
    private bool Breaker(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var data = Scan.Has(text, "Data too large, data for ");
        if (!data && !Scan.Has(text, "would be larger than configured breaker"))
            return false;
        Failures.Failed(line, into, Server);
        Failures.Tell(ProgramFacts.Name, FactValue.Of("Elasticsearch"), line, into, 0, text.Length);
        if (Scan.Integer(text, Scan.Behind(text, "would be [")) is { } wanted)
            Failures.Tell(RuntimeFacts.HeapUsed, wanted, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "limit of [")) is { } limit)
            Failures.Tell(RuntimeFacts.HeapLimit, limit, line, into);
        return true;
    }

    /// <summary><c>Out of Memory Error: could not allocate block of size 256.0 KiB (3.7 GiB/3.7 GiB used)</c></summary>
    private bool DuckDb(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "Out of Memory Error: ");
        var size = at < 0 ? -1 : Math.Max(Scan.Behind(text, " of size ", at), Scan.Behind(text, " block of ", at));
        if (Scan.Size(text, size, bare: 1) is not { } bytes)
            return false;
        var open = Scan.Has(text, "used)") ? Scan.Behind(text, "(", bytes.End) : -1;
        var used = open == bytes.End + 2 ? Scan.Size(text, open) : null;
        Failures.Failed(line, into, used is null ? "enomem-malloc" : Program);
        Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        if (used is not { } held || held.End >= text.Length || text[held.End] != '/' || Scan.Size(text, held.End + 1) is not { } limit)
            return true;
        Failures.Tell(RuntimeFacts.HeapUsed, held, line, into);
        Failures.Tell(RuntimeFacts.HeapLimit, limit, line, into);
        return true;
    }

    /// <summary>
    /// RabbitMQ: <c>vm_memory_high_watermark set. Memory used:982179840 allowed:858993459</c> and behind it <c>memory resource limit alarm set on node rabbit@h1</c>;
    /// publishers are blocked, nothing is killed (deps/rabbit/src/vm_memory_monitor.erl).
    /// </summary>
    private bool Rabbit(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var used = Scan.Integer(text, Scan.Behind(text, "vm_memory_high_watermark set. Memory used:"));
        if (used is null && !Scan.Has(text, "emory resource limit alarm set"))
            return false;
        Failures.Failed(line, into, Server);
        Failures.Tell(ProgramFacts.Name, FactValue.Of("RabbitMQ"), line, into, 0, text.Length);
        if (used is not { } bytes)
            return true;
        Failures.Tell(RuntimeFacts.HeapUsed, bytes, line, into);
        if (Scan.Integer(text, Scan.Behind(text, " allowed:", bytes.End)) is { } allowed)
            Failures.Tell(RuntimeFacts.HeapLimit, allowed, line, into);
        return true;
    }

    private bool Programs(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Size(text, Scan.Behind(text, "Current maximum heap size is "), bare: 1) is { } heap)
        {
            Failures.Failed(line, into, Program);
            Failures.Tell(RuntimeFacts.HeapLimit, heap, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "PARAMETER ERROR: limitGenomeGenerateRAM=")) is { Value: > 0 } ram)
        {
            Failures.Failed(line, into, Program);
            Failures.Tell(ProgramFacts.Name, FactValue.Of("STAR"), line, into, 0, text.Length);
            Failures.Tell(RuntimeFacts.HeapLimit, ram, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "Check if you have enough RAM ")) is { Value: > 0 } genome && Scan.At(text, genome.End, " bytes"))
        {
            Failures.Failed(line, into, "enomem-malloc");
            Failures.Tell(ProgramFacts.Name, FactValue.Of("STAR"), line, into, 0, text.Length);
            Failures.Tell(ProgramFacts.FailedBytes, genome, line, into);
            return true;
        }

        var gaussian = Scan.Behind(text, "Out-of-memory error in routine ");
        if (gaussian > 0)
        {
            Failures.Failed(line, into, Program);
            Failures.Tell(ProgramFacts.Name, FactValue.Of("Gaussian"), line, into, gaussian - "Out-of-memory error in routine ".Length, "Out-of-memory error in routine ".Length);
            Failures.Tell(ProgramFacts.Where, line, into, gaussian, Scan.Word(text, gaussian).Length);
            return true;
        }

        var name = Scan.Has(text, "ache resources exhausted") ? "ImageMagick" : Scan.Has(text, "lease increase MaxCore") ? "ORCA" : Scan.Has(text, "not enough memory for BAM sorting") ? "STAR" : null;
        if (name is null && !Scan.Has(text, "Heap exhausted during ") && !Scan.Has(text, ": Heap exhausted;"))
            return false;
        Failures.Failed(line, into, Program);
        if (name is not null)
            Failures.Tell(ProgramFacts.Name, FactValue.Of(name), line, into, 0, text.Length);
        return true;
    }
}
