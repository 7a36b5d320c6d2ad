using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MemHelpBot.Cli.Chat;

namespace MemHelpBot.Cli.Tests;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("abc\r", "abc")]
    [InlineData("ac\x1b[Db\r", "abc")]
    [InlineData("abx\x7f" + "c\n", "abc")]
    [InlineData("bc\x01" + "a\r", "abc")]
    [InlineData("xabc\x1b[H\x1b[3~\r", "abc")]
    [InlineData("rubbish\x15" + "abc\r", "abc")]
    [InlineData("abc tail\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x0b\r", "abc")]
    [InlineData("abc word\x17\r", "abc ")]
    [InlineData("内存很满\x7f\x7f不足\r", "内存不足")]
    [InlineData("e\u0301x\x1b[D\x7f\r", "x")]
    [InlineData("😀x\x1b[D\x1b[Da\r", "a😀x")]
    [InlineData("\x1b[99;5u\x1bQabc\r", "Qabc")]
    public void Keys_edit_the_line(string typed, string line) => Assert.Equal([new Line(line, false)], Editor(typed, out _).Next()!);

    [Fact]
    public void Lines_typed_before_come_back_and_what_was_being_typed_is_not_lost()
    {
        var editor = Editor("one\rtwo\rthr\x1b[A\x1b[A\x1b[B\x1b[B" + "ee\r\x1b[A\x1b[A\x1b[A\r", out _);
        Assert.Equal(["one", "two", "three", "one"], Enumerable.Range(0, 4).SelectMany(_ => editor.Next()!).Select(l => l.Text));
        Assert.Null(editor.Next());
    }

    [Fact]
    public async Task A_paste_is_one_message_whatever_is_in_it()
    {
        var editor = Editor("see:\x1b[200~ a\r\r/quit\r.\r\x1b[31mb\x1b[201~\r\rnext\r\r", out var screen);
        var reader = new MessageReader(new LineSource(editor, TimeProvider.System), drains: false);
        Assert.Equal("see: a\n\n/quit\n.\n[31mb\n", (await reader.NextAsync(TestContext.Current.CancellationToken))!.Replace("\x1b", "", StringComparison.Ordinal).Replace("\u241b", "", StringComparison.Ordinal));
        Assert.Equal("next\n", await reader.NextAsync(TestContext.Current.CancellationToken));
        Assert.Contains("[4 lines pasted; an empty line sends them]", screen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b[31m", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_paste_is_taken_whole_at_once()
    {
        var text = string.Join('\r', Enumerable.Range(0, 20_000).Select(i => $"line {i} \x1b[20x"));
        var lines = Editor($"\x1b[200~{text}\r\x1b[201~", out _).Next()!;
        Assert.Equal(20_000, lines.Count);
        Assert.Equal("line 19999 \x1b[20x", lines[^1].Text);
    }

    [Fact]
    public void Any_bytes_are_read_to_their_end()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            using var input = new MemoryStream([.. bytes ?? [], 0x1b, .. "[200~"u8, .. bytes ?? []]);
            using var screen = new StringWriter();
            var editor = new LineEditor(new KeyReader(input), screen, 40);
            for (var i = 0; editor.Next() is not null; i++)
                Assert.True(i <= 2 * (bytes?.Length ?? 0) + 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static LineEditor Editor(string typed, out StringWriter screen) =>
        new(new KeyReader(new MemoryStream(Encoding.UTF8.GetBytes(typed))), screen = new StringWriter(), 40);
}
