using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MemHelpBot.Fuzz;

/// <summary>Makes an input of a seed: pieces of the corpus, damaged in the ways in which logs and attackers damage text.</summary>
public sealed class Mutator(Corpus corpus)
{
    private const int Longest = 2000;
    private const string Noise = " \0[]():,=*-|kB09<>{}\"\\#&;%'/\n\r\t\u001b\u200b\u00a0\ufeff\u3000\u00e9\u5185\ud83d\uff1a";

    private static readonly string[] Numbers =
    [
        "0", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "4294967295", "2147483648", "1e309", "0x", "0xffffffffffffffff",
        "99999999999999999999999999", "00000000000000000001", "1.5", "1,5", "NaN", "-0", "\u0661\u0662", "\uff11\uff12",
    ];

    private static readonly string[] Fragments =
    [
        "#012", "#011", "\\n", "\\x0a", "\\u000a", "&lt;", "&amp;", "&#10;", "&#x1F600;", "\u001b[31m", "> ", "```", "[ 12.345678] ", "kernel: ", "Killed process ", "[ pid ]", " invoked oom-killer: ", "Node 0 ", "= 0kB",
        "total-vm:", "{\"log\":\"", "\",\"", "lowmem_reserve[]: ", "Memory cgroup stats for /", "(", ")", "\n\n", "Mem-Info:\n", "Out of memory: ", "\u201c",
    ];

    /// <summary>The input of a seed.</summary>
    public string Make(long seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var text = corpus.Draw(random);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            text = Mutate(text, random);
            if (text.Length > Longest)
                text = text[..Longest];
        }

        return text;
    }

    private string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(12) switch
        {
            0 => text[at..],
            1 => text[..at],
            2 => string.Concat(text.AsSpan(0, at), Tail(corpus.Draw(random), random)),
            3 => text.Insert(at, text.Substring(at, Math.Min(random.Next(200), text.Length - at))),
            4 => Flip(text, random),
            5 => Interleave(text, corpus.Draw(random), random),
            6 => Number(text, at, random),
            7 => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
            8 => Delete(text, at, random),
            9 => Disguise(text, random),
            10 => Lines(text, random),
            _ => string.Concat(Enumerable.Repeat(text.Substring(at, Math.Min(random.Next(1, 60), text.Length - at)), random.Next(1, 20))) + text,
        };
    }

    private static string Tail(string text, Random random) => text[random.Next(text.Length + 1)..];

    private static string Flip(string text, Random random)
    {
        if (text.Length == 0)
            return text;
        var characters = text.ToCharArray();
        for (var flips = random.Next(1, 12); flips > 0; flips--)
            characters[random.Next(characters.Length)] = Noise[random.Next(Noise.Length)];
        return new string(characters);
    }

    // A number of the text becomes one at a border, or grows by one.
    private static string Number(string text, int at, Random random)
    {
        var from = at;
        while (from < text.Length && !char.IsAsciiDigit(text[from]))
            from++;
        var to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to]))
            to++;
        return from == to ? text : string.Concat(text.AsSpan(0, from), Numbers[random.Next(Numbers.Length)], text.AsSpan(random.Next(3) == 0 ? from : to));
    }

    private static string Delete(string text, int at, Random random) => text.Remove(at, Math.Min(random.Next(40), text.Length - at));

    private static string Lines(string text, Random random)
    {
        var lines = text.Split('\n');
        switch (random.Next(4))
        {
            case 0:
                Array.Reverse(lines);
                break;
            case 1:
                random.Shuffle(lines);
                break;
            case 2:
                lines = [.. lines.Where(_ => random.Next(4) != 0)];
                break;
            default:
                lines = [.. lines.SelectMany(l => random.Next(6) == 0 ? [l, l] : (string[])[l])];
                break;
        }

        return string.Join('\n', lines);
    }

    /// <summary>The lines of two texts, mixed as two writers of one log mix them.</summary>
    public static string Interleave(string one, string two, Random random)
    {
        var (a, b) = (one.Split('\n'), two.Split('\n'));
        var mixed = new StringBuilder();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (j >= b.Length || (i < a.Length && random.Next(2) == 0))
                mixed.Append(a[i++]).Append('\n');
            else
                mixed.Append(b[j++]).Append('\n');
        }

        return mixed.ToString();
    }

    private static string Disguise(string text, Random random) => random.Next(9) switch
    {
        0 => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal),
        1 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        2 => text.Replace("\n", random.Next(2) == 0 ? " " : "#012", StringComparison.Ordinal),
        3 => text.Replace(' ', '\u00a0'),
        4 => string.Join('\n', text.Split('\n').Select(l => string.Join('\n', l.Chunk(random.Next(20, 121)).Select(part => new string(part))))),
        5 => "{\"log\":" + JsonSerializer.Serialize(text) + "}",
        6 => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
        7 => string.Join('\n', text.Split('\n').Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1,4}  {l}"))),
        _ => text.Replace("\n", "\u001b[0m\n", StringComparison.Ordinal),
    };
}
