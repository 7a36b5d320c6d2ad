using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// docker stats and podman stats: use and limit by name. GiB is 1024³; GB, which podman and docker to 1.12 print, is 1000³ (go-units).
/// </summary>
internal sealed class ContainerStats() : MarkedTable("container-stats")
{
    private bool named;
    private bool pids;

    public override IReadOnlyList<string> Marks { get; } = ["MEM USAGE"];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        var text = header.Text;
        if (!Scan.Has(text, "MEM USAGE / LIMIT") && !Scan.Has(text, "MEM USAGE/LIMIT"))
            return false;
        named = Scan.Has(text, "NAME") && header.IndexOf("NAME") > 0;
        pids = Scan.Has(text, "PIDS");
        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        var text = row.Text;
        var slash = text.IndexOf(" / ", StringComparison.Ordinal);
        if (slash < 0 || row.Count < 4)
            return false;
        var subject = row[named ? 1 : 0].ToString();
        var percent = text[..slash].LastIndexOf('%');
        if (percent < 0 && !Scan.Has(text, "--"))
            return false;
        if (Scan.Size(text, percent + 1, step: 1000) is not { } used || Scan.Size(text, slash + 3, step: 1000) is not { } limit || used.End > slash)
        {
            // A container that does not run has -- / --.
            if (!Scan.Has(text, "-- / --"))
                into.CouldNotRead("stats prints the use and the limit of a container with units", line);
            return true;
        }

        into.Tell(ContainerFacts.Usage, FactValue.Of(used.Value), line, used.Offset, used.Length, null, subject);
        into.Tell(ContainerFacts.Limit, FactValue.Of(limit.Value), line, limit.Offset, limit.Length, null, subject);
        if (Scan.Number(text, limit.End) is { } share && Scan.At(text, share.Offset + share.Length, "%"))
            into.Tell(ContainerFacts.Percent, FactValue.Of((double)share.Value), line, share.Offset, share.Length, null, subject);
        if (pids)
            row.Tell(ContainerFacts.Pids, row.Count - 1, line, into, subject);
        return true;
    }
}
