using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// Balloon drivers, by which a hypervisor takes memory back from its guest: <c>virtio_balloon virtio2: Out of puff! Can't get N pages</c>
/// (drivers/virtio/virtio_balloon.c), <c>hv_balloon: Max. dynamic memory size: N MB</c>, <c>hv_balloon: Balloon request will be partially
/// fulfilled. Balloon floor reached.</c> (drivers/hv/hv_balloon.c). That one is loaded proves nothing; that it finds no more pages does.
/// </summary>
internal sealed class Balloon(Failures failures) : KernelLine(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["Out of puff! Can't get ", "hv_balloon: ", "Balloon request will be partially fulfilled"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "Out of puff! Can't get ") || Scan.Has(text, "Balloon request will be partially fulfilled"))
        {
            Note(line, into, "balloon-inflated");
            return true;
        }

        var at = Scan.Behind(text, "Max. dynamic memory size: ");
        if (Scan.Integer(text, at) is not { Value: > 0 } size || !Scan.At(text, size.End, " MB"))
            return false;
        into.Tell(KernelEventFacts.BalloonMax, FactValue.Of(size.Value), line, size.Offset, size.Length);
        into.Recognise("message", line.Span(into.Message));
        return true;
    }
}
