using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Security;

namespace MemHelpBot.Channels.Teams.Connector;

/// <summary>Tokens with which replies are sent. They are kept until shortly before they end (by Azure.Identity).</summary>
internal sealed class OutboundTokens
{
    private readonly TokenCredential? credential;
    private readonly string scope;

    /// <summary>Tokens for the registration of the settings; none in the Playground.</summary>
    /// <param name="settings">The settings, checked.</param>
    /// <param name="issuers">Where to ask.</param>
    /// <param name="handler">How to ask; null for Azure.Identity's own way.</param>
    public OutboundTokens(TeamsSettings settings, TrustedIssuers issuers, HttpMessageHandler? handler = null)
    {
        scope = issuers.Scope;
        if (settings.Playground)
            return;
        if (settings.ManagedIdentity)
        {
            credential = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(settings.AppId));
            return;
        }

        var options = new ClientSecretCredentialOptions { AuthorityHost = issuers.Login, DisableInstanceDiscovery = true };
        if (handler is not null)
            options.Transport = new HttpClientTransport(handler);
        credential = new ClientSecretCredential(settings.TenantId, settings.AppId, settings.Secret, options);
    }

    /// <summary>A token; null in the Playground.</summary>
    /// <exception cref="ChannelUnavailableException">None is to be had now.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (credential is null)
            return null;
        try
        {
            return (await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (AuthenticationFailedException failed)
        {
            // The library's message names endpoints and codes, never the secret; its first line says what to mend.
            throw new ChannelUnavailableException($"Teams: no token for replies: {failed.Message.Split('\n')[0].Trim()}", retryAfter: null, failed);
        }
    }
}
