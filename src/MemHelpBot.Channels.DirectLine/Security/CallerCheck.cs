using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace MemHelpBot.Channels.DirectLine.Security;

/// <summary>Who may ask, and from which page.</summary>
internal sealed class CallerCheck(DirectLineSettings settings, TokenMint mint)
{
    private readonly HashSet<string> origins = new(settings.Origins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Who asks.</summary>
    /// <exception cref="DirectLineException">Nobody who may.</exception>
    public Caller Check(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization is not [{ } only] || !AuthenticationHeaderValue.TryParse(only, out var header)
            || !"Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(header.Parameter))
            throw DirectLineException.NoToken();
        if (mint.IsSecret(header.Parameter))
        {
            return request.Headers.Origin.Count == 0 && request.Headers["Sec-Fetch-Site"].Count == 0
                ? new Caller((TokenClaims?)null)
                : throw DirectLineException.SecretInBrowser();
        }

        var claims = mint.Check(header.Parameter, isTicket: false);
        CheckOrigin(context, claims);
        return new Caller(claims);
    }

    /// <summary>The page that a request comes from; null when it comes from none, or from one of this host.</summary>
    /// <exception cref="DirectLineException">A page that the site does not allow.</exception>
    public string? OriginOf(HttpContext context)
    {
        if (context.Request.Headers.Origin.Count == 0)
            return null;
        var origin = context.Request.Headers.Origin.ToString();
        if (origins.Contains(origin))
            return origin;
        return string.Equals(origin, Own(context.Request).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase) ? null : throw DirectLineException.WrongOrigin();
    }

    /// <summary>Holds a token to the pages it was made for.</summary>
    /// <exception cref="DirectLineException">It was made for others.</exception>
    public void CheckOrigin(HttpContext context, TokenClaims claims)
    {
        if (OriginOf(context) is { } origin && claims.Origins is { Count: > 0 } some && !some.Contains(origin, StringComparer.OrdinalIgnoreCase))
            throw DirectLineException.WrongOrigin();
    }

    /// <summary>Whether a token may name a page.</summary>
    public bool Allows(string origin) => origins.Contains(origin);

    /// <summary>Where the client reaches this host.</summary>
    public Uri Own(HttpRequest request) => settings.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}");
}
