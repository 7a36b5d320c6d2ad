using System.Text.RegularExpressions;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Replaces keys, tokens, passwords and e-mail addresses before anything is stored. Line breaks stay, so lines keep their numbers.
/// The patterns run without backtracking: time grows with the text only.
/// </summary>
internal static class SecretMask
{
    private static readonly (Regex Pattern, string Kind)[] Patterns =
    [
        (Of(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?"), "private key"),
        (Of(@"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"), "token"),
        (Of(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b"), "key"),
        (Of(@"\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,})"), "token"),
        (Of(@"\bxox[abeprs]-[A-Za-z0-9-]{10,}"), "token"),
        (Of(@"\bAIza[0-9A-Za-z_-]{35}"), "key"),
        (Of(@"\bsk-[A-Za-z0-9_-]{20,}"), "key"),
        (Of(@"\bLTAI[0-9A-Za-z]{12,}\b"), "key"),
        (Of(@"(?i)\b(?:bearer|basic)\s+(?<secret>[A-Za-z0-9._~+/=-]{16,})"), "token"),
        (Of(@"(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|密码|口令|hasło)[""']?\s*[=:：]\s*[""']?(?<secret>[^\s""',;&<>]{6,})"), "secret"),
        (Of(@"[a-z][a-z0-9+.-]{1,15}://[^\s/@:]{1,64}:(?<secret>[^\s/@]{1,128})@"), "secret"),
        (Of(@"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,12}\b"), "e-mail"),
    ];

    /// <summary>The text without its secrets.</summary>
    public static string Apply(string text)
    {
        foreach (var (pattern, kind) in Patterns)
        {
            if (pattern.IsMatch(text))
                text = pattern.Replace(text, match => Mask(match, kind));
        }

        return text;
    }

    private static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string Mask(Match match, string kind)
    {
        var secret = match.Groups["secret"];
        var mask = $"[masked {kind}]{new string('\n', match.Value.AsSpan().Count('\n'))}";
        return secret.Success ? string.Concat(match.Value.AsSpan(0, secret.Index - match.Index), mask, match.Value.AsSpan(secret.Index + secret.Length - match.Index)) : mask;
    }
}
