using System.Globalization;

namespace MemHelpBot.Secrets;

/// <summary>
/// The text that stands for a secret: <c>masked-token-3</c>. One word of ASCII letters, digits and hyphens: a valid host name, no markup,
/// nothing to a shell, and no number of its own to any parser.
/// </summary>
internal static class Placeholder
{
    public const string Prefix = "masked-";

    private static readonly string[] Names = [.. Enum.GetValues<SecretKind>().Select(k => k.ToString().ToLowerInvariant())];

    /// <summary>The placeholder of the nth secret of a kind.</summary>
    public static string Of(SecretKind kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Names[(int)kind]}-{number}");

    /// <summary>The placeholder that begins a text; null when none does.</summary>
    public static (SecretKind Kind, int Number, int Length)? At(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var rest = text[Prefix.Length..];
        for (var kind = 0; kind < Names.Length; kind++)
        {
            var name = Names[kind];
            if (!rest.StartsWith(name, StringComparison.Ordinal) || rest.Length <= name.Length || rest[name.Length] != '-')
                continue;
            var digits = rest[(name.Length + 1)..];
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            digits = end < 0 ? digits : digits[..end];
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? ((SecretKind)kind, number, Prefix.Length + name.Length + 1 + digits.Length)
                : null;
        }

        return null;
    }

    /// <summary>Whether a text is a placeholder and nothing else.</summary>
    public static bool Is(ReadOnlySpan<char> text) => At(text) is { } found && found.Length == text.Length;
}
