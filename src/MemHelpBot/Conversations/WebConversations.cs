using System.Security.Cryptography;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Conversations;

/// <summary>
/// Conversations of the page and the API: their id is 128 random bits, and they belong to the API key under which they were begun. Where no key is
/// needed the id is the only key to them.
/// </summary>
internal static class WebConversations
{
    /// <summary>The channel's name in keys.</summary>
    public const string Channel = "web";

    private const int Digits = 32;

    /// <summary>A new id.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>The key of an id; null for what cannot be one.</summary>
    /// <param name="id">The id, as the client names it.</param>
    /// <param name="caller">Name of the API key; empty where none is needed.</param>
    public static ConversationKey? KeyOf(string? id, string caller) => id is { Length: Digits } && id.All(char.IsAsciiHexDigitLower) ? new ConversationKey(Channel, caller, id) : null;
}
