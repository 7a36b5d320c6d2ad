namespace MemHelpBot.Rendering.Tests;

public sealed class TerminalMarkdownTests
{
    [Fact]
    public void Headings_lists_fences_and_marks_become_plain_lines() => Assert.Equal(
        """
        Why not more RAM?

        RAM was not short: pages were free. [L5]

          • first point that is long enough to
            wrap
          • second vm.min_free_kbytes

            echo 1 > x

        1. one

        a * b and [not a citation]

        """,
        TerminalMarkdown.Of(
            """
            ## Why not more RAM?

            RAM was **not** short:
            pages were free. [L5]

            - first point that is long enough to wrap
            - second `vm.min_free_kbytes`

            ```sh
            echo 1 > x
            ```

            1. one

            a \* b and [not a citation]
            """, new TerminalStyle(42)));

    [Fact]
    public void A_mark_without_partner_is_text_and_an_open_fence_ends_with_the_text() =>
        Assert.Equal("a ** b ` c\n    x\n", TerminalMarkdown.Of("a ** b ` c\n```\nx", TerminalStyle.Plain));

    [Fact]
    public void Citations_are_faint_whether_their_brackets_are_escaped_or_not() => Assert.Equal(
        "a \u001b[2m[L5, C:x#y]\u001b[0m b \u001b[2m[M2:L3]\u001b[0m [L]\n",
        TerminalMarkdown.Of("a \\[L5, C:x#y\\] b [M2:L3] \\[L\\]", new TerminalStyle(80, Color: true)));

    [Fact]
    public void Escape_sequences_are_made_visible() =>
        Assert.Equal("a␛[31mb\n    ␛[0m\n", TerminalMarkdown.Of("a\u001b[31mb\n```\n\u001b[0m\n```", TerminalStyle.Plain));
}
