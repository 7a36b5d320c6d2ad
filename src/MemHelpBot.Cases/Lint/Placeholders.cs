namespace MemHelpBot.Cases.Lint;

/// <summary>Finds <c>{name}</c> and <c>{name:format}</c> in texts and commands; <c>{{</c> and <c>}}</c> are literal braces.</summary>
internal static class Placeholders
{
    /// <summary>The placeholders in order, and whether the braces pair up.</summary>
    public static (IReadOnlyList<string> Found, bool Paired) In(string text)
    {
        var found = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
                continue;
            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                i++;
                continue;
            }

            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end <= i + 1 || text.AsSpan(i + 1, end - i - 1).IndexOfAny("{ \n") >= 0)
                return (found, false);
            found.Add(text[(i + 1)..end]);
            i = end;
        }

        return (found, true);
    }
}
