using MemHelpBot.Cases.Qdrant;
using MemHelpBot.Channels;
using MemHelpBot.Channels.DirectLine;
using MemHelpBot.Channels.Slack;
using MemHelpBot.Channels.Teams;
using MemHelpBot.Models.OpenAI;

namespace MemHelpBot;

/// <summary>
/// What a site may set: <c>appsettings.json</c> (section <c>MemHelp</c>), environment (<c>MemHelp__Corpus</c>) or command line
/// (<c>--MemHelp:Corpus=…</c>). Everything has a default that works; a wrong value stops the start.
/// </summary>
internal sealed record HostSettings
{
    /// <summary>Where to listen; <c>--urls</c> or <c>ASPNETCORE_URLS</c>, plain http. Loopback unless set.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [new("http://localhost:3978")];

    /// <summary>The corpus folder; by default the one beside the program.</summary>
    public string Corpus { get; init; } = Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>Where a site's own ingested documents are kept.</summary>
    public string Data { get; init; } = Xdg("XDG_DATA_HOME", ".local/share");

    /// <summary>Where what can be made again is kept.</summary>
    public string Cache { get; init; } = Xdg("XDG_CACHE_HOME", ".cache");

    /// <summary>Host names besides localhost, IP addresses and those of <see cref="Urls"/> under which the site is reached.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>With <c>State:Kind=memory</c>: how many conversations are held; the one unused for longest goes first. From 1 to 100,000.</summary>
    public int MaxConversations { get; init; } = 1000;

    /// <summary>With <c>State:Kind=memory</c>: after how many hours without a turn a conversation is forgotten. From 1 to 8,760.</summary>
    public int ConversationHours { get; init; } = 24;

    /// <summary>How much text one turn may bring, files included, in MB of 1,048,576 bytes. From 1 to 100.</summary>
    public int MaxMegabytes { get; init; } = 10;

    /// <summary>Which store finds cases: sections <c>Store</c> and <c>Qdrant</c>, see <see cref="StoreSettings"/>.</summary>
    public StoreSettings Store { get; init; } = StoreSettings.Embedded;

    /// <summary>The value of a setting of the sections <c>Model</c> and <c>Embedding</c>, which are checked already, or null.</summary>
    public Func<string, string?> Models { get; init; } = _ => null;

    /// <summary>Where conversations are kept.</summary>
    public StateSettings State { get; init; } = new();

    /// <summary>Who may use the API, and how much.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>How Slack is reached; null when it is off.</summary>
    public SlackSettings? Slack { get; init; }

    /// <summary>How Teams is reached; null when it is off.</summary>
    public TeamsSettings? Teams { get; init; }

    /// <summary>How Direct Line is spoken; null when it is off.</summary>
    public DirectLineSettings? DirectLine { get; init; }

