using MemHelpBot.Channels;
using MemHelpBot.Security;

namespace MemHelpBot;

/// <summary>Who may use the API, how much, and how slowly: section <c>MemHelp:Api</c>.</summary>
internal sealed record ApiSettings
{
    /// <summary>Keys by the name of who holds them; empty: no key is needed.</summary>
    public ApiKeys Keys { get; init; } = ApiKeys.None;

    /// <summary>Whether the API may be open to other machines without a key.</summary>
    public bool Open { get; init; }

    /// <summary>Requests of one caller in a minute, 1 to 100,000; null for <see cref="UsualRequestsPerMinute"/>, and no limit for this machine itself.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Turns of one caller at once, 1 to 1,000; null for <see cref="UsualTurnsAtOnce"/>, and no limit for this machine itself.</summary>
    public int? TurnsAtOnce { get; init; }

    /// <summary>How long the headers of a request may take, in seconds. From 1 to 300.</summary>
    public int HeaderSeconds { get; init; } = 15;

    /// <summary>How long the body of a request may take, in seconds. From 1 to 3,600.</summary>
    public int BodySeconds { get; init; } = 300;

    /// <summary>More than a person asks, with the page open in several tabs.</summary>
    public const int UsualRequestsPerMinute = 300;

    /// <summary>More than a person asks at once, and fewer than keep two cores from others.</summary>
    public const int UsualTurnsAtOnce = 16;

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="BadSettingException">A setting is unknown or has a value that cannot be meant.</exception>
    public static ApiSettings Read(IConfigurationSection section)
    {
        section.RefuseOthers(nameof(Keys), nameof(Open), nameof(RequestsPerMinute), nameof(TurnsAtOnce), nameof(HeaderSeconds), nameof(BodySeconds));
        var usual = new ApiSettings();
        var settings = new ApiSettings
        {
            Keys = ApiKeys.Read(section.GetSection(nameof(Keys))),
            Open = section.Flag(nameof(Open)),
            RequestsPerMinute = section[nameof(RequestsPerMinute)] is null ? null : section.Whole(nameof(RequestsPerMinute), UsualRequestsPerMinute, 1, 100_000),
            TurnsAtOnce = section[nameof(TurnsAtOnce)] is null ? null : section.Whole(nameof(TurnsAtOnce), UsualTurnsAtOnce, 1, 1000),
            HeaderSeconds = section.Whole(nameof(HeaderSeconds), usual.HeaderSeconds, 1, 300),
            BodySeconds = section.Whole(nameof(BodySeconds), usual.BodySeconds, 1, 3600),
        };
        return settings is { Open: true, Keys.Count: > 0 }
            ? throw new BadSettingException("MemHelp:Api:Open", "it is true, and keys are set too", "leave one of them out: with keys the API is never open")
            : settings;
    }
}
