namespace MemHelpBot.Channels.Teams.Security;

/// <summary>
/// Who may issue tokens for this bot: the Bot Framework itself, for messages of channels; and Entra ID for named applications (the emulator with
/// the bot's own credentials, skills).
/// </summary>
/// <remarks>Source: learn.microsoft.com, "Authenticate requests with the Bot Connector API".</remarks>
internal sealed class TrustedIssuers
{
    /// <summary>Tenants in which the Bot Service itself registers applications.</summary>
    private static readonly string[] BotServiceTenants =
        ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "69e9b82d-4842-4902-8d1e-abc5b98a55e8"];

    private readonly Dictionary<string, TrustedIssuer> issuers = new(StringComparer.Ordinal);

    /// <summary>The issuers of the settings' cloud and tenant.</summary>
    public TrustedIssuers(TeamsSettings settings)
    {
        var (bot, metadata, login) = settings.Cloud switch
        {
            "us-government" => ("https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "login.microsoftonline.us"),
            "china" => ("https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "login.partner.microsoftonline.cn"),
            _ => ("https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "login.microsoftonline.com"),
        };
        Login = new Uri($"https://{login}/");
        Scope = $"{bot}/.default";
        issuers[bot] = new TrustedIssuer(bot, new Uri(metadata), null);
        string[] tenants = settings.TenantId == TeamsSettings.OldMultiTenant ? BotServiceTenants : [settings.TenantId, .. BotServiceTenants];
        var entra = new Uri(Login, "common/v2.0/.well-known/openid-configuration");
        foreach (var tenant in tenants.Where(t => t.Length > 0))
        {
            foreach (var issuer in (string[])[$"https://sts.windows.net/{tenant}/", $"https://{login}/{tenant}/v2.0"])
                issuers[issuer] = new TrustedIssuer(issuer, entra, tenant);
        }
    }

    /// <summary>Where outbound tokens are asked for.</summary>
    public Uri Login { get; }

    /// <summary>What outbound tokens are asked for.</summary>
    public string Scope { get; }

    /// <summary>The issuer of that name; null when it is not trusted.</summary>
    public TrustedIssuer? Find(string issuer) => issuers.GetValueOrDefault(issuer);
}

/// <summary>A trusted issuer.</summary>
/// <param name="Name">Its name, as <c>iss</c> has it.</param>
/// <param name="Metadata">Where its keys are told.</param>
/// <param name="Tenant">The Entra tenant; null for the Bot Framework.</param>
internal sealed record TrustedIssuer(string Name, Uri Metadata, string? Tenant)
{
    /// <summary>Whether its tokens prove a channel, and not an application.</summary>
    public bool IsBotFramework => Tenant is null;
}
