namespace MemHelpBot.Channels.DirectLine.Security;

/// <summary>What a token says. It opens one conversation and nothing else.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Expires">Until when it is good.</param>
/// <param name="User">The person, beginning with <c>dl_</c>, whom the site vouches for; null when it names none.</param>
/// <param name="Name">Their name, or null.</param>
/// <param name="Origins">The pages it may be used from; empty for all that the site allows.</param>
/// <param name="Language">The language of the client: en, zh or pl.</param>
/// <param name="IsTicket">Whether it only opens the stream: it stands in an address, so it is short-lived and good for nothing else.</param>
internal sealed record TokenClaims(
    string Conversation, DateTimeOffset Expires, string? User = null, string? Name = null, IReadOnlyList<string>? Origins = null, string Language = "en", bool IsTicket = false);
