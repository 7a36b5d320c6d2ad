namespace MemHelpBot.Api;

/// <summary>An error as a client gets it: <c>{"error":{"code":"…","message":"…"}}</c>. The message is for the person and quotes nothing of a paste.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable id.</param>
/// <param name="Message">What went wrong and how to mend it.</param>
/// <param name="Limit">The limit in bytes that was passed, or null.</param>
internal sealed record ApiError(int Status, string Code, string Message, long? Limit = null)
{
    public static ApiError BadRequest(string message) => new(400, "bad-request", message);

    public static ApiError KeyMissing() =>
        new(401, "key-missing", "This service wants a key: send it as Authorization: Bearer KEY, or as X-Api-Key: KEY.");

    public static ApiError KeyUnknown() => new(401, "key-unknown", "This is no key of this service. Ask its operator for one.");

    public static ApiError ForeignSite() => new(403, "foreign-site", "Another web site may not use this service through your browser.");

    public static ApiError PassedOn() =>
        new(403, "passed-on", "A proxy passed this request on, and the service is set up for its own machine alone. Its operator sets MemHelp:Api:Keys:NAME, or MemHelp:AllowedHosts to the name that the proxy serves.");

    public static ApiError NotFound(string message) => new(404, "not-found", message);

    public static ApiError TooSlow(int seconds) => new(408, "too-slow", $"The request did not arrive within {seconds} seconds. Send less, or over a faster connection.");

    public static ApiError Answered() => new(409, "answered", "This message has been answered; it can no longer be taken back.");

    public static ApiError WasWithdrawn() => new(409, "withdrawn", "This message was taken back. Send it under another Idempotency-Key.");

    public static ApiError ConversationFull(int most) =>
        new(409, "conversation-full", $"A conversation holds {most} messages at most. Start a new one.");

    public static ApiError TooManyLinks(int most) => new(409, "too-many-links", $"A conversation has {most} links at most at one time. Revoke one first.");

    public static ApiError TooLarge(HostSettings settings) =>
        new(413, "too-large", $"That is more than {settings.MaxMegabytes} MB, the limit for one message with its files. Send the part around the first error, for example with: journalctl -k -b | tail -n 5000", settings.MaxBytes);

    public static ApiError NotSmall(long most) => new(413, "too-large", $"The body of this request has at most {most / 1024} KB.", most);

    public static ApiError WrongType(string expected) => new(415, "wrong-type", $"The content type of the request is not one this address takes; send {expected}.");

    public static ApiError Binary(string name) =>
        new(415, "binary", $"{name} is no text file. Send the log as text; unpack an archive first, and read a core dump or a journal with its own tool.");

    public static ApiError WrongHost() =>
        new(421, "wrong-host", "This service is not known under the name in the address. Use localhost, or set MemHelp:AllowedHosts.");

    public static ApiError TooMany() => new(429, "too-many", "That was more in a minute than one caller may ask. Wait as long as Retry-After says.");

    public static ApiError TooManyAtOnce() => new(429, "too-many-at-once", "That is more at once than one caller may ask. Wait for an answer, then go on.");

    public static ApiError Internal(string trace) =>
        new(500, "internal", $"Something went wrong in the service; nothing you sent was wrong. Tell its operator the number {trace}.");
}
