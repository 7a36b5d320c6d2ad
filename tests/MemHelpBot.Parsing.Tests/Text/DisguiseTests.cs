using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tests.Text;

public sealed class DisguiseTests
{
    [Theory]
    [InlineData("\u001b[1;31m[ 12.345678] Mem-Info:\u001b[0m")]
    [InlineData("[\u00a012.345678] Mem-Info:")]
    [InlineData("\u200b[ 12.345678] Mem-\u200bInfo:")]
    [InlineData("&lt;6&gt;[ 12.345678] Mem-Info:")]
    [InlineData("&#91; 12.345678&#x5d; Mem-Info:")]
    [InlineData("\ufeff[ 12.345678] Mem-Info:")]
    [InlineData("{\"log\":\"[ 12.345678] Mem-Info:\\n\",\"stream\":\"stderr\"}")]
    [InlineData("{\"log\":\"\\u001b[31m[ 12.345678] Mem-Info:\\n\"}")]
    public void A_disguise_is_undone_and_the_span_points_into_the_paste(string pasted)
    {
        var line = LogLines.Of(pasted).First(l => !l.Text.IsEmpty);
        Assert.Contains("Mem-Info:", line.Text.ToString(), StringComparison.Ordinal);
        Assert.True(line.Prefix.Kernel || pasted.Contains("31m", StringComparison.Ordinal));
        var at = line.Text.IndexOf("Info", StringComparison.Ordinal);
        var span = line.Span(0, at, 4);
        Assert.Equal("Info", pasted[span.Start..span.End]);
    }

    [Fact]
    public void Escaped_line_breaks_make_lines_of_one_number()
    {
        var lines = LogLines.Of("first\n[ 1.000001] active_anon:1 isolated_anon:0#012 active_file:2#011x#012 free:3").ToList();
        Assert.Equal(["first", "active_anon:1 isolated_anon:0", " active_file:2\tx", " free:3"], lines.Select(l => l.Text.ToString()));
        Assert.Equal([1, 2, 2, 2], lines.Select(l => l.Number));
    }

    [Fact]
    public void Records_joined_on_one_line_are_told_apart()
    {
        var lines = LogLines.Of("Oct 22 10:59:06 h1 kernel: [12345.678901] one two Oct 22 10:59:07 h1 kernel: [12346.000001] three Oct 22 10:59:08 h2 kernel: four").ToList();
        Assert.Equal(["one two", "three", "four"], lines.Select(l => l.Text.ToString()));
        Assert.Equal("h2", lines[2].Buffer.Substring(lines[2].Prefix.HostStart, lines[2].Prefix.HostLength));
        Assert.All(lines, l => Assert.True(l.Exact));
    }

    [Fact]
    public void A_stack_frame_with_a_module_is_not_two_records()
    {
        const string frame = "[ 8739.255223]  ttm_pool_alloc+0x2e4/0x5e0 [ttm] and some more words to make it long";
        Assert.Equal(" ttm_pool_alloc+0x2e4/0x5e0 [ttm] and some more words to make it long", Assert.Single(LogLines.Of(frame)).Text.ToString());
    }

    [Fact]
    public void Line_numbers_of_an_editor_are_taken_off_where_the_neighbour_is_numbered_too()
    {
        var lines = LogLines.Of("12:Mem-Info:\n13:Node 0 DMA free:1kB\n  14  [ 12.345678] Node").ToList();
        Assert.Equal(["Mem-Info:", "Node 0 DMA free:1kB", "Node"], lines.Select(l => l.Text.ToString()));
    }

    [Fact]
    public void A_distance_table_is_not_numbered_lines() =>
        Assert.Equal(["  0:  10  20", "  1:  20  10"], LogLines.Of("  0:  10  20\n  1:  20  10").Select(l => l.Text.ToString()));

    [Fact]
    public void A_wrapped_record_is_joined_and_its_spans_name_the_right_line()
    {
        const string pasted = "[  275.460325] Node 0 DMA free:15868kB min:64kB low:80kB\nhigh:96kB present:15964kB managed:15868kB\n[  275.486630] lowmem_reserve[]: 0 2173 15940 15940";
        var lines = LogLines.Of(pasted).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal("Node 0 DMA free:15868kB min:64kB low:80kB high:96kB present:15964kB managed:15868kB", lines[0].Text.ToString());
        var span = lines[0].Span(0, lines[0].Text.IndexOf("15964", StringComparison.Ordinal), 5);
        Assert.Equal(2, span.FirstLine);
        Assert.Equal("15964", pasted[span.Start..span.End]);
        Assert.Equal(3, lines[1].Number);
    }

    [Fact]
    public void Prose_behind_a_kill_line_is_not_joined_to_it()
    {
        var lines = LogLines.Of("[ 1.000001] Out of memory: Killed process 12 (a) total-vm:1kB, anon-rss:2kB, file-rss:3kB\nthen I rebooted the machine").ToList();
        Assert.Equal("then I rebooted the machine", lines[1].Text.ToString());
    }

    [Fact]
    public void Carriage_returns_are_no_text()
    {
        var lines = LogLines.Of("one\r\ntwo\r\r\n\r\nfour").ToList();
        Assert.Equal(["one", "two", "", "four"], lines.Select(l => l.Text.ToString()));
        Assert.Equal([1, 2, 3, 4], lines.Select(l => l.Number));
    }
}
