namespace MemHelpBot.Rendering.Tests;

public sealed class MarkdownReportTests
{
    private const string Paste = "one\ntwo\nqemu-kvm invoked oom-killer: order=2\nfour\nNode 0 Normal: 9*4kB\nsix";

    [Fact]
    public void It_holds_every_part_of_a_post_mortem()
    {
        var text = MarkdownReport.Of(Making.Answers.Whole(), [Paste]);
        string[] parts = ["## Summary", "## Timeline", "## Facts", "## Causes considered", "## Commands", "## Actions taken (to fill in)", "## What would decide", "## Sources", "## What was sent, line by line"];
        var places = parts.Select(p => text.IndexOf("\n" + p + "\n", StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("- [ ] check: `check-buddyinfo`", text, StringComparison.Ordinal);
        Assert.Contains("    3  qemu-kvm invoked oom-killer: order=2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_a_table_has_as_many_cells_as_its_head_whatever_was_pasted()
    {
        const string evil = "a|b `c` [x](javascript:1) <img src=x>\n| d | e";
        var text = MarkdownReport.Of(Making.Answers.Whole(task: evil), [evil + "\n```\n# not a heading"]);
        var columns = 0;
        foreach (var line in text.Split('\n'))
        {
            var cells = line.StartsWith('|') ? line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|') : 0;
            Assert.True(columns == 0 || cells == 0 || cells == columns, line);
            columns = cells;
        }

        Assert.DoesNotContain("\n# not a heading", text, StringComparison.Ordinal);
        Assert.Contains("````text", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" <img", text.Split("````text")[0], StringComparison.Ordinal);
    }
}
