using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Tests;

public sealed class TerminalTextTests
{
    [Fact]
    public void An_answer_reads_from_headline_to_warnings() => Assert.Equal(
        """
        The kernel killed qemu-kvm: memory was fragmented. [L9]
        Verdict: memory fragmentation (confirmed); RAM exhausted (ruled out)

        Why
          • No free block of order 2 was left in Node 0 Normal. [L5,
            C:note-buddy#mechanism]

        Commands
          1. check · read-only · as user
             Shows the free blocks by order. [C:note-buddy#mechanism]
               cat /proc/buddyinfo
          2. mitigate · reversible · as root · pass on to the administrator
             Compacts memory once. [C:note-buddy#mechanism]
               echo 1 > /proc/sys/vm/compact_memory

        What would decide
          ? How many blocks are free now?
               cat /proc/buddyinfo

        Sources
          • The buddy allocator (en, kernel, related) [C:note-buddy]
            https://docs.kernel.org/mm/

        Please note
          ! The log was altered.

        """,
        TerminalText.Of(Making.Answers.Whole(), new TerminalStyle(72)));

    [Fact]
    public void Colour_is_used_only_when_told_so_and_always_switched_off_again()
    {
        Assert.DoesNotContain('\u001b', TerminalText.Of(Making.Answers.Whole(), TerminalStyle.Plain));
        var coloured = TerminalText.Of(Making.Answers.Whole(), new TerminalStyle(72, Color: true));
        Assert.StartsWith("\u001b[1mThe kernel killed qemu-kvm: memory was fragmented.\u001b[0m \u001b[2m[L9]\u001b[0m\n", coloured, StringComparison.Ordinal);
        Assert.All(coloured.Split('\n'), line => Assert.Equal(1, line.Split("\u001b[").Length % 2));
    }

    [Fact]
    public void Escape_sequences_of_a_paste_do_not_reach_the_terminal()
    {
        var answer = Making.Answers.Whole(task: "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u0085x\u007f");
        answer = answer with { Actions = [answer.Actions[0] with { Command = "kill '\u001b[8m'\nls\r\u0008" }] };
        var text = TerminalText.Of(answer, TerminalStyle.Plain);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("The kernel killed ␛]0;owned␇␛[2J\\u009b31m\\u202e\\u0085x␡: memory", text, StringComparison.Ordinal);
        Assert.Contains("       kill '␛[8m'\n       ls␍␈\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_wraps_by_two_columns_a_character_and_keeps_closing_marks_off_the_line_start()
    {
        var answer = Making.Answers.Empty with
        {
            Language = "zh",
            Sections = [new AnswerSection("why", "原因", [new("内核按区逐一检查水位线，没有任何区域能够提供四个连续的页（order 2）。", ["L5"])])],
        };
        Assert.Equal(
            """
            原因
              • 内核按区逐一检查水位线，没有任何
                区域能够提供四个连续的页（order
                2）。 [L5]

            """,
            TerminalText.Of(answer, new TerminalStyle(36)));
        Assert.All(TerminalText.Of(answer, new TerminalStyle(30)).Split('\n'), line => Assert.InRange(DisplayWidth.Of(line), 0, 30));
    }

    [Fact]
    public void A_word_longer_than_the_line_is_broken_and_an_address_is_not()
    {
        var answer = Making.Answers.Empty with { Sections = [new AnswerSection("why", "", [new(new string('x', 50), ["L1"]), new("see https://example.org/" + new string('y', 50), ["L1"])])] };
        var lines = TerminalText.Of(answer, new TerminalStyle(30)).Split('\n');
        Assert.Equal("  • " + new string('x', 26), lines[0]);
        Assert.Equal("    " + new string('x', 24), lines[1]);
        Assert.Contains("    https://example.org/" + new string('y', 50), lines);
    }

    [Fact]
    public void Three_commands_of_a_kind_are_shown_and_the_others_counted()
    {
        var answer = Making.Answers.Whole();
        answer = answer with { Actions = [.. Enumerable.Range(1, 5).Select(i => answer.Actions[0] with { Command = $"check{i}" }), answer.Actions[1]] };
        var text = TerminalText.Of(answer, TerminalStyle.Plain);
        Assert.Contains("check3\n  4. mitigate", text, StringComparison.Ordinal);
        Assert.Contains("compact_memory\n     2 further commands: see --format html or json\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_that_a_claim_says_already_is_not_said_twice()
    {
        var answer = Making.Answers.Whole() with { Warnings = ["No free block of order 2 was left in Node 0 Normal."] };
        Assert.DoesNotContain("Please note", TerminalText.Of(answer, TerminalStyle.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_in_the_language_of_the_answer()
    {
        Assert.Contains("  1. sprawdzenie · tylko odczyt · jako użytkownik\n", TerminalText.Of(Making.Answers.Whole("pl"), TerminalStyle.Plain), StringComparison.Ordinal);
        Assert.Contains("  1. 检查 · 只读 · 普通用户\n", TerminalText.Of(Making.Answers.Whole("zh"), TerminalStyle.Plain), StringComparison.Ordinal);
    }
}
