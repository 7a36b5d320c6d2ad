using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>
/// Ids of conversations and activities. That of a conversation is the second it was begun in (8 hexadecimal digits) and 96 random bits: a conversation
/// in which nothing was said yet takes no room anywhere, and its welcome still has a time.
/// </summary>
internal static class ConversationIds
{
    private const int Digits = 32;
    private const int TimeDigits = 8;
    private const int MostClientIdCharacters = 256;

    /// <summary>A new one.</summary>
    public static string New(DateTimeOffset now) =>
        ((uint)now.ToUnixTimeSeconds()).ToString("x8", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(Digits - TimeDigits, lowercase: true);

    /// <summary>Whether a text can be one.</summary>
    public static bool IsOne(string? id) => id is { Length: Digits } && id.All(char.IsAsciiHexDigitLower);

    /// <summary>When a conversation was begun.</summary>
    public static DateTimeOffset BegunAt(string id) => DateTimeOffset.FromUnixTimeSeconds(uint.Parse(id.AsSpan(0, TimeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>The key under which a conversation is kept.</summary>
    public static ConversationKey KeyOf(string id) => new(DirectLineChannel.ChannelName, "", id);

    /// <summary>The id under which a message is kept: the same for the same id of the client, so that a message sent again is known.</summary>
    public static string MessageId(string? clientId) => clientId is { Length: > 0 and <= MostClientIdCharacters }
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clientId)))[..24]
        : RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>The id of an activity.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="local">Its message, or <see cref="Answer"/> of an answer.</param>
    public static string Activity(string conversation, string local) => $"{conversation}|{local}";

    /// <summary>The second part of an answer's id.</summary>
    public static string Answer(string answerId) => "a-" + answerId;

    /// <summary>The answer that an activity shows; empty when it shows none.</summary>
    public static string AnswerOf(string? activity) => activity?.Split('|') is [_, ['a', '-', .. var answer]] ? answer : "";
}
