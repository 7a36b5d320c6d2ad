namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class SlabTests
{
    [Fact]
    public void Slabtop_rows_that_agree_with_themselves_are_read_once()
    {
        var reading = Fixture.Read("Tools/slabtop.txt");
        Assert.Equal(
        [
            "slab.total_kb = 203300 @ 4",
            "slab[drv_pte_cache-991].objects = 612000 @ 8", "slab[drv_pte_cache-991].active_objects = 612000 @ 8", "slab[drv_pte_cache-991].object_bytes = 40.96 @ 8",
            "slab[drv_pte_cache-991].total_kb = 24000 @ 8",
            "slab[dentry].objects = 42000 @ 9", "slab[dentry].active_objects = 21000 @ 9", "slab[dentry].object_bytes = 194.56 @ 9", "slab[dentry].total_kb = 8000 @ 9",
            "slab[fallback_orders].objects = 1000 @ 13", "slab[fallback_orders].active_objects = 990 @ 13", "slab[fallback_orders].object_bytes = 512 @ 13",
            "slab[fallback_orders].total_kb = 1200 @ 13",
        ], reading.Printed());
    }

    [Fact]
    public void Slabtop_rows_that_contradict_themselves_are_returned_with_the_reason()
    {
        var unread = Fixture.Read("Tools/slabtop.txt").Unread;
        Assert.Equal([11, 12], unread.Select(u => u.Span.FirstLine));
        Assert.Contains("USE is not ACTIVE / OBJS", unread[0].Why, StringComparison.Ordinal);
        Assert.Contains("more active objects", unread[1].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9600 9600 100%    1.00K    300       31      9600K x", "SLABS × OBJ/SLAB")]
    [InlineData("9600 9600 100%    1.00K    300       32      9610K x", "whole pages")]
    [InlineData("9600 9600 100%    9.00K    300       32      9600K x", "larger than CACHE SIZE")]
    [InlineData("9600 9600 100%    1.00K      0       32      9600K x", "without slabs")]
    public void Each_kind_of_contradiction_is_named(string row, string why) =>
        Assert.Contains(why, Assert.Single(PasteReader.Read(row).Unread).Why, StringComparison.Ordinal);

    [Fact]
    public void The_total_of_slabinfo_follows_from_slabs_and_pages()
    {
        var reading = Fixture.Read("Tools/slabinfo.txt");
        Assert.Equal(["48000"], reading.Values("slab[ext4_inode_cache].total_kb"));
        Assert.NotNull(reading.Facts.All[^1].Derivation);
        Assert.Equal([4], reading.Unread.Select(u => u.Span.FirstLine));
    }
}
