using System.Security.Cryptography;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Conversations;

/// <summary>Conversations of the page and the API: their id is 128 random bits and the only key to them.</summary>
internal static class WebConversations
{
    /// <summary>The channel's name in keys.</summary>
    public const string Channel = "web";

    private const int Digits = 32;

    /// <summary>A new id.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>The key of an id; null for what cannot be one.</summary>
    public static ConversationKey? KeyOf(string? id) => id is { Length: Digits } && id.All(char.IsAsciiHexDigitLower) ? new ConversationKey(Channel, "", id) : null;
}
