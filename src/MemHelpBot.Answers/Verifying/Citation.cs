using System.Globalization;

namespace MemHelpBot.Answers.Verifying;

/// <summary>A citation, parsed: a line of a message, or a section of a corpus document.</summary>
/// <param name="Message">0-based message, null for a document.</param>
/// <param name="Line">1-based line, null for a document.</param>
/// <param name="Document">Document id, null for a line.</param>
/// <param name="Section">Section id, null for a line.</param>
public readonly record struct Citation(int? Message, int? Line, string? Document, string? Section)
{
    /// <summary>Parses <c>L12</c>, <c>M2:L12</c> or <c>C:id#section</c>; null for anything else.</summary>
    public static Citation? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("C:", StringComparison.Ordinal))
        {
            var hash = text.IndexOf('#', StringComparison.Ordinal);
            return hash > 2 && hash < text.Length - 1 ? new Citation(null, null, text[2..hash], text[(hash + 1)..]) : null;
        }

        var rest = text.AsSpan();
        var message = 1;
        if (rest.StartsWith("M") && rest.IndexOf(':') is var colon and > 1)
        {
            if (!int.TryParse(rest[1..colon], NumberStyles.None, CultureInfo.InvariantCulture, out message) || message < 2)
                return null;
            rest = rest[(colon + 1)..];
        }

        return rest.StartsWith("L") && int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line >= 1
            ? new Citation(message - 1, line, null, null)
            : null;
    }
}
