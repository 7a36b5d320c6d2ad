using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.Slack;

/// <summary>What a site sets to turn Slack on: section <c>MemHelp:Slack</c>. Tokens come from the app's pages at api.slack.com (see <c>infra/slack</c>).</summary>
public sealed record SlackSettings
{
    private static readonly string[] Known =
        [nameof(BotToken), nameof(AppToken), nameof(SigningSecret), nameof(Connections), nameof(Streaming), nameof(MaxMegabytes), nameof(ApiUrl), nameof(FileHosts)];

    /// <summary>The bot token (<c>xoxb-…</c>): reads and writes as the bot.</summary>
    public required string BotToken { get; init; }

    /// <summary>The app-level token (<c>xapp-…</c>, scope <c>connections:write</c>): turns Socket Mode on. Null when not set.</summary>
    public string? AppToken { get; init; }

    /// <summary>The signing secret: turns the HTTP addresses <c>/slack/…</c> on. Null when not set.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>Connections of Socket Mode that are held at a time; Slack permits 10 for an app. With two, one is there while the other is renewed.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Whether answers in direct messages appear piece by piece, where the workspace has that.</summary>
    public bool Streaming { get; init; } = true;

    /// <summary>How much one message may bring with its files, in MB of 1,048,576 bytes. From 1 to 100.</summary>
    public int MaxMegabytes { get; init; } = 10;

    /// <summary>Where the Web API is; another one for GovSlack.</summary>
    public Uri ApiUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>The only hosts from which files are fetched and to which they are sent.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = ["files.slack.com"];

    /// <summary>How it receives, for the line the host prints at start.</summary>
    public string Description => (AppToken, SigningSecret) switch
    {
        (not null, not null) => "Slack (Socket Mode and /slack/…)",
        (not null, _) => "Slack (Socket Mode)",
        _ => "Slack (/slack/…)",
    };

    /// <summary><see cref="MaxMegabytes"/> in bytes.</summary>
    internal long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>How long a first attempt to reconnect waits; it doubles from there.</summary>
    internal TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an acknowledgement may take; Slack gives up after 3 s (Events API, "Responding to events").</summary>
    internal TimeSpan AckPatience { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long Slack may take for one call, from the request to the last byte of its answer.</summary>
    internal TimeSpan CallPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one file may take.</summary>
    internal TimeSpan FilePatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an answer waits for the sign that it is being worked on, which it replaces.</summary>
    internal TimeSpan SignPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a text is an address that Slack gives for answers to a command or an interaction.</summary>
    internal bool IsResponseUrl(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && url.UserInfo.Length == 0
        && ((url.Scheme == "https" && url.IsDefaultPort && url.IdnHost is "hooks.slack.com" or "hooks.slack-gov.com") || (IsDouble && url.Authority == ApiUrl.Authority));

    /// <summary>Addresses of Slack's that are not https are taken only when the whole of Slack is a double on this machine.</summary>
    internal bool IsDouble => ApiUrl is { Scheme: "http", IsLoopback: true };

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="section">The section <c>MemHelp:Slack</c>.</param>
    /// <returns>Null when nothing is set: Slack is off.</returns>
    /// <exception cref="BadSettingException">A setting is unknown, has a value that cannot be meant, or another one is missing.</exception>
    public static SlackSettings? Read(IConfigurationSection section)
    {
        section.RefuseOthers(Known);
        if (!section.GetChildren().Any(c => !string.IsNullOrWhiteSpace(c.Value)))
            return null;
        var defaults = new SlackSettings { BotToken = "" };
        var bot = Token(section, nameof(BotToken), "xoxb-", "OAuth & Permissions");
        var app = Token(section, nameof(AppToken), "xapp-", "Basic Information, App-Level Tokens");
        var secret = section[nameof(SigningSecret)] is { Length: > 0 } set ? set.Trim() : null;
        if (bot is null)
            throw section.Bad(nameof(BotToken), "Slack is half set: the bot token is missing", "set it to the Bot User OAuth Token (xoxb-…) of the app");
        if (app is null && secret is null)
            throw section.Bad(nameof(AppToken), "Slack is half set: nothing says how messages arrive", "set it to an app-level token (xapp-…) for Socket Mode, or set SigningSecret for /slack/events");
        return new SlackSettings
        {
            BotToken = bot,
            AppToken = app,
            SigningSecret = secret,
            Connections = section.Whole(nameof(Connections), defaults.Connections, 1, 10),
            Streaming = section.Flag(nameof(Streaming), defaults.Streaming),
            MaxMegabytes = section.Whole(nameof(MaxMegabytes), defaults.MaxMegabytes, 1, 100),
            ApiUrl = Address(section) ?? defaults.ApiUrl,
            FileHosts = Hosts(section) ?? defaults.FileHosts,
        };
    }

    private static string? Token(IConfigurationSection section, string name, string prefix, string page)
    {
        if (section[name]?.Trim() is not { Length: > 0 } text)
            return null;
        return text.StartsWith(prefix, StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? text
            : throw section.Bad(name, $"this is no token that starts with {prefix}", $"copy it from the page \"{page}\" of the app");
    }

    private static Uri? Address(IConfigurationSection section)
    {
        if (section[nameof(ApiUrl)] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && (url.Scheme == "https" || url is { Scheme: "http", IsLoopback: true })
            ? url
            : throw section.Bad(nameof(ApiUrl), $"\"{text}\" is no https address", "leave it out for https://slack.com/api/");
    }

    private static string[]? Hosts(IConfigurationSection section)
    {
        if (section.Words(nameof(FileHosts)) is not { Length: > 0 } hosts)
            return null;
        return Array.Find(hosts, h => Uri.CheckHostName(h) == UriHostNameType.Unknown) is { } wrong
            ? throw section.Bad(nameof(FileHosts), $"\"{wrong}\" is no host name", "leave it out for files.slack.com")
            : hosts;
    }
}
