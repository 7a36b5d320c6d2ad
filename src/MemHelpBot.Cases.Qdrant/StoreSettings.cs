using System.Globalization;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>
/// Which store serves, as a site sets it: <c>Store:Kind</c> is <c>embedded</c> (the default) or <c>qdrant</c>, <c>Qdrant:Url</c> and its
/// neighbours say where. In the environment <c>:</c> is <c>__</c> and <c>MEMHELP_</c> stands before: <c>MEMHELP_Qdrant__Url</c>.
/// </summary>
/// <param name="Qdrant">The server; null for the embedded store.</param>
/// <param name="Publishes">Whether a start brings the server up to date (<c>Qdrant:Publish</c> is <c>auto</c>) or leaves that to <c>memhelp store publish</c> (<c>never</c>).</param>
public sealed record StoreSettings(QdrantOptions? Qdrant, bool Publishes)
{
    /// <summary>The embedded store.</summary>
    public static StoreSettings Embedded { get; } = new(null, false);

    /// <summary>Every setting there is.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Store:Kind", "Qdrant:Url", "Qdrant:ApiKey", "Qdrant:CaFile", "Qdrant:Alias", "Qdrant:Publish", "Qdrant:QueryDeadlineMs", "Qdrant:WriteDeadlineSeconds",
        "Qdrant:OptimiseDeadlineMinutes", "Qdrant:BatchSize", "Qdrant:Shards", "Qdrant:Replicas", "Qdrant:WriteConsistency", "Qdrant:Quantisation", "Qdrant:Exact", "Qdrant:OnDisk",
    ];

    /// <summary>What an operator should know although it works, one line each.</summary>
    public IReadOnlyList<string> Warnings =>
        Qdrant is { ApiKey: not null, Url: { IsLoopback: false, Scheme: "http" } }
            ? ["Qdrant:ApiKey travels over plain http: anyone on the way can read it; use https, or keep the network to yourself."]
            : [];

    /// <summary>Reads and checks every setting.</summary>
    /// <param name="value">The value of a setting, or null.</param>
    /// <exception cref="StoreSettingException">A value cannot be meant.</exception>
    public static StoreSettings Read(Func<string, string?> value)
    {
        var read = new Values(value);
        return read.OneOf("Store:Kind", "embedded", "qdrant") == "embedded" ? Embedded : new StoreSettings(
            new QdrantOptions
            {
                Url = read.Url("Qdrant:Url"),
                ApiKey = read.Text("Qdrant:ApiKey"),
                CaFile = read.ExistingFile("Qdrant:CaFile"),
                Alias = read.Name("Qdrant:Alias", "memhelp"),
                QueryDeadline = TimeSpan.FromMilliseconds(read.Whole("Qdrant:QueryDeadlineMs", 50, 60_000) ?? 2000),
                WriteDeadline = TimeSpan.FromSeconds(read.Whole("Qdrant:WriteDeadlineSeconds", 1, 3600) ?? 60),
                OptimiseDeadline = TimeSpan.FromMinutes(read.Whole("Qdrant:OptimiseDeadlineMinutes", 1, 1440) ?? 30),
                BatchSize = read.Whole("Qdrant:BatchSize", 1, 1000) ?? 64,
                Shards = read.Whole("Qdrant:Shards", 1, 1000),
                Replicas = read.Whole("Qdrant:Replicas", 1, 100),
                WriteConsistency = read.Whole("Qdrant:WriteConsistency", 1, 100),
                Quantisation = Enum.Parse<QdrantQuantisation>(read.OneOf("Qdrant:Quantisation", "none", "scalar", "binary"), ignoreCase: true),
                Exact = read.OneOf("Qdrant:Exact", "false", "true") == "true",
                OnDisk = read.OneOf("Qdrant:OnDisk", "false", "true") == "true",
            },
            read.OneOf("Qdrant:Publish", "auto", "never") == "auto");
    }

    private sealed class Values(Func<string, string?> value)
    {
        public string? Text(string name) => value(name) is { } text && text.Trim() is { Length: > 0 } told ? told : null;

        /// <summary>One of some words; the first when nothing is told.</summary>
        public string OneOf(string name, params string[] words)
        {
            var told = Text(name)?.ToLowerInvariant() ?? words[0];
            return words.Contains(told) ? told : throw new StoreSettingException(name, $"\"{told}\" is none of {string.Join(", ", words)}", $"leave it out for {words[0]}");
        }

        public int? Whole(string name, int least, int most)
        {
            if (Text(name) is not { } text)
                return null;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new StoreSettingException(name, $"\"{text}\" is not a whole number from {least} to {most}", "leave it out for the default");
        }

        public Uri Url(string name)
        {
            if (Text(name) is not { } text)
                throw new StoreSettingException(name, "Store:Kind is qdrant, and no server is named", "write its address, such as http://localhost:6333");
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
                ? url
                : throw new StoreSettingException(name, "this is no http or https address (a key belongs into Qdrant:ApiKey)", "write http://HOST:6333 or https://HOST:6333");
        }

        public string? ExistingFile(string name) => Text(name) is not { } path || File.Exists(path)
            ? Text(name)
            : throw new StoreSettingException(name, $"the file {path} does not exist", "name a file with the authority's certificates in PEM");

        public string Name(string name, string otherwise)
        {
            var told = Text(name) ?? otherwise;
            return told.Length <= 64 && told.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? told
                : throw new StoreSettingException(name, $"\"{told}\" is no name for an alias", "use up to 64 letters, digits, hyphens and underscores");
        }
    }
}

/// <summary>A setting of the store cannot be meant. The message is one line: what, where, how to mend it.</summary>
public sealed class StoreSettingException : Exception
{
    /// <summary>Names the setting.</summary>
    public StoreSettingException(string setting, string what, string mend) : base($"setting {setting}: {what}; {mend}") => (Setting, What, Mend) = (setting, what, mend);

    /// <summary>Says what is wrong.</summary>
    public StoreSettingException(string message, Exception? inner) : base(message, inner) => (Setting, What, Mend) = ("", message, "");

    /// <summary>Says what is wrong.</summary>
    public StoreSettingException(string message) : this(message, (Exception?)null)
    {
    }

    /// <summary>Says that something is wrong.</summary>
    public StoreSettingException() : this("A setting of the store cannot be meant.")
    {
    }

    /// <summary>The setting.</summary>
    public string Setting { get; }

    /// <summary>What is wrong with it.</summary>
    public string What { get; }

    /// <summary>How to mend it.</summary>
    public string Mend { get; }
}
