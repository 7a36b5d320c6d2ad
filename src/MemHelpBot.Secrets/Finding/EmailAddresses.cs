using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>E-mail addresses. Names of systemd units (<c>user@1000.service</c>) look alike and are none.</summary>
internal static class EmailAddresses
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;
    private static readonly SearchValues<char> Local = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'");
    private static readonly HashSet<string> Units = new(
        ["service", "slice", "scope", "socket", "timer", "mount", "automount", "swap", "target", "device", "path", "conf", "log", "so"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at;
            while (start > 0 && at - start < LongestLocal && (Local.Contains(text[start - 1]) || IsOtherLetter(text[start - 1])))
                start--;
            while (start < at && text[start] is '.' or '\'' or '-')
                start++;
            var end = DomainEnd(text, at + 1);
            if (start < at && end > at && !text.AsSpan(start, at - start).SequenceEqual("git"))
                found.Add(new SecretSpan(start, end, SecretKind.Email));
        }
    }

    private static int DomainEnd(string text, int from)
    {
        var end = from;
        var dots = 0;
        while (end < text.Length && end - from < LongestDomain && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.'))
            dots += text[end++] == '.' ? 1 : 0;
        while (end > from && text[end - 1] is '.' or '-')
            dots -= text[--end] == '.' ? 1 : 0;
        if (dots < 1)
            return from - 1;
        var top = text[(text.LastIndexOf('.', end - 1) + 1)..end];
        return top.Length is >= 2 and <= 24 && top.All(char.IsAsciiLetter) && !Units.Contains(top) ? end : from - 1;
    }

    private static bool IsOtherLetter(char c) => c is >= 'À' and < 'ɐ';
}
