using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Device memory as other frameworks than PyTorch report it: TensorFlow (<c>OOM when allocating tensor with shape[…]</c>, its BFC allocator),
/// XLA and JAX, llama.cpp, ONNX Runtime, CuPy, PaddlePaddle.
/// </summary>
internal sealed class GpuFrameworks(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["OOM when allocating tensor", "ran out of memory trying to allocate ", "RESOURCE_EXHAUSTED", " buffer of size ", "for requested buffer of size ", "Out of memory allocating ", "Out of memory error on GPU ", "of pinned memory", "pinned host memory of size: ", " bytes on host: ", " bytes) from device: ", "CUDA failure 2: out of memory",
         "  current device: ", "No available memory for the cache blocks", "is less than desired GPU memory utilization"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        // llama.cpp: "CUDA error: out of memory / current device: 0, in function alloc at …"
        if (Scan.Integer(text, Scan.Behind(text, "  current device: ")) is { Value: >= 0 and < 1024 } current && Scan.Has(text, ", in function ") && Failures.Any)
            Failures.Tell(CudaFacts.Device, current, line, into);
        return !SourceCode.Is(text) && (Tensor(line, text, into) || Sized(line, text, into) || Pinned(line, text, into) || Paddle(line, text, into) || Vllm(line, text, into));
    }

    /// <summary>
    /// <c>OOM when allocating tensor with shape[64,2016,9,9] and type float on …/device:GPU:0 by allocator GPU_0_bfc</c>. The size is
    /// shape × element; a tensor on <c>device:CPU:0</c> is memory of the host.
    /// </summary>
    private bool Tensor(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf("OOM when allocating tensor", StringComparison.Ordinal);
        if (at < 0)
            return false;
        var behind = text[at..];
        var host = behind.Contains("device:CPU:", StringComparison.OrdinalIgnoreCase);
        Failures.Failed(line, into, host ? "enomem-malloc" : "cuda-oom");
        var shape = Scan.Behind(text, "shape[", at);
        var type = Scan.Behind(text, "and type ", at);
        if (shape > 0 && Each(Scan.Word(text, type)) is > 0 and var each && ArrayShape.Elements(text, shape, ']') is { } elements && ArrayShape.Bytes(elements, each) is { } bytes)
            Failures.Tell(host ? ProgramFacts.FailedBytes : CudaFacts.Tried, FactValue.Of(bytes), line, into, shape - "shape[".Length, type - shape);
        if (!host && Scan.Integer(text, Scan.Behind(text, "device:GPU:", at)) is { } device)
            Failures.Tell(CudaFacts.Device, device, line, into);
        return true;
    }

    /// <summary>Bytes of an element by TensorFlow's name of the type; 0 when unknown.</summary>
    private static int Each(ReadOnlySpan<char> type) => type switch
    {
        "float" or "int32" or "uint32" => 4,
        "double" or "int64" or "uint64" or "complex64" => 8,
        "half" or "bfloat16" or "int16" or "uint16" => 2,
        "bool" or "int8" or "uint8" => 1,
        _ => 0,
    };

    /// <summary>One request with its size behind fixed words.</summary>
    private bool Sized(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var bfc = Scan.Behind(text, "ran out of memory trying to allocate ");
        var buffer = Scan.Behind(text, " buffer of size ");
        var cupy = Scan.Behind(text, "Out of memory allocating ");
        // A try that the caller can do without: TensorFlow goes on with another algorithm.
        if (bfc > 0 && Scan.Has(text, "The caller indicates that this is not a failure"))
            return true;
        if (bfc > 0 && Scan.Has(text, "llocator"))
        {
            var host = Scan.Has(text, "(cpu)") || Scan.Has(text, "gpu_host_bfc");
            Failures.Failed(line, into, host ? "enomem-malloc" : "cuda-oom");
            Size(host ? ProgramFacts.FailedBytes : CudaFacts.Tried, bfc, line, into);
            if (Scan.Integer(text, Scan.Behind(text, "(GPU_")) is { } number)
                Failures.Tell(CudaFacts.Device, number, line, into);
            return true;
        }

        if (buffer > 0 && Scan.Has(text, "failed to allocate ") && Scan.Integer(text, Scan.Behind(text, "allocate CUDA")) is { } device)
        {
            // llama.cpp: failed to allocate CUDA0 buffer of size 151851674624
            Failures.Failed(line, into, "cuda-oom");
            Size(CudaFacts.Tried, buffer, line, into);
            Failures.Tell(CudaFacts.Device, device, line, into);
            return true;
        }

        if (buffer > 0 && Scan.Has(text, "Failed to allocate memory for requested"))
        {
            // ONNX Runtime's BFCArena does not say whose arena, the host's or the device's: what the paste says of a GPU decides.
            var onDevice = into.Paste.Contains("CUDA", StringComparison.OrdinalIgnoreCase) || into.Paste.Contains("GPU", StringComparison.OrdinalIgnoreCase);
            Failures.Failed(line, into, onDevice ? "cuda-oom" : "enomem-malloc");
            Size(onDevice ? CudaFacts.Tried : ProgramFacts.FailedBytes, buffer, line, into);
            return true;
        }

        // TensorFlow's stream executor: failed to allocate 3.95G (4245159936 bytes) from device: CUDA_ERROR_OUT_OF_MEMORY
        if (Scan.Has(text, " bytes) from device: ") && Scan.Behind(text, "failed to allocate ") is > 0 and var tried)
        {
            var hip = Scan.Has(text, "from device: HIP") || Scan.Has(text, "from device: hip");
            if (!hip && !Scan.Has(text, "from device: CUDA"))
                return false;
            Failures.Failed(line, into, hip ? "hip-oom" : "cuda-oom");
            Size(CudaFacts.Tried, Scan.Behind(text, "(", tried), line, into);
            return true;
        }

        if (cupy < 0 || !Scan.Has(text, "bytes") || !Scan.Has(text, "llocated so far"))
            return false;
        Failures.Failed(line, into, "cuda-oom");
        Size(CudaFacts.Tried, cupy, line, into);
        return true;
    }

    /// <summary><c>ggml_cuda_host_malloc: failed to allocate 1900,00 MiB of pinned memory: …</c></summary>
    private bool Pinned(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "failed to allocate ");
        if (at < 0 || !Scan.Has(text, "of pinned memory"))
            return OnHost(line, text, into);
        Failures.Failed(line, into, "cuda-host-alloc");
        Size(ProgramFacts.FailedBytes, at, line, into);
        return true;
    }

    /// <summary>
    /// TensorFlow: <c>could not allocate pinned host memory of size: N</c> and, from the driver, <c>failed to alloc N bytes on host: CUDA_ERROR_…</c>,
    /// which says whether memory was the reason.
    /// </summary>
    private bool OnHost(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        const string Driver = " bytes on host: CUDA_ERROR_";
        var pool = Scan.Behind(text, "could not allocate pinned host memory of size: ");
        var driver = Scan.Behind(text, Driver);
        if (pool < 0 && driver < 0)
            return false;
        var memory = pool > 0 ? !into.Paste.Contains(Driver, StringComparison.Ordinal) : Scan.At(text, driver, "OUT_OF_MEMORY");
        Failures.Failed(line, into, memory ? "cuda-host-alloc" : null);
        Size(ProgramFacts.FailedBytes, pool > 0 ? pool : Scan.Behind(text, "failed to alloc "), line, into);
        return true;
    }

    /// <summary><c>Out of memory error on GPU 0. Cannot allocate 128.000000MB memory on GPU 0, … and available memory is only 34.750000MB.</c></summary>
    private bool Paddle(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "Out of memory error on GPU ")) is not { } device)
            return false;
        Failures.Failed(line, into, "cuda-oom");
        Failures.Tell(CudaFacts.Device, device, line, into);
        Size(CudaFacts.Tried, Scan.Behind(text, "Cannot allocate "), line, into);
        Size(CudaFacts.Free, Scan.Behind(text, "available memory is only "), line, into);
        return true;
    }

    /// <summary><c>Free memory on device (18.2/23.6 GiB) on startup is less than desired GPU memory utilization (0.9, 21.3 GiB).</c></summary>
    private bool Vllm(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var startup = Scan.Has(text, "is less than desired GPU memory utilization");
        if (!startup && !Scan.Has(text, "No available memory for the cache blocks") && !Scan.Has(text, "CUDA failure 2: out of memory"))
            return false;
        Failures.Failed(line, into, "cuda-oom");
        var slash = Scan.Behind(text, "Free memory on device ") is > 0 and var at ? Scan.Behind(text, "/", at) : -1;
        if (startup && Scan.Size(text, slash) is { } total)
            Failures.Tell(CudaFacts.Total, total, line, into);
        return true;
    }

    private void Size(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Size(line.Text, at, bare: 1) is { Value: > 0 } size)
            Failures.Tell(key, size, line, into);
    }
}
