using System.Buffers;
using System.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>Tells of a line in one pass that none of many words stands in it. Worth making ready only for pastes with many sentences.</summary>
internal sealed class WordSift(IEnumerable<string> words)
{
    // Words of other scripts cannot stand in a line of plain ASCII; lines with other characters are not sifted.
    private readonly SearchValues<string> plain = SearchValues.Create([.. words.Where(w => Ascii.IsValid(w))], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of the words may stand in the text; false is certain.</summary>
    public bool MayHold(ReadOnlySpan<char> text) => !Ascii.IsValid(text) || text.ContainsAny(plain);
}
