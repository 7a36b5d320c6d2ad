namespace MemHelpBot.Rendering.Tests;

public sealed class MarkdownTextTests
{
    [Fact]
    public void The_document_holds_text_commands_question_sources_and_notes() => Assert.Equal(
        """
        The kernel killed qemu-kvm: memory was fragmented. [L9]

        ## Why

        - No free block of order 2 was left in Node 0 Normal. [L5, C:note-buddy#mechanism]

        ### Commands

        1. **check** · read-only · as user

           Shows the free blocks by order. [C:note-buddy#mechanism]

           ```sh
           cat /proc/buddyinfo
           ```

        2. **mitigate** · reversible · as root · pass on to the administrator

           Compacts memory once. [C:note-buddy#mechanism]

           ```sh
           echo 1 > /proc/sys/vm/compact_memory
           ```

        ### What would decide

        - How many blocks are free now?

          ```sh
          cat /proc/buddyinfo
          ```

        ### Sources

        - [The buddy allocator](<https://docs.kernel.org/mm/>) (en, kernel, related) `C:note-buddy`

        ### Please note

        - The log was altered.

        """,
        MarkdownText.Of(Making.Answers.Whole()));

    [Fact]
    public void What_the_text_shows_already_is_not_shown_again()
    {
        var answer = Making.Answers.Whole();
        answer = answer with { Markdown = answer.Markdown + "\n```sh\ncat /proc/buddyinfo\n```\n\nHow many blocks are free now?\n\nThe log was altered.\n" };
        var text = MarkdownText.Of(answer);
        Assert.Contains("### Further commands\n\n1. **mitigate**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("**check**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("### What would decide", text, StringComparison.Ordinal);
        Assert.DoesNotContain("### Please note", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fence_is_longer_than_any_run_of_backticks_inside() =>
        Assert.Equal("`````\na ```` b\n```\n`````\n", MarkdownText.Fenced("a ```` b\n```"));

    [Fact]
    public void Markup_in_plain_text_is_shown_as_written()
    {
        Assert.Equal("\\<script\\>\\[x\\](y) \\*\\*b\\*\\* \\`c\\` snake_case \\_it\\_", MarkdownText.Escaped("<script>[x](y) **b** `c` snake_case _it_"));
        Assert.Equal("\\# no heading", MarkdownText.Escaped("# no heading"));
        Assert.Equal("1\\. no list", MarkdownText.Escaped("1. no list"));
        Assert.Equal("a ␛[2J".Replace("[", "\\[", StringComparison.Ordinal), MarkdownText.Escaped("a\n\u001b[2J"));
    }

    [Fact]
    public void An_address_that_is_not_of_the_web_is_no_link()
    {
        var answer = Making.Answers.Whole();
        answer = answer with { Sources = [answer.Sources[0] with { Url = "javascript:alert(1)" }] };
        Assert.DoesNotContain("javascript", MarkdownText.Of(answer), StringComparison.Ordinal);
    }
}
