using System.Text;
using MemHelpBot.Scanning.Search;

namespace MemHelpBot.Scanning.Tests;

public sealed class LiteralSearchTests
{
    private static readonly LiteralSearch Shipped = new(IncidentLiterals.All);

    [Fact]
    public void Every_literal_is_found_at_every_alignment_and_length_of_the_rest()
    {
        foreach (var literal in IncidentLiterals.All)
        {
            for (var before = 0; before < 140; before++)
            {
                var text = Encoding.ASCII.GetBytes(new string('.', before) + literal + new string('.', (before * 7) % 140));
                Assert.Equal(Naive(IncidentLiterals.All, text), Shipped.IndexOf(text));
                Assert.InRange(Shipped.IndexOf(text), before, before + literal.Length - 1);
            }
        }
    }

    [Fact]
    public void A_literal_that_lacks_its_last_or_first_character_is_not_found()
    {
        foreach (var literal in IncidentLiterals.All)
        {
            Assert.Equal(-1, Shipped.IndexOf(Encoding.ASCII.GetBytes(new string('x', 61) + literal[..^1])));
            Assert.Equal(-1, Shipped.IndexOf(Encoding.ASCII.GetBytes(literal[1..] + new string('x', 61))));
        }
    }

    [Fact]
    public void Random_text_over_the_letters_of_the_literals_gives_what_a_naive_search_gives()
    {
        var random = new Random(7);
        for (var round = 0; round < 4000; round++)
        {
            var letters = round % 2 == 0 ? "ab" : "abc\n";
            string[] literals = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Letters(random, "abc", random.Next(LiteralSearch.FingerprintLength, 8))).Distinct()];
            var search = new LiteralSearch(literals);
            var text = Encoding.ASCII.GetBytes(Letters(random, letters, random.Next(0, 300)));
            Assert.Equal(Naive(literals, text), search.IndexOf(text));
        }
    }

    [Fact]
    public void Pieces_of_the_literals_glued_together_give_what_a_naive_search_gives()
    {
        var random = new Random(11);
        for (var round = 0; round < 4000; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 400)
            {
                var literal = IncidentLiterals.All[random.Next(IncidentLiterals.All.Count)];
                var from = random.Next(literal.Length);
                text.Append(literal.AsSpan(from, random.Next(literal.Length - from)));
            }

            var bytes = Encoding.ASCII.GetBytes(text.ToString());
            Assert.Equal(Naive(IncidentLiterals.All, bytes), Shipped.IndexOf(bytes));
        }
    }

    [Fact]
    public void Arbitrary_bytes_are_only_bytes()
    {
        var random = new Random(3);
        var bytes = new byte[100_000];
        random.NextBytes(bytes);
        Assert.Equal(Naive(IncidentLiterals.All, bytes), Shipped.IndexOf(bytes));
        Assert.Equal(-1, Shipped.IndexOf(new byte[1000]));
        Assert.Equal(-1, Shipped.IndexOf([]));
    }

    [Fact]
    public void No_literal_contains_another_so_that_a_search_with_another_tool_counts_the_same_lines() =>
        Assert.All(IncidentLiterals.All, a => Assert.DoesNotContain(IncidentLiterals.All, b => a != b && a.Contains(b, StringComparison.Ordinal)));

    [Fact]
    public void Ordinary_log_text_makes_few_comparisons_in_vain()
    {
        const string Line = "Nov  3 04:17:02 web-3 systemd[1]: Started Session 4711 of user deploy; memory 12.5M, cpu 3.2s, status=running (pid 4242).\n";
        Assert.True(ByteRarity.ChanceOf(IncidentLiterals.All) < 0.004, $"{ByteRarity.ChanceOf(IncidentLiterals.All)}");
        Assert.Equal(-1, Shipped.IndexOf(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Line, 100)))));
    }

    private static string Letters(Random random, string letters, int length) => new([.. Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)])]);

    /// <summary>The smallest position of a fingerprint of any literal that stands in the text.</summary>
    private static int Naive(IEnumerable<string> literals, ReadOnlySpan<byte> text)
    {
        var best = int.MaxValue;
        foreach (var literal in literals)
        {
            var entry = LiteralSearch.Entry.Of(literal);
            for (var from = 0; text[from..].IndexOf(entry.Literal) is var at and >= 0; from += at + 1)
                best = Math.Min(best, from + at + entry.Fingerprint);
        }

        return best == int.MaxValue ? -1 : best;
    }
}
