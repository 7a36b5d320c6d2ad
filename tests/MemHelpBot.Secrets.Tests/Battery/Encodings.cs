using System.Text;

namespace MemHelpBot.Secrets.Tests.Battery;

/// <summary>How a secret with its name gets disguised on its way into a log.</summary>
internal static class Encodings
{
    public static IEnumerable<(string Name, Func<string, string> Encode)> All { get; } =
    [
        ("base64", t => Convert.ToBase64String(Bytes(t))),
        ("base64url", t => Convert.ToBase64String(Bytes(t)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("base64 of base64", t => Convert.ToBase64String(Bytes(Convert.ToBase64String(Bytes(t))))),
        ("base64 of utf-16", t => Convert.ToBase64String(Encoding.Unicode.GetBytes(t))),
        ("base64 wrapped", t => string.Join('\n', Convert.ToBase64String(Bytes(t)).Chunk(28).Select(c => new string(c)))),
        ("hexadecimal", t => Convert.ToHexStringLower(Bytes(t))),
        ("url", t => "https://x.example.org/cb?next=" + Uri.EscapeDataString(t)),
        ("percent", t => string.Concat(Bytes(t).Select(b => $"%{b:X2}"))),
        ("percent twice", t => Uri.EscapeDataString(Uri.EscapeDataString(t))),
        ("json string", t => "{\"msg\":\"" + t.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("=", "\\u003d", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal) + "\"}"),
        ("html", t => t.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal).Replace("=", "&#61;", StringComparison.Ordinal)),
        ("quoted-printable", t => t.Replace("=", "=3D", StringComparison.Ordinal)),
    ];

    /// <summary>A token broken at the width of a terminal.</summary>
    public static string Wrapped(string text, int width) => string.Join('\n', text.Chunk(width).Select(c => new string(c)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
