namespace MemHelpBot.Api;

/// <summary>An error as a client gets it: <c>{"error":{"code":"…","message":"…"}}</c>. The message is for the person and quotes nothing of a paste.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable id.</param>
/// <param name="Message">What went wrong and how to mend it.</param>
/// <param name="Limit">The limit in bytes that was passed, or null.</param>
internal sealed record ApiError(int Status, string Code, string Message, long? Limit = null)
{
    public static ApiError BadRequest(string message) => new(400, "bad-request", message);

    public static ApiError ForeignSite() => new(403, "foreign-site", "Another web site may not use this service through your browser.");

    public static ApiError NotFound(string message) => new(404, "not-found", message);

    public static ApiError ConversationFull(int most) =>
        new(409, "conversation-full", $"A conversation holds {most} messages at most. Start a new one.");

    public static ApiError TooLarge(HostSettings settings) =>
        new(413, "too-large", $"That is more than {settings.MaxMegabytes} MB, the limit for one message with its files. Send the part around the first error, for example with: journalctl -k -b | tail -n 5000", settings.MaxBytes);

    public static ApiError WrongType(string expected) => new(415, "wrong-type", $"The content type of the request is not one this address takes; send {expected}.");

    public static ApiError Binary(string name) =>
        new(415, "binary", $"{name} is no text file. Send the log as text; unpack an archive first, and read a core dump or a journal with its own tool.");

    public static ApiError WrongHost() =>
        new(421, "wrong-host", "This service is not known under the name in the address. Use localhost, or set MemHelp:AllowedHosts.");

    public static ApiError Internal(string trace) =>
        new(500, "internal", $"Something went wrong in the service; nothing you sent was wrong. Tell its operator the number {trace}.");
}
