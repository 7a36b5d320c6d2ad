using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Communication libraries that could not register or allocate memory: UCX (<c>[time] [host:pid:n]  file.c:99  UCX  ERROR …</c>),
/// GLEX of Tianhe, verbs, DAPL, libfabric/PSM. UCX adds the memlock limit to its text only when it is finite (ucs ib_log.c).
/// </summary>
internal sealed class Interconnect(Failures failures) : MessageReader(failures)
{
    // ucs_status_string(UCS_ERR_NO_RESOURCE), src/ucs/type/status.c.
    private const string NoResource = "No resources are available to initiate the operation";

    public override IReadOnlyList<string> Triggers { get; } =
        [NoResource, "UCX  ", "UCX ERROR", "UCX WARN", "GLEX ", "ibv_reg_mr", "reg_mr", "ibv_create_", "ibv_open_device", "ibv_alloc_pd", "ibv_exp_create_", "Unable to create ", "RLIMIT_MEMLOCK is ", "max locked memory", "Caught signal ", "register memory region", "fi_mr_reg", "Failed to create a completion queue (CQ)", "Hostname:", "Local host:"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var ucx = Scan.Has(text, "UCX  ERROR") || Scan.Has(text, "UCX  WARN") || Scan.Has(text, "UCX  FATAL") || Scan.Has(text, "UCX ERROR") || Scan.Has(text, "UCX WARN");
        var glex = Scan.Has(text, "GLEX create region failed") || Scan.Has(text, "GLEX") && Scan.Has(text, "_register_mem");
        if (OpenMpi(line, text, into))
            return true;
        var register = Scan.Has(text, "reg_mr") && Refused(text);
        var read = true;
        if (glex)
            Failures.Failed(line, into, "glex-region");
        else if (register)
            Register(line, text, into);
        else if (ucx && (Scan.Has(text, "register") || Scan.Has(text, "region") || Scan.Has(text, "umem_reg")) && !Scan.Has(text, "ibv_create"))
            Failures.Failed(line, into, "ucx-region");
        else if (ucx && Scan.Has(text, "shmget(") && Scan.Has(text, "No space left on device"))
            Failures.Failed(line, into, "ucx-shmget");
        else if (Queue(text) && NoMemory(text) || ucx && Created(text))
            Failures.Failed(line, into, "verbs-enomem");
        else if (Scan.Has(text, NoResource))
            Failures.Failed(line, into, "ucx-no-resource");
        else if (ucx && Refused(text) || Scan.Has(text, "ibv_create_cq") && Refused(text))
            Failures.Failed(line, into, null);
        else
            read = ucx;

        if (Scan.Has(text, "Caught signal ") && Signal(line, into))
            read = true;
        if (Scan.Has(text, "Unable to create ") && Queue(text) && NoMemory(text))
            read = Psm(line, into);
        if (ucx)
        {
            Node(line, into);
            Sizes(line, into);
        }

        return Limits(line, into) || read;
    }

    /// <summary><c>ibv_reg_mr(address=0x7f1b, length=39845888, access=0xf) failed: …</c></summary>
    private void Register(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        Failures.Failed(line, into, "ibv-reg-mr");
        if (Scan.Integer(text, Scan.Behind(text, ", length=", Scan.Behind(text, "reg_mr"))) is { Value: > 0 } bytes)
            Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
    }

