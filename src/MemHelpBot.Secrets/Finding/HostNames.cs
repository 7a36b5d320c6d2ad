using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>
/// Host names: the field of syslog lines that names the machine, what stands after <c>host=</c> and its kin or a shell prompt's at sign, and full names
/// under a known top-level domain. A name found once is masked wherever the text has it.
/// </summary>
internal static class HostNames
{
    private const int MostNames = 4096;
    private static readonly SearchValues<char> Body = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
    private static readonly HashSet<string> Tops = new(
        ["local", "lan", "internal", "intra", "corp", "home", "localdomain", "private", "arpa", "com", "org", "net", "edu", "gov", "mil", "int", "io", "dev", "cloud", "ai", "cn", "pl", "de", "eu", "uk", "fr", "us", "jp", "kr", "in", "ru", "ch", "at", "nl", "cz", "se", "it", "es", "ca", "au", "br", "tw", "hk", "sg"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Names = ["host=", "hostname=", "host:", "hostname:", "node=", "nodename=", "node:", "nodename:", "node_name=", "server=", "nodelist=", "node/", "主机:", "主机名:", "instance="];
    private static readonly SearchValues<string> AnyName = SearchValues.Create(Names, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (names.Count < MostNames && OfLogLine(line) is { } host)
                names.Add(host);
        }

        for (var at = KnownFormats.Next(text, 0, AnyName); at >= 0 && names.Count < MostNames; at = KnownFormats.Next(text, at + 1, AnyName))
            Named(text, at, names);
        names.RemoveWhere(n => n.Length < 2 || n.Equals("localhost", StringComparison.OrdinalIgnoreCase) || n.All(c => char.IsAsciiDigit(c) || c == '.') || n.StartsWith(Placeholder.Prefix, StringComparison.Ordinal));
        Words(text, names, found);
    }

    private static void Named(string text, int at, HashSet<string> names)
    {
        if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            return;
        var from = at + text.AsSpan(at).IndexOfAny('=', ':', '/') + 1;
        while (from < text.Length && text[from] is ' ' or '"' or '\'')
            from++;
        var length = text.AsSpan(from).IndexOfAnyExcept(Body);
        var name = length < 0 ? text[from..] : text.Substring(from, length);
        if (name.Any(char.IsAsciiLetter) && name.Length <= 253)
            names.Add(name.TrimEnd('.', '-'));
    }

    /// <summary>The machine of <c>Jan  2 03:04:05 node7 kernel: …</c> or <c>2026-01-02T03:04:05+00:00 node7 kernel: …</c>.</summary>
    private static string? OfLogLine(ReadOnlySpan<char> line)
    {
        Span<Range> words = stackalloc Range[6];
        var count = line.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries);
        var host = count > 4 && line[words[0]].Length == 3 && IsTime(line[words[2]]) ? 3 : count > 2 && line[words[0]].Length >= 19 && line[words[0]][4] == '-' && line[words[0]].Contains('T') ? 1 : -1;
        if (host < 0 || !line[words[host + 1]].Contains(':'))
            return null;
        var name = line[words[host]];
        return name.IndexOfAnyExcept(Body) < 0 && name.IndexOfAnyInRange('a', 'z') >= 0 ? name.ToString() : null;
    }

    private static bool IsTime(ReadOnlySpan<char> word) => word.Length >= 8 && word[2] == ':' && word[5] == ':';

    /// <summary>Every word of the text that is one of the names, or a full name.</summary>
    private static void Words(string text, HashSet<string> names, List<SecretSpan> found)
    {
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var tops = Tops.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            var start = text.AsSpan(at).IndexOfAny(Body);
            if (start < 0)
                return;
            start += at;
            var length = text.AsSpan(start).IndexOfAnyExcept(Body);
            var end = length < 0 ? text.Length : start + length;
            at = end + 1;
            var word = text.AsSpan(start, end - start).TrimEnd(".-");
            var dot = word.LastIndexOf('.');
            if (word.Length >= 2 && (known.Contains(word) || (dot > 0 && tops.Contains(word[(dot + 1)..]) && word[0] != '.')))
                found.Add(new SecretSpan(start, start + word.Length, SecretKind.Host));
        }
    }
}
