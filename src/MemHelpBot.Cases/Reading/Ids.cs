using System.Text;

namespace MemHelpBot.Cases.Reading;

/// <summary>Ids of documents and sections: lower-case words and hyphens.</summary>
internal static class Ids
{
    public static bool IsWellFormed(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            var hyphen = id[i] == '-';
            if (hyphen ? i == 0 || i == id.Length - 1 || id[i - 1] == '-' : !char.IsAsciiLetterLower(id[i]) && !char.IsAsciiDigit(id[i]))
                return false;
        }

        return id.Length > 0;
    }

    /// <summary>The id a heading gives: lower case, everything but letters and digits of ASCII turned into single hyphens. Empty when nothing is left.</summary>
    public static string FromHeading(ReadOnlySpan<char> heading, int longest = 60)
    {
        var id = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsAsciiLetterOrDigit(c))
                id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
            if (id.Length == longest)
                break;
        }

        return id.ToString().Trim('-');
    }
}
