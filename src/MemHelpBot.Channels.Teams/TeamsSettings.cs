using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.Teams;

/// <summary>
/// What a site sets to turn Teams on: section <c>MemHelp:Teams</c>. Without any of it the channel is off. Either the credentials of a bot
/// registration are complete, or the Playground is on; anything between stops the start.
/// </summary>
public sealed record TeamsSettings
{
    /// <summary>The tenant under which bots of several organisations were registered until July 2025; written in place of a tenant id.</summary>
    internal const string OldMultiTenant = "botframework.com";

    /// <summary>Application (client) id of the bot registration; empty in the Playground.</summary>
    public string AppId { get; init; } = "";

    /// <summary>Tenant id of a single-tenant registration, or <c>botframework.com</c> for an old multi-tenant one.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Client secret; null with a managed identity.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the user-assigned managed identity of <see cref="AppId"/> gives the tokens.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>Messages without a token are taken, from this machine only: for the Agents Playground and the Bot Framework Emulator.</summary>
    public bool Playground { get; init; }

    /// <summary>public, us-government or china.</summary>
    public string Cloud { get; init; } = "public";

    /// <summary>Organisations whose people may write; empty for that of <see cref="TenantId"/> (with an old multi-tenant registration: any).</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary>Application ids of other bots (skills) that may call this one with an Entra token.</summary>
    public IReadOnlyList<string> AllowedCallers { get; init; } = [];

    /// <summary>Host names, beside Microsoft's own, of connectors that replies may be sent to; subdomains count.</summary>
    public IReadOnlyList<string> ServiceHosts { get; init; } = [];

    /// <summary>Host names, beside SharePoint's, from which files of messages may be fetched; subdomains count.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = [];

    /// <summary>The largest file that is fetched, in MB of 1,048,576 bytes. From 1 to 100.</summary>
    public int MaxFileMegabytes { get; init; } = 10;

    /// <summary>How the start line names it.</summary>
    public string Description => Playground ? "Teams (Playground)" : "Teams";

    /// <summary>How long an answer may take before the person is shown that it is being worked on.</summary>
    internal TimeSpan WorkingAfter { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Reads and checks the section.</summary>
    /// <returns>Null when nothing is set: the channel is off.</returns>
    /// <exception cref="BadSettingException">A setting is unknown, missing beside the others, or cannot be meant.</exception>
    public static TeamsSettings? Read(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (!section.GetChildren().Any())
            return section.Value is null ? null : throw new BadSettingException(section.Path, "it is a section and has no value of its own", "set MemHelp:Teams:AppId and the others");
        string[] known =
            [nameof(AppId), nameof(TenantId), nameof(Secret), nameof(ManagedIdentity), nameof(Playground), nameof(Cloud), nameof(Tenants),
             nameof(AllowedCallers), nameof(ServiceHosts), nameof(FileHosts), nameof(MaxFileMegabytes)];
        section.RefuseOthers(known);
        var settings = new TeamsSettings
        {
            AppId = section[nameof(AppId)]?.Trim() ?? "",
            TenantId = section[nameof(TenantId)]?.Trim() ?? "",
            Secret = string.IsNullOrWhiteSpace(section[nameof(Secret)]) ? null : section[nameof(Secret)]!.Trim(),
            ManagedIdentity = section.Flag(nameof(ManagedIdentity)),
            Playground = section.Flag(nameof(Playground)),
            Cloud = section[nameof(Cloud)] ?? "public",
            Tenants = section.Words(nameof(Tenants)),
            AllowedCallers = section.Words(nameof(AllowedCallers)),
            ServiceHosts = section.Words(nameof(ServiceHosts)),
            FileHosts = section.Words(nameof(FileHosts)),
            MaxFileMegabytes = section.Whole(nameof(MaxFileMegabytes), 10, 1, 100),
        };
        settings.Check(section);
        return settings;
    }

    private void Check(IConfigurationSection section)
    {
        if (Cloud is not ("public" or "us-government" or "china"))
            throw section.Bad(nameof(Cloud), $"\"{Cloud}\" is none of public, us-government, china", "leave it out for public");
        foreach (var host in ServiceHosts.Concat(FileHosts))
        {
            if (Uri.CheckHostName(host) != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal))
                throw section.Bad($"{nameof(ServiceHosts)} or {nameof(FileHosts)}", $"\"{host}\" is no host name", "write names such as files.example.org");
        }

        if (Playground)
        {
            if (AppId.Length > 0 || TenantId.Length > 0 || Secret is not null || ManagedIdentity)
                throw section.Bad(nameof(Playground), "it stands beside credentials, and would let messages in without a token", "remove one of the two");
            return;
        }

        if (!Guid.TryParse(AppId, out _))
            throw section.Bad(nameof(AppId), AppId.Length == 0 ? "it is missing" : $"\"{AppId}\" is no application id", $"set the application (client) id of the bot registration, or {nameof(Playground)}=true to try it on this machine");
        if (TenantId != OldMultiTenant && !Guid.TryParse(TenantId, out _))
            throw section.Bad(nameof(TenantId), TenantId.Length == 0 ? "it is missing" : $"\"{TenantId}\" is no tenant id", $"set the directory (tenant) id of the bot registration, or {OldMultiTenant} for an old multi-tenant one");
        if (Secret is null == !ManagedIdentity)
            throw section.Bad(nameof(Secret), Secret is null ? "it is missing" : $"it stands beside {nameof(ManagedIdentity)}", $"set either the client secret or {nameof(ManagedIdentity)}=true");
    }
}
