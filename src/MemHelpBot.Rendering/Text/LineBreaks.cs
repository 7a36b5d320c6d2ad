using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Text;

/// <summary>A piece of text that is not broken over lines.</summary>
internal readonly record struct Piece(string Text, int Width, Ink Ink, bool SpaceBefore);

/// <summary>
/// Cuts text where a line may break: at blanks, and beside East Asian wide characters, but never before a closing or after an
/// opening mark (the common part of the Chinese line-start rules).
/// </summary>
internal static class LineBreaks
{
    private const string Closing = "，。、；：？！）】》」』”’％…—,.;:?!)]}%";
    private const string Opening = "（【《「『“‘([{";

    /// <summary>The pieces of some runs, in order. Control characters and line ends are no longer in them.</summary>
    public static List<Piece> Of(IEnumerable<Run> runs)
    {
        var pieces = new List<Piece>();
        var space = false;
        foreach (var run in runs)
        {
            foreach (var (start, word) in WordsOf(PlainText.OneLine(run.Text)))
            {
                space |= start;
                if (word.Length == 0)
                    continue;
                Cut(word, run.Ink, space, pieces);
                space = false;
            }
        }

        return pieces;
    }

    private static IEnumerable<(bool AfterBlank, string Word)> WordsOf(string text)
    {
        var first = true;
        foreach (var word in text.Split(' '))
        {
            yield return (!first, word);
            first = false;
        }
    }

    private static void Cut(string word, Ink ink, bool space, List<Piece> pieces)
    {
        var start = 0;
        var glued = true;
        var wideBefore = false;
        var at = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            var wide = DisplayWidth.IsWide(rune);
            var breakable = (wide || wideBefore) && !glued && !Closing.Contains(rune.ToString(), StringComparison.Ordinal);
            if (breakable && at > start)
            {
                Add(word[start..at]);
                start = at;
            }

            glued = Opening.Contains(rune.ToString(), StringComparison.Ordinal);
            wideBefore = wide;
            at += rune.Utf16SequenceLength;
        }

        Add(word[start..]);

        void Add(string text)
        {
            pieces.Add(new Piece(text, DisplayWidth.Of(text), ink, space));
            space = false;
        }
    }
}
