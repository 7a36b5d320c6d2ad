using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>What a site sets to turn Direct Line on: section <c>MemHelp:DirectLine</c>. Without any of it the channel is off; without a good secret it does not start.</summary>
public sealed record DirectLineSettings
{
    private const int LeastSecretCharacters = 32;
    private const int LeastDifferentCharacters = 12;

    /// <summary>The key to everything: the site's own server shows it to get tokens, and tokens are signed with a key that follows from it. At least 32 characters.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before this one: it and its tokens are still taken, while the site's servers change over; null for none.</summary>
    public string? OldSecret { get; init; }

    /// <summary>Origins (<c>https://www.example.org</c>) whose pages may talk to the bot. A page of any other origin is refused.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Where browsers reach the host, such as <c>https://memhelp.example.org</c>; null when they reach it as it listens, without a proxy.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How long a token is good, in minutes; Web Chat asks for a new one every 15. From 20 to 1,440.</summary>
    public int TokenMinutes { get; init; } = 30;

    /// <summary>The most that the files of one message may be together, in MB of 1,048,576 bytes. From 1 to 100.</summary>
    public int MaxFileMegabytes { get; init; } = 10;

    /// <summary>Streams (WebSockets) that are open at a time. From 1 to 100,000.</summary>
    public int MaxStreams { get; init; } = 1000;

    /// <summary>Conversations that may be begun in a minute. From 1 to 100,000.</summary>
    public int ConversationsPerMinute { get; init; } = 120;

    /// <summary>How the start line names it.</summary>
    public string Description => Origins.Count == 0 ? "Direct Line (no web page may use it: MemHelp:DirectLine:Origins is empty)" : "Direct Line";

    /// <summary>How long a body may take to arrive.</summary>
    internal TimeSpan BodyPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stream may stay open: its client opens another with the token it has by then, so nobody listens on with one that ended.</summary>
    internal TimeSpan StreamLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Requests of one conversation that may come at once and in a second: of those that read, and of those that write.</summary>
    internal (int Burst, int PerSecond) Reads { get; init; } = (60, 10);

    /// <summary>See <see cref="Reads"/>.</summary>
    internal (int Burst, int PerSecond) Writes { get; init; } = (20, 1);

    /// <summary>Reads and checks the section.</summary>
    /// <returns>Null when nothing is set: the channel is off.</returns>
    /// <exception cref="BadSettingException">A setting is unknown, missing beside the others, or cannot be meant.</exception>
    public static DirectLineSettings? Read(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (!section.GetChildren().Any())
            return section.Value is null ? null : throw new BadSettingException(section.Path, "it is a section and has no value of its own", "set MemHelp:DirectLine:Secret and the others");
        string[] known =
            [nameof(Secret), nameof(OldSecret), nameof(Origins), nameof(PublicUrl), nameof(TokenMinutes), nameof(MaxFileMegabytes), nameof(MaxStreams), nameof(ConversationsPerMinute)];
        section.RefuseOthers(known);
        return new DirectLineSettings
        {
            Secret = SecretOf(section, nameof(Secret)) ?? throw section.Bad(nameof(Secret), "it is missing", "set it to what \"openssl rand -base64 32\" prints"),
            OldSecret = SecretOf(section, nameof(OldSecret)),
            Origins = [.. section.Words(nameof(Origins)).Select(o => OriginOf(section, o))],
            PublicUrl = UrlOf(section),
            TokenMinutes = section.Whole(nameof(TokenMinutes), 30, 20, 1440),
            MaxFileMegabytes = section.Whole(nameof(MaxFileMegabytes), 10, 1, 100),
            MaxStreams = section.Whole(nameof(MaxStreams), 1000, 1, 100_000),
            ConversationsPerMinute = section.Whole(nameof(ConversationsPerMinute), 120, 1, 100_000),
        };
    }

    // The value itself is never told.
    private static string? SecretOf(IConfigurationSection section, string key)
    {
        if (section[key]?.Trim() is not { Length: > 0 } secret)
            return null;
        if (secret.Length < LeastSecretCharacters || secret.Distinct().Count() < LeastDifferentCharacters)
            throw section.Bad(key, $"it is too weak (at least {LeastSecretCharacters} characters, {LeastDifferentCharacters} of them different)", "set it to what \"openssl rand -base64 32\" prints");
        return secret.All(c => c is > ' ' and < '\u007f') ? secret : throw section.Bad(key, "it holds a character that no header can carry", "use letters, digits and signs of ASCII");
    }

    private static string OriginOf(IConfigurationSection section, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && string.Equals(text, uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw section.Bad(nameof(Origins), $"\"{text}\" is no origin", "write https://HOST or https://HOST:PORT, without a path, * or a slash at the end");

    private static Uri? UrlOf(IConfigurationSection section) => section[nameof(PublicUrl)] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query.Length == 0 => url,
        var text => throw section.Bad(nameof(PublicUrl), $"\"{text}\" is no address of a host", "write https://HOST, as browsers reach it"),
    };
}
