using System.Text;

namespace MemHelpBot.Secrets.Finding;

/// <summary>
/// Lines of one word each and of one width, as a terminal breaks what is longer than it is wide, are looked at a second time joined: the mark of a
/// key may stand on the break.
/// </summary>
internal static class WrappedText
{
    private const int Narrowest = 12;

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found, int depth)
    {
        var block = new List<(int Start, int End)>();
        for (var from = 0; from <= text.Length;)
        {
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end;
            var line = Word(text, from, end);
            if (line is { } word && block.Count > 0 && word.End - word.Start <= Width(block) && (block.Count == 1 || block[^1].End - block[^1].Start == Width(block)))
                block.Add(word);
            else
            {
                Joined(text, block, found, depth);
                block.Clear();
                if (line is { } first && first.End - first.Start >= Narrowest)
                    block.Add(first);
            }

            from = end + 1;
        }

        Joined(text, block, found, depth);
    }

    private static int Width(List<(int Start, int End)> block) => block[0].End - block[0].Start;

    private static (int Start, int End)? Word(string text, int start, int end)
    {
        var line = text.AsSpan(start, end - start);
        var body = line.Trim();
        return body.Length == 0 || body.IndexOfAny(' ', '\t') >= 0 ? null : (start + line.IndexOf(body), start + line.IndexOf(body) + body.Length);
    }

    private static void Joined(string text, List<(int Start, int End)> block, List<SecretSpan> found, int depth)
    {
        if (block.Count < 2)
            return;
        var joined = new StringBuilder();
        var places = new List<int>();
        foreach (var (start, end) in block)
        {
            joined.Append(text, start, end - start);
            places.AddRange(Enumerable.Range(start, end - start));
        }

        foreach (var span in SecretFinder.Raw(joined.ToString(), depth + 1).Where(s => s.End > s.Start))
            found.Add(span with { Start = places[span.Start], End = places[span.End - 1] + 1 });
    }
}
