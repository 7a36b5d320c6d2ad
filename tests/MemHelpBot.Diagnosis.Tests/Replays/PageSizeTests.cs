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
    [InlineData("5.14.0-427.el9.aarch64+64k", null, 4_800_000L * 16, "slabs × pages per slab × 64 KiB")]
    [InlineData("6.6.3-1-asahi-16k", null, 4_800_000L * 4, "slabs × pages per slab × 16 KiB")]
    [InlineData("5.14.0-427.el9.x86_64", null, 4_800_000L, "slabs × pages per slab × 4 KiB")]
    [InlineData(null, 64L, 4_800_000L * 16, "slabs × pages per slab × 64 KiB")]
    [InlineData("4.18.0-513.el8.ppc64le", null, 4_800_000L, "slabs × pages per slab × 4 KiB")]
    [InlineData(null, null, 4_800_000L, "slabs × pages per slab × 4 KiB")]
    public void A_slab_file_is_counted_in_the_pages_that_the_paste_shows(string? release, long? page, long total, string formula)
    {
        var span = new SourceSpan(0, 1, 1, 0, 9);
        var objects = new Fact(SlabFacts.Objects, "dentry", FactValue.Of(900), span);
        var read = new Fact(SlabFacts.CacheTotal, "kmalloc-1k", FactValue.Of(4_800_000), span);
        var told = new List<Fact> { objects, Fact.Derive(SlabFacts.CacheTotal, "dentry", FactValue.Of(4_800_000), null, SlabFacts.PagesOfSlabinfo, objects), read };
        if (release is not null)
            told.Add(new Fact(OomFacts.Release, null, FactValue.Of(release), span));
        if (page is { } kib)
            told.Add(new Fact(MemFacts.PageSize, null, FactValue.Of(kib), span, 0));
        var facts = Diagnostician.Diagnose(new FactSet(told), page is null ? [] : [new Incident(0, IncidentKind.KernelOom, span, null, null)], []).Facts;

        var dentry = facts.Find(SlabFacts.CacheTotal, null, "dentry")!.Value;
        Assert.Equal((total, formula), (dentry.Value.Integer, dentry.Derivation!.Formula));
        Assert.Equal(4_800_000, facts.Integer(SlabFacts.CacheTotal, null, "kmalloc-1k"));
    }

    [Fact]
    public void A_drivers_page_is_as_large_as_the_machines() => Assert.Equal(
        640_000,
        new Told().Meminfo("MemTotal: 900000 kB\nMemFree: 9 kB\nBuffers: 9 kB\nCached: 9 kB\nAnonPages: 9 kB\nSlab: 9 kB").Say(SlabFacts.Objects, 10_000, "nvidia_pte_cache-1").Say(OomFacts.Release, "6.8.0-64k").Diagnose().Facts
            .Integer(SlabFacts.BackedPages, null, "nvidia_pte_cache-1"));

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
