using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Fuzz;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>Thousands of damaged reports, always the same ones: nothing throws, and no value is told that does not stand where its span says.</summary>
public sealed class MutationTests
{
    private const int Rounds = 3000;
    private const int Seed = 20260921;
    private const string Noise = " \0[]():,=*-kB09<>{}\"\\#&;\n\té内\u001b\u200b";

    [Fact]
    public void Damage_never_throws_and_never_makes_a_value_up()
    {
        var logs = Fixture.All().Select(f => f.Log).ToArray();
        var random = new Random(Seed);
        var checkedFacts = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var text = Damage(logs, random);
            foreach (var fact in PasteReader.Read(text).Facts.All)
                checkedFacts += Check(text, fact, round);
        }

        Assert.True(checkedFacts > Rounds);
    }

    private static int Check(string text, in Fact fact, int round)
    {
        Assert.InRange(fact.Span.Start, 0, text.Length);
        Assert.InRange(fact.Span.End, fact.Span.Start, text.Length);
        if (fact.Derivation is not null || fact.Value.Text == "unlimited" || fact.Name == "tasks.count")
            return 0;
        var lines = text.Split('\n');
        var stands = Plain(string.Concat(lines[(fact.Span.FirstLine - 1)..fact.Span.LastLine]));
        foreach (var printed in Printed(fact))
            Assert.True(stands.Contains(Plain(printed), StringComparison.OrdinalIgnoreCase), $"round {round}: {fact.Name} = {printed} is not in: {stands}");
        return 1;
    }

    // A record may be wrapped in a value, and blanks and invisible characters come and go with disguises.
    private static string Plain(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u200b' or '>' or '\u001b')));

    private static IEnumerable<string> Printed(Fact fact) => fact.Value.Kind switch
    {
        FactValueKind.Integer when fact.Name.EndsWith("gfp_mask", StringComparison.Ordinal) => [fact.Value.Integer!.Value.ToString("x", CultureInfo.InvariantCulture)],
        FactValueKind.Integer when fact.Name.StartsWith("memcg.", StringComparison.Ordinal) => [],
        FactValueKind.Integer or FactValueKind.Text => [fact.Value.ToString()],
        FactValueKind.Integers => fact.Value.Integers!.Select(v => v.ToString(CultureInfo.InvariantCulture)),
        FactValueKind.Texts => fact.Value.Texts!,
        FactValueKind.Tasks => fact.Value.Tasks!.Select(t => t.Comm),
        _ => [],
    };

    private static string Damage(string[] logs, Random random)
    {
        var text = logs[random.Next(logs.Length)];
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(7) switch
            {
                0 => text[at..],
                1 => text[..at],
                2 => Splice(text, logs[random.Next(logs.Length)], random),
                3 => Flip(text, random),
                4 => text.Insert(at, text.Substring(at, Math.Min(random.Next(200), text.Length - at))),
                5 => Mutator.Interleave(text, logs[random.Next(logs.Length)], random),
                _ => Disguised(text, random),
            };
            if (text.Length == 0)
                return "";
        }

        return text;
    }

    private static string Splice(string text, string other, Random random) =>
        string.Concat(text.AsSpan(0, random.Next(text.Length)), other.AsSpan(random.Next(other.Length)));

    private static string Flip(string text, Random random)
    {
        var characters = text.ToCharArray();
        for (var flips = random.Next(1, 20); flips > 0; flips--)
            characters[random.Next(characters.Length)] = Noise[random.Next(Noise.Length)];
        return new string(characters);
    }

    private static string Disguised(string text, Random random) => random.Next(6) switch
    {
        0 => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal),
        1 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        2 => text.Replace("\n", " ", StringComparison.Ordinal),
        3 => text.Replace(" ", "\u00a0", StringComparison.Ordinal).Replace("\u00a0", random.Next(2) == 0 ? " " : "  ", StringComparison.Ordinal),
        4 => "```\n" + text + "\n```",
        _ => string.Join('\n', text.Split('\n').Select(line => string.Join('\n', line.Chunk(80).Select(part => new string(part))))),
    };
}
