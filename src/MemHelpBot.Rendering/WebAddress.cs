namespace MemHelpBot.Rendering;

/// <summary>An address that may become a link: http or https, nothing else (no script, no file, no data).</summary>
internal static class WebAddress
{
    /// <summary>The address with everything escaped that an address must not hold, or null when it may not be a link.</summary>
    public static string? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
            : null;
}
