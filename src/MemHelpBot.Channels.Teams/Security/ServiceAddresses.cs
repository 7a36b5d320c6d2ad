using System.Net;
using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>Where this process may send anything to: connectors of Microsoft or named in the settings, over TLS; in the Playground this machine only.</summary>
internal sealed class ServiceAddresses(TeamsSettings settings)
{
    /// <summary>Hosts of connectors, by cloud; subdomains count.</summary>
    /// <remarks>Source: learn.microsoft.com, "Send proactive messages" (global and government service URLs).</remarks>
    private static readonly string[] Connectors =
        ["smba.trafficmanager.net", "botframework.com", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us",
         "smba.infra.dod.teams.microsoft.us", "botframework.azure.us", "botframework.azure.cn"];

    private static readonly string[] Files = ["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn"];

    /// <summary>The address of a connector; null when nothing may be sent there.</summary>
    public Uri? Connector(string? serviceUrl) => Permitted(serviceUrl, Connectors, settings.ServiceHosts) is { Query: "", Fragment: "" } url ? url : null;

    /// <summary>The address of a file; null when nothing may be fetched from there.</summary>
    public Uri? File(string? url) => Permitted(url, Files, settings.FileHosts);

    /// <summary>Refuses an activity whose replies would go where nothing may be sent, or of an organisation that may not write.</summary>
    /// <exception cref="CallerRefusedException">It is refused.</exception>
    public void Check(Activity activity)
    {
        if (Connector(activity.ServiceUrl) is null)
            throw new CallerRefusedException(403, "serviceUrl not allowed");
        if (settings.Playground || activity.ChannelId != "msteams" || ActivityReading.TenantOf(activity) is not { Length: > 0 } tenant)
            return;
        IReadOnlyList<string> tenants = settings.Tenants.Count > 0 || settings.TenantId == TeamsSettings.OldMultiTenant ? settings.Tenants : [settings.TenantId];
        if (tenants.Count > 0 && !tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))
            throw new CallerRefusedException(403, "organisation not allowed");
    }

    private Uri? Permitted(string? text, IReadOnlyList<string> known, IReadOnlyList<string> added)
    {
        if (text is not { Length: <= 4096 } || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return null;
        if (settings.Playground)
            return url.Scheme is "http" or "https" && IsLoopback(url) ? url : null;
        return url.Scheme == "https" && url.IsDefaultPort && known.Concat(added).Any(h => IsWithin(url.IdnHost, h)) ? url : null;
    }

    private static bool IsLoopback(Uri url) => url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));

    private static bool IsWithin(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
