using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>The characters that keys and tokens are written in.</summary>
internal static class Alphabets
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    public static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdefABCDEF");
    public static readonly SearchValues<char> UpperDigits = SearchValues.Create(Upper + Digits);
    public static readonly SearchValues<char> LowerDigits = SearchValues.Create(Lower + Digits);
    public static readonly SearchValues<char> Alnum = SearchValues.Create(Lower + Upper + Digits);

    /// <summary>Identifiers, and base64url (RFC 4648 section 5).</summary>
    public static readonly SearchValues<char> Word = SearchValues.Create(Lower + Upper + Digits + "_-");

    /// <summary>Base64 of either kind with its padding.</summary>
    public static readonly SearchValues<char> Base64 = SearchValues.Create(Lower + Upper + Digits + "+/_-=");

    /// <summary>Tokens of several parts: JWT and its kin.</summary>
    public static readonly SearchValues<char> Dotted = SearchValues.Create(Lower + Upper + Digits + "_-.=");

    /// <summary>Whatever a token68 of RFC 7235 holds, and what vendors add.</summary>
    public static readonly SearchValues<char> Token = SearchValues.Create(Lower + Upper + Digits + "-._~+/=:$|!");

    /// <summary>What ends a word in any of the texts that people paste.</summary>
    public static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n\"'`<>“”„");
}
