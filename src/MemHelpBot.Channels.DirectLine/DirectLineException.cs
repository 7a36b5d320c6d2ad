using System.Diagnostics.CodeAnalysis;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>A request is refused, in the words of the protocol: a status and <c>{"error":{"code","message"}}</c>.</summary>
/// <remarks>Source: learn.microsoft.com, "API reference - Direct Line API 3.0", HTTP status codes and errors.</remarks>
[SuppressMessage("Design", "CA1032", Justification = "Made by its own methods only: each is one refusal of the protocol.")]
internal sealed class DirectLineException(int status, string code, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The protocol's word for it.</summary>
    public string Code { get; } = code;

    /// <summary>After which time it may go better; null when it will not.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public static DirectLineException NoToken() => new(401, "Unauthorized", "Send \"Authorization: Bearer\" with a token or the secret.");

    // A client takes 403 for a token that ended, and the site gives it another one.
    public static DirectLineException BadToken() => new(403, "BadArgument", "The token or secret is not valid here.");

    public static DirectLineException Expired() => new(403, "TokenExpired", "Token has expired");

    public static DirectLineException OtherConversation() => new(403, "BadArgument", "The token is that of another conversation.");

    public static DirectLineException SecretInBrowser() => new(403, "BadArgument", "The secret does not belong into a browser: get a token for it on the site's own server.");

    public static DirectLineException SecretOnly() => new(403, "BadArgument", "Tokens are generated with the secret.");

    public static DirectLineException TokenOnly() => new(403, "BadArgument", "Only a token can be refreshed.");

    public static DirectLineException WrongOrigin() => new(403, "BadArgument", "This origin may not use the bot; see MemHelp:DirectLine:Origins.");

    public static DirectLineException NoConversation() => new(404, "NotFound", "There is no such conversation.");

    public static DirectLineException Nowhere() => new(404, "NotFound", "There is no such call.");

    public static DirectLineException Ended() => new(404, "NotFound", "The conversation has ended.");

    public static DirectLineException Bad(string message) => new(400, "BadArgument", message);

    public static DirectLineException Missing(string property) => new(400, "MissingProperty", $"\"{property}\" is missing.");

    public static DirectLineException WrongType(string wanted) => new(415, "NotSupported", $"Send {wanted}.");

    public static DirectLineException TooSlow() => new(408, "ServiceError", "The body did not arrive in time.");

    public static DirectLineException TooLarge(long most) => new(413, "MessageSizeTooBig", FormattableString.Invariant($"More than {most / 1024} KB."));

    public static DirectLineException TooMany(TimeSpan wait) => new(429, "TooManyRequests", "Too many requests.", wait);

    public static DirectLineException Busy() => new(503, "ServiceError", "Too many streams are open.", TimeSpan.FromSeconds(10));
}
