using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// PyTorch's device allocator, its wordings: <c>(GPU 0; 14.58 GiB total capacity; 5.28 GiB already allocated; 3.63 GiB free; …
/// reserved in total by PyTorch)</c> to 2.0, where 1.3 and older end in what is <c>cached)</c> beside the allocated part, and
/// <c>GPU 0 has a total capacity of 15.98 GiB of which …</c> from 2.1; and NCCL's calloc.
/// </summary>
internal sealed class CudaMemory(Failures failures) : MessageReader(failures)
{
    private static readonly string[] HostCalls = ["cudaHostRegister", "cudaHostAlloc", "cudaMallocHost"];

    /// <summary>How many lines of a traceback may lie between the frame that pins and its error.</summary>
    private const int Traceback = 12;

    private int? pinned;

    public override IReadOnlyList<string> Triggers { get; } = ["CUDA out of memory", "HIP out of memory", "Tried to allocate ", "Failed to CUDA ", " NCCL WARN ", "ut of memory", "trying to allocate ", "cudaHostRegister", "cudaHostAlloc", "cudaMallocHost", " reserved in total by PyTorch", "pin_memory", "'CUDA::error'", "xhausted: Out"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "in pin_memory") || Scan.Has(text, ".pin_memory("))
            pinned = line.Number;
        Thrown(line, text, into);
        return Nccl(line, text, into) | Torch(line, text, into) || Driver(line, text, into) || InHostCall(line, text, into);
    }

    /// <summary>
    /// Lua's Torch and PyTorch 0.x name the line of their own source behind the error; an exception named CUDA::error says what it was some
    /// lines below (<c>error: out of memory</c>).
    /// </summary>
    private void Thrown(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "'CUDA::error'"))
        {
            Failures.Failed(line, into, null);
            Failures.Expect("cuda-what");
        }
        else if (text.TrimStart().StartsWith("error: out of memory", StringComparison.Ordinal) && Failures.Expected("cuda-what"))
        {
            Failures.Failed(line, into, "cuda-oom");
        }

        var at = Scan.Behind(text, "cuda runtime error (2) : out of memory at ");
        if (at < 0)
            return;
        Failures.Failed(line, into, "cuda-oom");
        var where = Scan.Word(text, at).TrimEnd(".,;`\"'");
        Failures.Tell(ProgramFacts.Where, line, into, at, where.Length);
    }

    /// <summary>The call that failed, told beside the message: <c>#3 … in cudaHostRegister</c>, <c>inside cudaHostRegister</c>, <c>cudaMallocHost failed</c>.</summary>
    private bool InHostCall(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!Failures.Any || SourceCode.Is(text))
            return false;
        foreach (var call in HostCalls)
        {
            var at = text.IndexOf(call, StringComparison.Ordinal);
            if (at < 0 || Denial.Before(text, at) || !IsPlace(text[..at]) && !IsRefused(text[(at + call.Length)..]))
                continue;
            Failures.Failed(line, into, "cuda-host-alloc");
            return true;
        }

        return false;
    }

    private static bool IsPlace(ReadOnlySpan<char> before) =>
        before.EndsWith("inside ", StringComparison.Ordinal) || before.EndsWith(" in ", StringComparison.Ordinal) || before.StartsWith("in ", StringComparison.Ordinal)
        || before.EndsWith("calling ", StringComparison.Ordinal) || before.EndsWith("call to ", StringComparison.Ordinal);

    private static bool IsRefused(ReadOnlySpan<char> behind) =>
        behind.StartsWith(" failed", StringComparison.Ordinal) || behind.StartsWith("() failed", StringComparison.Ordinal) || behind.StartsWith(" returned", StringComparison.Ordinal) || behind.StartsWith(": out of memory", StringComparison.Ordinal);

    private bool Torch(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var tried = Scan.Behind(text, "Tried to allocate ");
        if (Scan.Size(text, tried) is not { } wanted)
            return Quoted(line, text, into);
        var hip = Scan.Has(text, "HIP out of memory");
        Failures.Failed(line, into, hip ? "hip-oom" : "cuda-oom");
        Failures.Tell(CudaFacts.Tried, wanted, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "GPU ", wanted.End)) is { } device)
            Failures.Tell(CudaFacts.Device, device, line, into);
        Before(" total capacity", CudaFacts.Total, line, into);
        After("total capacity of ", CudaFacts.Total, line, into);
        After("total capacty of ", CudaFacts.Total, line, into);
        Before(" already allocated", CudaFacts.Allocated, line, into);
        Before(" free;", CudaFacts.Free, line, into);
        Before(" is free", CudaFacts.Free, line, into);
        Before(" reserved in total by PyTorch", CudaFacts.Reserved, line, into);
        Before(" is allocated by PyTorch", CudaFacts.Allocated, line, into);
        Before(" is reserved by PyTorch but unallocated", CudaFacts.Cached, line, into);
        Before(" cached)", CudaFacts.Cached, line, into);
        Holders(line, text, into);
        return true;
    }

    /// <summary>
    /// <c>Process 5120 has 2.27 GiB memory in use. Including non-PyTorch memory, this process has 27.45 GiB memory in use.</c>: what the driver
    /// counts for each process on the device.
    /// </summary>
    private void Holders(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        After("this process has ", CudaFacts.HeldByProcess, line, into);
        for (var at = Scan.Behind(text, "Process "); at > 0; at = Scan.Behind(text, "Process ", at))
        {
            if (Scan.Integer(text, at) is { Value: > 0 } pid && Scan.At(text, pid.End, " has ") && Scan.Size(text, pid.End + 5) is { } held)
                Failures.Tell(CudaFacts.HeldByPid, FactValue.Of(held.Value), line, into, held.Offset, held.Length, text.Slice(pid.Offset, pid.Length).ToString());
        }
    }

    /// <summary>The second half of the message alone: <c>4.77 GiB allowed; 4.74 GiB reserved in total by PyTorch</c>.</summary>
    private bool Quoted(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (SourceCode.Is(text) || !Scan.Has(text, " reserved in total by PyTorch") || !Scan.Has(text, "; "))
            return false;
        Failures.Failed(line, into, "cuda-oom");
        Before(" reserved in total by PyTorch", CudaFacts.Reserved, line, into);
        Before(" already allocated", CudaFacts.Allocated, line, into);
        Before(" free;", CudaFacts.Free, line, into);
        return true;
    }

    /// <summary><c>allocating 5120.00 MiB on device 0: cudaMalloc failed: out of memory</c>, XLA's <c>trying to allocate N bytes</c>.</summary>
    private bool Driver(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (SourceCode.Is(text))
            return false;
        // XLA's message broken where a terminal ended: "Resource exhausted: Out" and "of memory while trying to allocate 5520758552 bytes."
        if (text.TrimEnd().EndsWith("xhausted: Out", StringComparison.Ordinal))
            Failures.Expect("xla-rest");
        var rest = text.TrimStart().StartsWith("of memory while trying to allocate ", StringComparison.Ordinal) && Failures.Expected("xla-rest");
        if (!rest && !Scan.HasAnyCase(text, "out of memory"))
            return false;
        var host = Scan.Has(text, "cudaHostAlloc") || Scan.Has(text, "cudaMallocHost");
        // torch.utils.data._utils.pin_memory: the refused call is cudaHostAlloc, which CUDA reports in the words of the device.
        if (Scan.Has(text, "CUDA error") && pinned is { } frame && line.Number - frame is >= 0 and <= Traceback)
            Failures.Failed(line, into, "cuda-host-alloc");
        var hip = Scan.Has(text, "hipMalloc") || Scan.Has(text, "HIP error");
        if (!host && !hip && !Scan.Has(text, "cudaMalloc") && !Scan.Has(text, "CUDA error") && !Scan.Has(text, "CUDA driver error") && !Scan.Has(text, "cuMemAlloc") && !Scan.Has(text, "RESOURCE_EXHAUSTED") && !Scan.Has(text, "Resource exhausted: Out of memory while trying to allocate") && !rest)
            return false;
        Failures.Failed(line, into, host ? "cuda-host-alloc" : hip ? "hip-oom" : "cuda-oom");
        var at = Scan.Behind(text, "trying to allocate ") is > 0 and var xla ? xla : Scan.Behind(text, "allocating ");
        if (Scan.Size(text, at, bare: 1) is { Value: > 0 } size)
            Failures.Tell(CudaFacts.Tried, size, line, into);
        if (Scan.Integer(text, Scan.Behind(text, " on device ")) is { } device)
            Failures.Tell(CudaFacts.Device, device, line, into);
        return true;
    }

    private void After(string words, FactKey key, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Size(line.Text, Scan.Behind(line.Text, words)) is { } size)
            Failures.Tell(key, size, line, into);
    }

    /// <summary>The size in front of the words: <c>3.63 GiB free;</c>.</summary>
    private void Before(string words, FactKey key, in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var end = text.IndexOf(words, StringComparison.Ordinal);
        if (end <= 0)
            return;
        var unit = text[..end].LastIndexOf(' ');
        if (unit <= 0)
            return;
        var start = text[..unit].LastIndexOf(' ') + 1;
        if (Scan.Size(text, start) is { } size && size.End == end)
            Failures.Tell(key, size, line, into);
    }

    /// <summary><c>host:pid:tid [3] include/alloc.h:185 NCCL WARN Failed to CUDA calloc 6291456 bytes</c>; the bracket is the device.</summary>
    private bool Nccl(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!Scan.Has(text, " NCCL WARN "))
            return false;
        var at = Scan.Behind(text, "Failed to CUDA ");
        var memory = at > 0 || Scan.Has(text, "out of memory");
        var shm = Scan.Has(text, "/dev/shm/nccl") || Scan.Has(text, "nccl-shm") || Scan.Has(text, "posix_fallocate failed");
        var register = Scan.Has(text, "ibv_reg_mr");
        if (memory || shm || register)
            Failures.Failed(line, into, memory ? "nccl-oom" : shm ? "shm-full" : "ibv-reg-mr");
        var host = Scan.Until(text, 0, ':');
        if (!host.IsEmpty && !host.ContainsAny(' ', '/') && Failures.Any && Scan.Integer(text, host.Length + 1) is { } pid && Scan.At(text, pid.End, ":"))
            Failures.Node(host, line, into);
        if (memory && Scan.Integer(text, Scan.Behind(text, " [")) is { } device && Scan.At(text, device.End, "]"))
            Failures.Tell(CudaFacts.Device, device, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "alloc ", Math.Max(at, 0))) is { } bytes && at > 0)
            Failures.Tell(CudaFacts.Tried, bytes, line, into);
        if (shm && Scan.Integer(text, Scan.Behind(text, "(size ")) is { } size)
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
        else if (shm && Scan.Integer(text, Scan.Behind(text, " to ", Math.Max(0, text.IndexOf("/dev/shm", StringComparison.Ordinal)))) is { } grown && Scan.At(text, grown.End, " bytes"))
            Failures.Tell(ProgramFacts.FailedBytes, grown, line, into);
        return memory || shm || register;
    }
}