    /// <summary>Open MPI's boxes (help-oob-ud.txt, help-mpi-btl-openib.txt): <c>Failed to create a completion queue (CQ):</c>, and the host on a line of its own.</summary>
    private bool OpenMpi(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "Failed to create a completion queue (CQ)"))
        {
            Failures.Failed(line, into, "verbs-enomem");
            Failures.Expect("ompi-host");
            return true;
        }

        var start = Scan.Blanks(text, 0);
        var host = Scan.At(text, start, "Hostname:") ? start + 9 : Scan.At(text, start, "Local host:") ? start + 11 : -1;
        if (host < 0 || !Failures.Any || Scan.Word(text, Scan.Blanks(text, host)) is not { IsEmpty: false } name || text.TrimEnd().Length != Scan.Blanks(text, host) + name.Length)
            return false;
        Failures.Extend(line, into);
        Failures.Node(name, line, into);
        return true;
    }

    /// <summary>A queue of the card: <c>ibv_create_cq(cqe=4096) failed: …</c>, PSM3's <c>Unable to create send CQ of size 5080 on mlx5_0: …</c>.</summary>
    private static bool Queue(ReadOnlySpan<char> text) =>
        Scan.Has(text, "ibv_create_") || Scan.Has(text, "ibv_open_device") || Scan.Has(text, "ibv_alloc_pd") || Scan.Has(text, "ibv_exp_create_")
        || Scan.Has(text, "Unable to create ") && (Scan.Has(text, " CQ") || Scan.Has(text, " QP") || Scan.Has(text, " SRQ"));

    /// <summary>UCX's own words for a queue that the card or the kernel refused: <c>failed to create qp: Resource temporarily unavailable</c>.</summary>
    private static bool Created(ReadOnlySpan<char> text) =>
        (Scan.Has(text, "create qp") || Scan.Has(text, "create QP") || Scan.Has(text, "create cq") || Scan.Has(text, "create srq")) && (NoMemory(text) || Scan.Has(text, "Resource temporarily unavailable"));

    private static bool NoMemory(ReadOnlySpan<char> text) => Scan.HasAnyCase(text, "cannot allocate memory");

    private static bool Refused(ReadOnlySpan<char> text) =>
        Scan.HasAnyCase(text, "cannot allocate memory") || Scan.HasAnyCase(text, "out of memory") || Scan.HasAnyCase(text, "no enough memory") || Scan.HasAnyCase(text, "not enough memory")
        || Scan.Has(text, "No space left on device") || Scan.HasAnyCase(text, "failed");

    /// <summary>The host of <c>[1639011636.91] [cn1024:2865294:0]</c> or <c>[cn4052:2872045:0:2872045]</c>.</summary>
    private void Node(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        for (var open = text.IndexOf('['); open >= 0 && open < text.Length;)
        {
            var host = Scan.Until(text, open + 1, ':');
            if (!host.IsEmpty && host.Length < 64 && !host.ContainsAny(" []") && Scan.Integer(text, open + 2 + host.Length) is not null)
            {
                Failures.Node(host, line, into);
                return;
            }

            var next = text[(open + 1)..].IndexOf('[');
            open = next < 0 ? -1 : open + 1 + next;
        }
    }

    private void Sizes(in LogLine line, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, Scan.Behind(line.Text, "failed to allocate ")) is { } size && Scan.At(line.Text, size.End, " bytes"))
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
    }

    /// <summary><c>[cn4052:2872045:0:2872045] Caught signal 11 (Segmentation fault: address not mapped …)</c></summary>
    private bool Signal(in LogLine line, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, Scan.Behind(line.Text, "Caught signal ")) is not { } signal)
            return false;
        Failures.Failed(line, into, signal.Value switch { 11 => "segfault", 7 => "bus-error", _ => null });
        Failures.Tell(ProgramFacts.Signal, signal, line, into);
        Node(line, into);
        return true;
    }

    /// <summary><c>host:pid418365.hello_world: Unable to create send CQ of size 5080 on mlx5_0: Cannot allocate memory</c></summary>
    private bool Psm(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Failures.Failed(line, into, "enomem-generic");
        var pid = Scan.Behind(text, ":pid");
        var point = pid < 0 ? -1 : Scan.DigitsEnd(text, pid);
        if (point > 0 && point < text.Length && text[point] == '.')
        {
            Failures.Tell(ProgramFacts.Name, line, into, point + 1, Scan.Until(text, point + 1, ':').Length);
            Failures.Node(text[..(pid - 4)], line, into);
        }

        return true;
    }

    /// <summary>The memlock limit, where a library states it.</summary>
    private bool Limits(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "max locked memory") && Scan.Integer(text, Scan.Behind(text, "(current: ")) is { } current && Scan.At(text, current.End, " kbytes"))
        {
            Failures.Tell(UlimitFacts.Locked, current, line, into);
            Failures.Sign(line, into, "memlock-named");
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "RLIMIT_MEMLOCK is ")) is not { } bytes || !Scan.At(text, bytes.End, " bytes"))
            return false;
        Failures.Tell(UlimitFacts.Locked, FactValue.Of(bytes.Value / 1024), line, into, bytes.Offset, bytes.Length);
        return true;
    }
}
