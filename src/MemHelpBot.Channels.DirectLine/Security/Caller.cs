namespace MemHelpBot.Channels.DirectLine.Security;

/// <summary>Who sends a request: the site's own server with the secret, or a client with the token of one conversation.</summary>
/// <param name="Token">What the token says; null with the secret.</param>
internal sealed record Caller(TokenClaims? Token)
{
    /// <summary>Holds the caller to a conversation.</summary>
    /// <returns>What a new token of it says.</returns>
    /// <exception cref="DirectLineException">The id is none of ours, or the token is that of another conversation.</exception>
    public TokenClaims Of(string? conversation)
    {
        if (!ConversationIds.IsOne(conversation))
            throw DirectLineException.NoConversation();
        if (Token is null)
            return new TokenClaims(conversation!, default);
        return Token.Conversation == conversation ? Token : throw DirectLineException.OtherConversation();
    }
}
