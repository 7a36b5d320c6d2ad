using System.Buffers;

namespace MemHelpBot.Secrets.Formats;

/// <summary>A key that its issuer made recognisable by a prefix.</summary>
/// <param name="Prefix">How it begins; case counts.</param>
/// <param name="Body">The characters that follow.</param>
/// <param name="Least">How many of them at least.</param>
/// <param name="Most">How many at most; 0 when its issuer does not say.</param>
/// <param name="Kind">What it is.</param>
internal sealed record KeyFormat(string Prefix, SearchValues<char> Body, int Least, int Most = 0, SecretKind Kind = SecretKind.Token)
{
    /// <summary>Whether letters may stand before it: a prefix that nothing else is written with.</summary>
    public bool Anywhere { get; init; }

    /// <summary>Whether the body has a digit: without one it is a hyphenated word.</summary>
    public bool Digit { get; init; }
}
