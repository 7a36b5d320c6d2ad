namespace MemHelpBot.Secrets.Finding;

/// <summary>
/// The secret half of an access key has no mark of its own: in a console's download or a note it stands right behind the id. AWS 40 characters,
/// Alibaba 30, Tencent 32.
/// </summary>
internal static class KeyPairs
{
    private const int Near = 200;
    private static readonly string[] Ids = ["AKIA", "ASIA", "LTAI", "AKID"];

    /// <summary>Adds the run of 30 to 44 characters, of both cases and digits, that follows an id nearby.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        var ids = found.Where(f => Ids.Any(i => text.AsSpan(f.Start).StartsWith(i, StringComparison.Ordinal))).ToList();
        foreach (var id in ids)
        {
            var limit = Math.Min(text.Length, id.End + Near);
            for (var at = id.End; at < limit;)
            {
                var start = text.AsSpan(at, limit - at).IndexOfAny(Alphabets.Base64);
                if (start < 0)
                    break;
                start += at;
                var length = text.AsSpan(start, Math.Min(text.Length - start, Near)).IndexOfAnyExcept(Alphabets.Base64);
                at = start + (length < 0 ? Math.Min(text.Length - start, Near) : length);
                var body = text.AsSpan(start, at - start).TrimStart('=');
                if (body.Length is < 30 or > 44 || body.IndexOfAnyInRange('0', '9') < 0 || body.IndexOfAnyInRange('a', 'z') < 0 || body.IndexOfAnyInRange('A', 'Z') < 0)
                    continue;
                found.Add(new SecretSpan(at - body.Length, at, SecretKind.Key));
                break;
            }
        }
    }
}
