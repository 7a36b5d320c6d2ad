namespace MemHelpBot.Secrets.Tests.Battery;

/// <summary>Random characters of an alphabet. None of what comes out was ever a key.</summary>
internal sealed class Draw(int seed)
{
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Digits = "0123456789";
    public const string HexDigits = "0123456789abcdef";
    public static readonly string Upper = Lower.ToUpperInvariant();
    public static readonly string Alnum = Lower + Upper + Digits;

    public Random Random { get; } = new(seed);

    public string Of(string alphabet, int length) => string.Create(length, alphabet, (span, from) =>
    {
        foreach (ref var c in span)
            c = from[Random.Next(from.Length)];
    });

    public string Hex(int length) => Of(HexDigits, length);

    public string Mixed(int length) => Of(Alnum, length);

    public string Url(int length) => Of(Alnum + "-_", length - 1) + Of(Alnum, 1);

    public string UpperDigits(int length) => Of(Upper + Digits, length);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Random.NextBytes(bytes);
        return bytes;
    }

    public string Base64(int bytes) => Convert.ToBase64String(Bytes(bytes));

    public string Base64Url(int bytes) => Base64(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public string Uuid() => new Guid(Bytes(16)).ToString();

    /// <summary>A password as people and generators make them; it has a digit, a capital and a mark.</summary>
    public string Password() => Of(Upper, 1) + Of(Lower, Random.Next(4, 9)) + Of("!#^*_-+.", 1) + Of(Digits, Random.Next(2, 5));

    public T One<T>(params T[] of) => of[Random.Next(of.Length)];
}
