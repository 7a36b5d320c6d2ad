using FsCheck;
using FsCheck.Fluent;
using MemHelpBot.Channels.Teams.Replies;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.Teams.Tests.Cards;

public sealed class SplitTests
{
    private static readonly Gen<string> Lines = Gen.Elements("", "a line of some words that a person wrote", "```sh", "```", "echo 1 > /proc/sys/vm/compact_memory", "内存内存内存", new string('x', 300), "- item").ListOf()
        .Select(lines => string.Join('\n', lines));

    [Fact]
    public void No_part_is_too_long_and_no_word_is_lost() => Prop.ForAll(Arb.From(Lines), text =>
    {
        var parts = TextSplitter.Split(text, 200);
        Assert.All(parts, p => Assert.InRange(p.Length, 0, 200));
        static string Bare(string s) => new([.. s.Where(c => !char.IsWhiteSpace(c) && c != '`')]);
        // A fence that is opened again repeats its mark: "sh" of it is counted once.
        static string Marked(string s) => Bare(s.Replace("```sh", "```", StringComparison.Ordinal));
        Assert.Equal(Marked(text), Marked(string.Concat(parts)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_block_that_is_cut_is_closed_and_opened_again()
    {
        var code = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"echo {i}"));
        var parts = TextSplitter.Split($"Before\n\n```sh\n{code}\n```\n\nAfter", 120);
        Assert.True(parts.Count > 2);
        Assert.All(parts, p => Assert.Equal(0, p.Split('\n').Count(l => l.StartsWith("```", StringComparison.Ordinal)) % 2));
        Assert.All(Enumerable.Range(0, 40), i => Assert.Single(parts, p => p.Split('\n').Contains($"echo {i}")));
    }

    [Fact]
    public void Pieces_of_a_text_make_the_text() => Prop.ForAll(Arb.From(Lines.Select(l => string.Concat(Enumerable.Repeat(l + "\n", 30)))), text =>
    {
        static string Bare(string s) => s.Replace("\n", "", StringComparison.Ordinal);
        var pieces = CardPacker.Pieces(text).ToList();
        Assert.All(pieces, p => Assert.InRange(p.Length, 0, 2500));
        Assert.Equal(Bare(text), Bare(string.Concat(pieces)));
    }).QuickCheckThrowOnFailure();
}
