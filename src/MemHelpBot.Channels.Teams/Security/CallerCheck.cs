using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>Checks the token of a request: shape, issuer, key, signature, audience, time.</summary>
internal sealed class CallerCheck(TeamsSettings settings, TrustedIssuers issuers, SigningKeys keys, TimeProvider clock)
{
    /// <summary>How far clocks may differ (Bot Framework protocol: five minutes).</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = TokenShape.MostCharacters };
    private readonly string[] audiences = [settings.AppId, $"api://{settings.AppId}", $"api://botid-{settings.AppId}"];

    /// <summary>Who sent a request, by the value of its Authorization header.</summary>
    /// <exception cref="CallerRefusedException">It is nobody who may.</exception>
    /// <exception cref="KeysUnavailableException">It cannot be told now.</exception>
    public async ValueTask<Caller> CheckAsync(string? authorization, CancellationToken cancellationToken)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            throw new CallerRefusedException(401, "no bearer token");
        var token = authorization[scheme.Length..].Trim();
        if (!TokenShape.TryRead(token, out var shape))
            throw new CallerRefusedException(401, "not a token of three parts with RS256");
        if (issuers.Find(shape.Issuer) is not { } issuer)
            throw new CallerRefusedException(401, "issuer not trusted");
        if (await keys.FindAsync(issuer.Metadata, shape.KeyId, cancellationToken).ConfigureAwait(false) is not { } key)
            throw new CallerRefusedException(401, "key not of the issuer");
        var checkedToken = await handler.ValidateTokenAsync(token, Parameters(issuer, key)).ConfigureAwait(false);
        if (!checkedToken.IsValid || checkedToken.SecurityToken is not JsonWebToken jwt)
            throw new CallerRefusedException(401, checkedToken.Exception?.GetType().Name ?? "not valid");
        if (!issuer.IsBotFramework)
            CheckApplication(issuer, jwt);
        return new Caller(issuer.IsBotFramework, key.Endorsements, ServiceUrls(jwt));
    }

    private TokenValidationParameters Parameters(TrustedIssuer issuer, SigningKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        ValidIssuer = issuer.Name,
        ValidAudiences = audiences,
        RequireAudience = true,
        RequireExpirationTime = true,
        LifetimeValidator = IsTimely,
    };

    private bool IsTimely(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew) && (notBefore is not { } begin || begin < end);
    }

    /// <summary>An Entra token proves an application, and anybody can have an application: it must be one that was named.</summary>
    private void CheckApplication(TrustedIssuer issuer, JsonWebToken jwt)
    {
        if (!string.Equals(Claim(jwt, "tid"), issuer.Tenant, StringComparison.OrdinalIgnoreCase))
            throw new CallerRefusedException(401, "tenant is not that of the issuer");
        var application = Claim(jwt, Claim(jwt, "ver") == "2.0" ? "azp" : "appid");
        if (application is null || !settings.AllowedCallers.Append(settings.AppId).Contains(application, StringComparer.OrdinalIgnoreCase))
            throw new CallerRefusedException(403, "application not allowed");
    }

    private static string? Claim(JsonWebToken jwt, string name) => jwt.Claims.FirstOrDefault(c => c.Type == name)?.Value;

    /// <summary>The claim is spelt serviceurl and serviceUrl.</summary>
    private static string[] ServiceUrls(JsonWebToken jwt) =>
        [.. jwt.Claims.Where(c => c.Type.Equals("serviceurl", StringComparison.OrdinalIgnoreCase)).Select(c => c.Value).Distinct(StringComparer.Ordinal)];
}

/// <summary>A request is refused. The rule goes to the log and not to the sender.</summary>
internal sealed class CallerRefusedException(int status, string rule) : Exception(rule)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;
}
