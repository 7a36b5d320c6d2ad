using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering;

/// <summary>
/// A citation taken apart: a line of a message (<c>L12</c>, <c>M2:L12</c>) or a section of the corpus (<c>C:id#section</c>).
/// Exactly one of <see cref="Line"/> and <see cref="Document"/> is told.
/// </summary>
/// <param name="Message">Message of the conversation, 0 for the first; 0 for a corpus section.</param>
/// <param name="Line">Line of that message, 1-based; 0 for a corpus section.</param>
/// <param name="Document">Id of the corpus document; null for a line.</param>
/// <param name="Section">Section of the document; null for a line, or when the whole document is cited.</param>
public readonly record struct Citation(int Message, int Line, string? Document, string? Section)
{
    /// <summary>Whether it points at a line of what the person sent.</summary>
    public bool IsLine => Document is null;

    /// <summary>The id of the line's element in a report or page: <c>L12</c>, <c>M2-L12</c>. Safe as an HTML id and as a URL fragment.</summary>
    public string Anchor => IsLine ? AnchorOf(Message, Line) : "";

    /// <summary>The id of the element that shows one line of one message.</summary>
    public static string AnchorOf(int message, int line) => SourceSpan.CitationOf(message, line).Replace(':', '-');

    /// <summary>Takes a citation apart; false when it has none of the three forms.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Citation citation)
    {
        citation = default;
        if (text is null)
            return false;
        if (text.StartsWith("C:", StringComparison.Ordinal))
            return TryParseSection(text[2..], out citation);
        var rest = text.AsSpan();
        var message = 1;
        if (rest.StartsWith('M'))
        {
            var colon = rest.IndexOf(':');
            if (colon < 0 || !TryCount(rest[1..colon], out message))
                return false;
            rest = rest[(colon + 1)..];
        }

        if (!rest.StartsWith('L') || !TryCount(rest[1..], out var line))
            return false;
        citation = new Citation(message - 1, line, null, null);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => IsLine ? SourceSpan.CitationOf(Message, Line) : Section is null ? $"C:{Document}" : $"C:{Document}#{Section}";

    private static bool TryParseSection(string text, out Citation citation)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var document = hash < 0 ? text : text[..hash];
        var section = hash < 0 ? null : text[(hash + 1)..];
        citation = new Citation(0, 0, document, section);
        return document.Length > 0 && section is not "";
    }

    private static bool TryCount(ReadOnlySpan<char> digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
