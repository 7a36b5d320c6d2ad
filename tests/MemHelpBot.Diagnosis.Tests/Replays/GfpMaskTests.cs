using MemHelpBot.Diagnosis.Replays;

namespace MemHelpBot.Diagnosis.Tests.Replays;

public sealed class GfpMaskTests
{
    [Theory]
    [InlineData("2.6.32-642.6.2.el6.x86_64", 0xd0, "GFP_KERNEL")]
    [InlineData("2.6.32-642.6.2.el6.x86_64", 0x201da, "GFP_HIGHUSER_MOVABLE, __GFP_COLD")]
    [InlineData("3.10.0-514.el7.x86_64", 0x3000d0, "GFP_KERNEL, __GFP_NOTRACK, __GFP_KMEMCG")]
    [InlineData("3.10.0-957.el7.x86_64", 0x3000d0, "GFP_KERNEL, __GFP_NOTRACK, 0x100000")]
    [InlineData("3.10.0-1160.2.2.el7.x86_64", 0x3000d0, "GFP_KERNEL_ACCOUNT, __GFP_NOTRACK")]
    [InlineData("3.10.0-1160.el7.x86_64", 0x4352da, "GFP_TRANSHUGE")]
    [InlineData("4.4.121", 0x24280ca, "GFP_HIGHUSER_MOVABLE, __GFP_ZERO")]
    [InlineData("4.9.45", 0x2080020, "GFP_ATOMIC")]
    [InlineData("4.12.0", 0x14000c0, "GFP_KERNEL")]
    [InlineData("4.18.0-240.10.1.el8_3.x86_64", 0x6200ca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("5.4.17-2136.315.5.el8uek.x86_64", 0x100cca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("5.15.0-84-generic", 0x1100cca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("5.10.89", 0xa20, "GFP_ATOMIC")]
    [InlineData("6.8.1", 0x820, "GFP_ATOMIC")]
    [InlineData("6.8.1", 0x140dca, "GFP_HIGHUSER_MOVABLE, __GFP_ZERO, __GFP_COMP")]
    public void A_mask_reads_by_the_table_of_its_kernel(string release, long mask, string names) =>
        Assert.Equal(names, string.Join(", ", GfpMask.Read(mask, KernelRelease.Read(release), null)!.Names));

    [Theory]
    [InlineData(0x201da, GfpEpoch.V310)]
    [InlineData(0x24200ca, GfpEpoch.V45)]
    [InlineData(0x14200ca, GfpEpoch.V410)]
    [InlineData(0x6200ca, GfpEpoch.V418)]
    [InlineData(0x100cca, GfpEpoch.V51)]
    [InlineData(0x1100dca, GfpEpoch.V514)]
    public void Without_a_version_the_number_gives_the_epoch_where_it_cannot_be_mistaken(long mask, GfpEpoch epoch) =>
        Assert.Equal(epoch, GfpMask.Read(mask, null, null)!.Epoch);

    [Fact]
    public void A_number_that_fits_several_epochs_gives_none() => Assert.Null(GfpMask.Read(0x20, null, null));

    [Fact]
    public void Names_decide_when_no_version_is_told()
    {
        var mask = GfpMask.Read(0x140cca, null, ["GFP_HIGHUSER_MOVABLE", "__GFP_COMP"]);

        Assert.NotNull(mask);
        Assert.Equal(GfpEpoch.V69, mask.Epoch);
    }

    [Theory]
    [InlineData("6.8.0-31-generic", 0x1100cca, true)]
    [InlineData("5.15.0-84-generic", 0x1100cca, false)]
    [InlineData("6.8.0-31-generic", 0x100cca, false)]
    [InlineData("5.14.0-162.el9_1.x86_64", 0x100cca, false)]
    [InlineData("6.8.0-31-generic", 0x24200ff, true)]
    public void A_mask_that_its_names_cannot_make_on_that_kernel_is_altered(string release, long value, bool altered) =>
        Assert.Equal(altered, GfpLayouts.Contradict(value, ["GFP_HIGHUSER_MOVABLE"], KernelRelease.Read(release)));

    [Theory]
    [InlineData("3.10.0-1160.el7.x86_64", 0x20, false)]
    [InlineData("3.10.0-1160.el7.x86_64", 0xd0, true)]
    [InlineData("4.18.0-477.el8.x86_64", 0x480020, false)]
    [InlineData("5.10.89", 0xa20, false)]
    [InlineData("6.8.1", 0x820, false)]
    [InlineData("6.8.1", 0xcc0, true)]
    public void A_request_without_direct_reclaim_may_not_sleep(string release, long mask, bool sleeps) =>
        Assert.Equal(sleeps, GfpMask.Read(mask, KernelRelease.Read(release), null)!.MaySleep);

    [Theory]
    [InlineData(0xcc1, false, MemoryZone.Dma)]
    [InlineData(0xcc4, false, MemoryZone.Dma32)]
    [InlineData(0xcc0, false, MemoryZone.Normal)]
    [InlineData(0x100cc2, false, MemoryZone.Normal)]
    [InlineData(0x100cc2, true, MemoryZone.HighMem)]
    [InlineData(0x100cca, false, MemoryZone.Movable)]
    public void The_low_bits_choose_the_highest_zone(long mask, bool hasHighMem, MemoryZone zone) =>
        Assert.Equal(zone, GfpMask.Read(mask, KernelRelease.Read("5.10.89"), null)!.HighestZone(hasHighMem));

    [Fact]
    public void Zone_bits_that_no_kernel_combines_give_no_zone() =>
        Assert.Null(GfpMask.Read(0xcc3, KernelRelease.Read("5.10.89"), null)!.HighestZone(false));

    [Theory]
    [InlineData("3.10.0-1160.2.2.el7.x86_64", 0x3000d0, 2, GfpIdiom.KernelStack)]
    [InlineData("3.10.108", 0x3000d0, 1, GfpIdiom.KernelStack)]
    [InlineData("3.10.0-1160.2.2.el7.x86_64", 0x3000d0, 3, GfpIdiom.None)]
    [InlineData("5.10.89", 0x100dca, 0, GfpIdiom.AnonymousFault)]
    [InlineData("5.15.0", 0x1100cca, 0, GfpIdiom.PageCache)]
    [InlineData("4.4.121", 0x0, 0, GfpIdiom.LostMask)]
    public void Mask_and_order_tell_what_the_request_was_for(string release, long mask, long order, GfpIdiom idiom) =>
        Assert.Equal(idiom, GfpMask.Read(mask, KernelRelease.Read(release), null)!.Idiom(order));

    // Masks that genuine kernels of each epoch print, vendors with back-ported flags among them.
    [Theory]
    [InlineData("4.6.2", 0x24201ca, "GFP_HIGHUSER_MOVABLE|__GFP_COLD")]
    [InlineData("4.8.15-300.fc25.x86_64", 0x26000c0, "GFP_KERNEL|__GFP_NOTRACK")]
    [InlineData("4.9.0-8-amd64", 0x24280ca, "GFP_HIGHUSER_MOVABLE|__GFP_ZERO")]
    [InlineData("4.9.45", 0x24000d0, "GFP_TEMPORARY")]
    [InlineData("4.12.14-122.37-default", 0x14280ca, "GFP_HIGHUSER_MOVABLE|__GFP_ZERO")]
    [InlineData("4.12.14-197.40-default", 0x14004c0, "GFP_KERNEL|__GFP_RETRY_MAYFAIL")]
    [InlineData("4.14.35-2047.el7uek.x86_64", 0x14000c0, "GFP_KERNEL")]
    [InlineData("4.14.67", 0x15080c0, "GFP_KERNEL_ACCOUNT|__GFP_ZERO")]
    [InlineData("4.15.0-213-generic", 0x14200ca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("4.18.0-147.5.1.6.h541.eulerosv2r9.x86_64", 0x6200ca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("4.18.0-553.el8_10.x86_64", 0x600040, "GFP_NOFS")]
    [InlineData("4.19.90-2109.8.0.oe1.x86_64", 0x6200ca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("4.20.0", 0x7080c0, "GFP_KERNEL_ACCOUNT|__GFP_ZERO")]
    [InlineData("5.3.18-150300.59-default", 0x100dca, "GFP_HIGHUSER_MOVABLE|__GFP_ZERO")]
    [InlineData("5.4.17-2136.el8uek.x86_64", 0x1c20ca, "GFP_TRANSHUGE_LIGHT")]
    [InlineData("5.4.119-19-0009.tl3", 0xcc0, "GFP_KERNEL")]
    [InlineData("5.10.43-android12-9", 0x40a20, "GFP_ATOMIC|__GFP_COMP")]
    [InlineData("5.14.0-427.el9_4.x86_64", 0x140dca, "GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO")]
    [InlineData("5.14.21-150400.24-default", 0x1100cca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("5.15.167.4-microsoft-standard-WSL2", 0x1100dca, "GFP_HIGHUSER_MOVABLE|__GFP_ZERO")]
    [InlineData("5.19.0-1-amd64", 0x40c40, "GFP_NOFS|__GFP_COMP")]
    [InlineData("6.1.75-android14-11", 0x6100cca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("6.6.30-android15-8", 0x2140dca, "GFP_HIGHUSER_MOVABLE|__GFP_ZERO|__GFP_COMP")]
    [InlineData("6.8.0-31-generic", 0x2800, "GFP_NOWAIT")]
    [InlineData("6.8.9", 0x820, "GFP_ATOMIC")]
    [InlineData("6.12.19", 0x140cca, "GFP_HIGHUSER_MOVABLE|__GFP_COMP")]
    [InlineData("6.12.19", 0x1000cc0, "GFP_KERNEL|__GFP_NO_OBJ_EXT")]
    [InlineData("6.17.0", 0xc2cc0, "GFP_KERNEL|__GFP_NOWARN|__GFP_COMP|__GFP_NOMEMALLOC")]
    public void A_genuine_mask_is_never_altered(string release, long value, string names) =>
        Assert.False(GfpLayouts.Contradict(value, names.Split('|'), KernelRelease.Read(release)));

    [Theory]
    [InlineData("5.4.49", 0x6200ca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("4.18.0-348.el8.x86_64", 0x100cca, "GFP_HIGHUSER_MOVABLE")]
    [InlineData("6.12.19", 0xa20, "GFP_ATOMIC")]
    [InlineData("5.10.89", 0xcc0, "GFP_NOFS")]
    [InlineData(null, 0xcc1, "GFP_KERNEL")]
    public void A_mask_of_another_kernel_is_altered(string? release, long value, string names) =>
        Assert.True(GfpLayouts.Contradict(value, names.Split('|'), KernelRelease.Read(release)));
}
