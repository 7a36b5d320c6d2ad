using System.Net;
using System.Net.Sockets;
using MemHelpBot.Api;
using MemHelpBot.Channels;

namespace MemHelpBot.Security;

/// <summary>Who sent a request, as far as conversations and limits go.</summary>
/// <param name="Name">The name of the key; empty where no key is needed. Conversations belong to it.</param>
/// <param name="Share">Whose limits are used up: the key's, or the address's.</param>
/// <param name="IsThisMachine">Whether it can only have come from this machine itself, and no proxy stands before.</param>
internal sealed record Caller(string Name, string Share, bool IsThisMachine)
{
    /// <summary>The caller of a request that <see cref="KeyCheck"/> let pass.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("The key check has not run.");
}

/// <summary>
/// Finds out who asks, and refuses requests for the API without a right key once keys are set. It comes before the limits, so that keys share nothing; who
/// guesses at keys uses up the limits of their address. Where no key is set and nobody said who else may ask, a request that a proxy passed on is refused.
/// </summary>
internal sealed class KeyCheck(HostSettings settings)
{
    private const string Scheme = "Bearer ";

    /// <summary>The header for a key alone.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>Names the caller.</summary>
    public Task NameAsync(HttpContext context, RequestDelegate next)
    {
        var keys = settings.Api.Keys;
        var holder = keys.Count > 0 ? keys.HolderOf(Presented(context.Request)) : null;
        var from = context.Connection.RemoteIpAddress;
        context.Features.Set(new Caller(
            holder ?? "", holder is null ? "address " + Neighbourhood(from) : "key " + holder,
            IsForThisMachine && (from is null || IPAddress.IsLoopback(from)) && !context.Request.IsPassedOn()));
        return next(context);
    }

    /// <summary>Lets a request to <see cref="ApiAccess"/> pass, or answers 401 or 403.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ApiAccess>() is null || Caller.Of(context).Name.Length > 0)
            return next(context);
        if (settings.Api.Keys.Count == 0)
            return IsForThisMachine && !settings.Api.Open && context.Request.IsPassedOn() ? ErrorAnswers.WriteAsync(context, ApiError.PassedOn()) : next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"MemHelpBot\"";
        return ErrorAnswers.WriteAsync(context, Presented(context.Request).Length == 0 ? ApiError.KeyMissing() : ApiError.KeyUnknown());
    }

    // Nothing says that anybody but the people of this machine may ask.
    private bool IsForThisMachine => settings is { Api.Keys.Count: 0, LoopbackOnly: true, AllowedHosts.Count: 0 };

    private static string Presented(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : request.Headers[Header].ToString();
    }

    // A network of IPv6 is handed out as a whole, 2^64 addresses to one subscriber.
    private static string Neighbourhood(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}

/// <summary>On an endpoint of the API: a key is needed once keys are set, and the limits hold. <paramref name="IsTurn"/>: it works something out.</summary>
internal sealed record ApiAccess(bool IsTurn = false);

/// <summary>On an endpoint that needs no key and yet costs something: the limits of the address hold.</summary>
internal sealed record OpenAccess;
