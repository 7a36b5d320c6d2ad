using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// Limits of the network stack that read like a shortage: <c>TCP: out of memory -- consider tuning tcp_mem</c> (net/ipv4/tcp.c: the third value
/// of net.ipv4.tcp_mem was reached) and <c>nf_conntrack: table full, dropping packet</c> (entries, not memory).
/// </summary>
internal sealed class NetworkLimits(Failures failures) : KernelLine(failures)
{
    private const string Tcp = "out of memory -- consider tuning tcp_mem";
    private const string OldTcp = "Out of socket memory";
    private const string Table = "_conntrack: table full";

    public override IReadOnlyList<string> Triggers { get; } = [Tcp, OldTcp, Table];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, Table))
            Note(line, into, "conntrack-table-full");
        else if (Scan.Has(text, Tcp) || Scan.Has(text, OldTcp) && line.Prefix.Kernel)
            Note(line, into, "tcp-memory-limit");
        else
            return false;
        return true;
    }
}
