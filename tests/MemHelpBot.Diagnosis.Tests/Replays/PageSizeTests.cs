using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Replays;

public sealed class PageSizeTests
{
    // arm64 with 64 KiB pages: 2 MiB is order 5, and one zone of 8 GiB.
    private static Told Large(bool shown) => Fill(new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.GfpMask, 0xcc0).Say(OomFacts.GfpFlags, ["GFP_KERNEL"]).Say(OomFacts.Order, 2).Say(OomFacts.Release, "5.14.0-427.el9.aarch64+64k"), shown);

    private static Told Fill(Told told, bool shown)
    {
        told.Zone("0/Normal", 640_000, 64_000, 80_000, 96_000).Say(ZoneFacts.LowmemReserve, [0, 0, 0], "0/Normal")
            .Say(ZoneFacts.FreeBlocks, [9_000, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "0/Normal");
        return shown ? told.Say(MemFacts.PageSize, 64) : told;
    }

    [Fact]
    public void A_report_with_large_pages_is_replayed_in_its_own_pages()
    {
        var facts = Large(shown: true).Diagnose().Facts;
        Assert.Equal("no-block", facts.Text(ReplayFacts.Verdict, 0, "0/Normal"));
        Assert.Equal((640_000 / 64) - 3, facts.Integer(ReplayFacts.Free, 0, "0/Normal"));
        Assert.Equal(1_000, facts.Integer(ReplayFacts.Needed, 0, "0/Normal"));
        Assert.Equal(4 * 65_536, facts.Integer(OomFacts.RequestBytes, 0));
    }

    [Fact]
    public void Counts_of_pages_know_how_large_a_page_is()
    {
        var facts = Large(shown: true).Say(MemFacts.FreePages, 10_000).Join(new Told().Incident(IncidentKind.KernelOom).Say(MemFacts.FreePages, 7).Say(MemFacts.PageSize, 4)).Diagnose().Facts;
        Assert.Equal(64, facts.Find(MemFacts.FreePages, 0)!.Value.PageKb);
        Assert.Equal(0, facts.Find(MemFacts.FreePages, 1)!.Value.PageKb);
    }

    [Fact]
    public void Without_a_shown_page_size_nothing_is_computed_for_such_a_kernel()
    {
        var facts = Large(shown: false).Diagnose().Facts;
        Assert.Null(facts.Text(ReplayFacts.Verdict, 0, "0/Normal"));
        Assert.Null(facts.Integer(OomFacts.RequestBytes, 0));
    }

    [Theory]
    [InlineData("5.10.89", 0xcc0, 24_000L, "below-watermark")]
    [InlineData("5.10.89", 0xcc0, 0L, "pass")]
    [InlineData("5.10.89", 0xa20, 24_000L, "pass")]
    [InlineData("6.12.19", 0xcc0, 24_000L, "pass")]
    public void What_is_kept_for_atomic_blocks_is_not_open_to_others(string release, long mask, long kept, string verdict)
    {
        var facts = new Told().Incident(IncidentKind.AllocationFailure).Say(AllocFailureFacts.GfpMask, mask).Say(AllocFailureFacts.Order, 0).Say(OomFacts.Release, release)
            .Zone("0/Normal", 60_000, 44_000, 55_000, 66_000).Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/Normal").Say(ZoneFacts.ReservedHighatomic, kept, "0/Normal").Diagnose().Facts;
        Assert.Equal(verdict, facts.Text(ReplayFacts.Verdict, 0, "0/Normal"));
    }
}
