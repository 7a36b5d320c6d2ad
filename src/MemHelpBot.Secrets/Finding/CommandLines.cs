using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>Passwords on command lines under options that do not name them: <c>mysql -pS3cret</c>, <c>curl -u me:s3cret</c>, <c>sshpass -p</c>.</summary>
internal static class CommandLines
{
    private const int MostWords = 40;

    /// <summary>The program, its option, and whether the value is a user with a password.</summary>
    private static readonly (string Program, string Option, bool User)[] Options =
    [
        ("sshpass", "-p", false), ("mysql", "-p", false), ("mysqldump", "-p", false), ("mysqladmin", "-p", false), ("mariadb", "-p", false), ("curl", "-u", true), ("curl", "--user", true), ("curl", "-U", true), ("curl", "--proxy-user", true), ("wget", "--http-user", false),
        ("redis-cli", "-a", false), ("docker", "-p", false), ("podman", "-p", false), ("nerdctl", "-p", false), ("helm", "-p", false), ("ldapsearch", "-w", false), ("ldapmodify", "-w", false), ("ldapadd", "-w", false), ("mongo", "-p", false), ("mongosh", "-p", false), ("mongodump", "-p", false), ("ipmitool", "-P", false),
        ("smbclient", "-U", true), ("rpcclient", "-U", true), ("zip", "-P", false), ("unzip", "-P", false), ("7z", "-p", false), ("openssl", "-k", false), ("snmpwalk", "-c", false), ("snmpget", "-c", false), ("snmpwalk", "-A", false), ("cqlsh", "-p", false), ("clickhouse-client", "-p", false), ("sqlcmd", "-P", false), ("bcp", "-P", false), ("mosquitto_pub", "-P", false), ("mosquitto_sub", "-P", false), ("rabbitmqadmin", "-p", false), ("az", "-p", false), ("oc", "-p", false), ("influx", "-t", false), ("ccrypt", "-K", false), ("xfreerdp", "/p:", false), ("lftp", "-u", true), ("net", "-U", true),
    ];

    private static readonly SearchValues<string> Programs = SearchValues.Create([.. Options.Select(o => o.Program + " ").Distinct(StringComparer.Ordinal)], StringComparison.Ordinal);
    private static readonly SearchValues<string> Passing = SearchValues.Create([" pass:"], StringComparison.Ordinal);

    /// <summary>What <c>docker run -p 8080:80/tcp</c> publishes.</summary>
    private static readonly SearchValues<char> Ports = SearchValues.Create("0123456789:./tcpud");

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = KnownFormats.Next(text, 0, Programs); at >= 0;)
            at = KnownFormats.Next(text, Math.Max(Run.BeginsWord(text, at) ? Call(text, at, found) : at, at + 1), Programs);
        for (var at = KnownFormats.Next(text, 0, Passing); at >= 0; at = KnownFormats.Next(text, at + 1, Passing))
        {
            // openssl -passin pass:s3cret
            if (Word(text, at + 6) is var (start, end) && start == at + 6 && end - start >= 4)
                found.Add(new SecretSpan(start, end, SecretKind.Password));
        }
    }

    private static int Call(string text, int at, List<SecretSpan> found)
    {
        var end = at + text.AsSpan(at).IndexOf(' ');
        var program = text[at..end];
        var from = end;
        for (var words = 0; words < MostWords && Word(text, from) is var (start, stop) && stop > start; words++, from = stop)
        {
            if (text.AsSpan(start, stop - start).IndexOfAny('|', '\n') >= 0)
                break;
            foreach (var (_, option, user) in Options.Where(o => o.Program == program))
            {
                if (!text.AsSpan(start, stop - start).StartsWith(option, StringComparison.Ordinal))
                    continue;
                // Joined to its option (-pS3cret), after an equals sign, or the next word.
                var joined = start + option.Length;
                if (joined < stop && text[joined] == '=')
                    joined++;
                var (first, last) = joined < stop ? (joined, stop) : program is "mysql" or "mysqldump" or "mysqladmin" or "mariadb" ? (stop, stop) : Word(text, stop);
                Add(text, first, last, user, program, found);
            }
        }

        return from;
    }

    private static void Add(string text, int start, int end, bool user, string program, List<SecretSpan> found)
    {
        while (start < end && text[start] is '"' or '\'')
            start++;
        while (end > start && text[end - 1] is '"' or '\'')
            end--;
        var value = text.AsSpan(start, end - start);
        if (value.Length < 3 || value[0] is '-' or '$' || (program is "docker" or "podman" or "nerdctl" && value.IndexOfAnyExcept(Ports) < 0))
            return;
        if (!user)
        {
            found.Add(new SecretSpan(start, end, SecretKind.Password));
            return;
        }

        var colon = value.IndexOfAny(':', '%', ',');
        if (colon >= 0 && colon + 1 < value.Length)
            found.Add(new SecretSpan(start + colon + 1, end, SecretKind.Password));
    }

    /// <summary>The next word of the line, quotes included.</summary>
    private static (int Start, int End) Word(string text, int from)
    {
        while (from < text.Length && text[from] is ' ' or '\t')
            from++;
        var end = from;
        var quote = '\0';
        while (end < text.Length && text[end] is not ('\n' or '\r') && (quote != '\0' || text[end] is not (' ' or '\t')))
        {
            if (text[end] is '"' or '\'')
                quote = quote == text[end] ? '\0' : quote == '\0' ? text[end] : quote;
            end++;
        }

        return (from, end);
    }
}