    /// <summary><see cref="MaxMegabytes"/> in bytes.</summary>
    public long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>Whether only this machine can connect.</summary>
    public bool LoopbackOnly => Urls.All(u => u.IsLoopback);

    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="BadSettingException">A setting is unknown or has a value that cannot be meant.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var defaults = new HostSettings();
        var section = configuration.GetSection("MemHelp");
        section.RefuseOthers(
            nameof(Corpus), nameof(Data), nameof(Cache), nameof(AllowedHosts), nameof(MaxConversations), nameof(ConversationHours), nameof(MaxMegabytes), nameof(Api), nameof(Slack), nameof(Teams), nameof(DirectLine));
        var settings = new HostSettings
        {
            Urls = UrlsOf(configuration["urls"]) ?? defaults.Urls,
            Corpus = Path.GetFullPath(section[nameof(Corpus)] ?? defaults.Corpus),
            Data = Path.GetFullPath(section[nameof(Data)] ?? defaults.Data),
            Cache = Path.GetFullPath(section[nameof(Cache)] ?? defaults.Cache),
            AllowedHosts = section.Words(nameof(AllowedHosts)),
            MaxConversations = section.Whole(nameof(MaxConversations), defaults.MaxConversations, 1, 100_000),
            ConversationHours = section.Whole(nameof(ConversationHours), defaults.ConversationHours, 1, 8760),
            MaxMegabytes = section.Whole(nameof(MaxMegabytes), defaults.MaxMegabytes, 1, 100),
            Store = StoreOf(configuration),
            Models = ModelsOf(configuration),
            Api = ApiSettings.Read(section.GetSection(nameof(Api))),
            Slack = SlackSettings.Read(section.GetSection(nameof(Slack))),
            Teams = TeamsSettings.Read(section.GetSection(nameof(Teams))),
            DirectLine = DirectLineSettings.Read(section.GetSection(nameof(DirectLine))),
        };
        if (settings is { Teams.Playground: true, LoopbackOnly: false })
            throw new BadSettingException("MemHelp:Teams:Playground", "it lets messages in without a token, and the host listens beyond this machine", "leave --urls at http://localhost:PORT");
        if (settings is { LoopbackOnly: false, Api: { Keys.Count: 0, Open: false } })
            throw new BadSettingException("MemHelp:Api:Keys", "the host listens beyond this machine and no key is set, so anybody could ask", "set MemHelp:Api:Keys:NAME to a key, or MemHelp:Api:Open to true where a proxy or the network already lets in only whom you want");
        return Directory.Exists(settings.Corpus)
            ? settings with { State = StateSettings.Read(configuration, settings.Data) }
            : throw new BadSettingException("MemHelp:Corpus", $"the folder {settings.Corpus} does not exist", "name the folder that holds cases/, playbooks/ and the rest");
    }

    private static StoreSettings StoreOf(IConfiguration configuration)
    {
        Refuse(configuration.GetSection("Store"), StoreSettings.Names);
        Refuse(configuration.GetSection("Qdrant"), StoreSettings.Names);
        try
        {
            return StoreSettings.Read(name => configuration[name]);
        }
        catch (StoreSettingException bad)
        {
            throw new BadSettingException(bad.Setting, bad.What, bad.Mend);
        }
    }

    private static Func<string, string?> ModelsOf(IConfiguration configuration)
    {
        string? Value(string name) => configuration[name];
        try
        {
            foreach (var section in (string[])[ModelSettings.Chat, ModelSettings.Embeddings])
            {
                Refuse(configuration.GetSection(section), [.. ModelSettingsReader.Names.Where(n => n.StartsWith(section + ":", StringComparison.Ordinal))]);
                ModelSettingsReader.Read(section, Value);
            }
        }
        catch (BadModelSettingException bad)
        {
            throw new BadSettingException(bad.Setting, bad.What, bad.Mend);
        }

        return Value;
    }

    private static void Refuse(IConfigurationSection section, IReadOnlyList<string> known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Path, StringComparer.OrdinalIgnoreCase))
                throw new BadSettingException(child.Path, "no setting has this name", $"use one of {string.Join(", ", known)}");
        }
    }

    private static List<Uri>? UrlsOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var urls = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel's own notation for every address of the machine is not a URI.
            var readable = part.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(readable, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new BadSettingException("urls", $"\"{part}\" is not an address", "write http://HOST:PORT, several with a semicolon between them");
            if (url.Scheme == "https")
                throw new BadSettingException("urls", $"\"{part}\" asks for TLS, which this program leaves to a proxy", "listen on http://localhost:PORT and let the proxy terminate TLS");
            if (url.AbsolutePath != "/")
                throw new BadSettingException("urls", $"\"{part}\" has a path", "write http://HOST:PORT without one");
            urls.Add(url);
        }

        return urls;
    }

    private static string Xdg(string variable, string underHome)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var root = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set && Path.IsPathRooted(set)
            ? set
            : Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), underHome);
        return Path.Combine(root, "memhelp");
    }
}
