using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace MemHelpBot.Channels.Tests;

/// <summary>What channels and the host read alike: names, bodies, JSON.</summary>
public sealed class ReadingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kern.log", "kern.log")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\logs\\kern.log", "kern.log")]
    [InlineData(" a b.log ", "a b.log")]
    [InlineData("日志 zażółć.log", "日志 zażółć.log")]
    [InlineData("a\r\nb\u001b[31m.log", "ab[31m.log")]
    [InlineData("log\u202egol.exe", "loggol.exe")]
    [InlineData("half\ud83d.log", "half.log")]
    [InlineData("..", "file")]
    [InlineData("dir/", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void A_name_is_shown_by_its_last_part_without_what_acts(string? given, string shown) => Assert.Equal(shown, FileNames.Shown(given, "file"));

    [Fact]
    public void Any_name_is_one_short_line_that_is_no_path()
    {
        var name = ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "").ListOf(20).Select(string.Concat);
        Prop.ForAll(name.ToArbitrary(), given =>
        {
            var shown = FileNames.Shown(given, "file");
            return shown.Length is > 0 and <= FileNames.MostCharacters && shown is not ("." or "..") && shown.IndexOfAny(['/', '\\', '\n', '\r', '\0']) < 0
                && shown == shown.Trim() && shown.EnumerateRunes().All(r => r != Rune.ReplacementChar && Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_name_ends_before_a_character_that_has_no_room() =>
        Assert.Equal(new string('x', 119), FileNames.Shown(new string('x', 119) + "😀.log", "file"));

    [Theory]
    [InlineData(0, true)]
    [InlineData(99_999, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    [InlineData(300_000, false)]
    public async Task A_stream_is_read_whole_up_to_its_limit_and_not_beyond(int bytes, bool whole)
    {
        var sent = Enumerable.Range(0, bytes).Select(i => (byte)(i % 251)).ToArray();
        using var stream = new MemoryStream(sent);
        Assert.Equal(whole ? sent : null, await BoundedStream.ReadAsync(stream, 100_000, Stop));
        Assert.InRange(stream.Position, 0, 100_000 + (16 * 1024));

        using var told = new ByteArrayContent(sent);
        Assert.Equal(whole ? sent : null, await BoundedStream.ReadAsync(told, 100_000, Stop));
        using var untold = new StreamContent(new MemoryStream(sent));
        untold.Headers.ContentLength = null;
        Assert.Equal(whole ? sent : null, await BoundedStream.ReadAsync(untold, 100_000, Stop));
    }

    [Theory]
    [InlineData("""{"a": {"b": "text"}}""", "text")]
    [InlineData("""{"a": {"b": 1}}""", null)]
    [InlineData("""{"a": "b"}""", null)]
    [InlineData("""{"a": [{"b": "text"}]}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""null""", null)]
    public void A_text_is_found_by_its_path_or_is_as_if_it_were_not_said(string json, string? found)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(found, document.RootElement.TextAt("a", "b"));
        Assert.Equal(found, ((JsonElement?)document.RootElement).TextAt("a", "b"));
        Assert.Null(((JsonElement?)null).TextAt("a"));
    }

    [Fact]
    public void The_newest_are_held_and_taken_once()
    {
        var held = new Newest<int>(2);
        held.Add("a", 1);
        held.Add("a", 9);
        held.Add("b", 2);
        held.Add("c", 3);
        Assert.Equal((null, 2, 3), (held.Take("a"), held.Take("b"), held.Take("c")));
        Assert.Null(held.Take("b"));
    }
}
