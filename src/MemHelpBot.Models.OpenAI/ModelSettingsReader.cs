using System.Globalization;

namespace MemHelpBot.Models.OpenAI;

/// <summary>
/// Reads <see cref="ModelSettings"/>. What is set by half or impossible is refused with one line. In the environment <c>:</c> is <c>__</c> and
/// <c>MEMHELP_</c> stands before: <c>MEMHELP_Model__Endpoint</c>.
/// </summary>
public static class ModelSettingsReader
{
    private static readonly string[] Shared = ["Endpoint", "Name", "ApiKey", "Authentication", "ManagedIdentityClientId", "AllowPlainHttp", "TimeoutSeconds", "Retries", "TokensPerHour", "InputPrice"];
    private static readonly string[] ChatOnly = ["FirstTokenSeconds", "ContextTokens", "MaxOutputTokens", "Temperature", "StructuredOutput", "OutputPrice"];
    private static readonly string[] EmbeddingOnly = ["Dimensions", "BatchSize"];

    /// <summary>Every setting there is.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Shared.Concat(ChatOnly).Select(n => $"{ModelSettings.Chat}:{n}"), .. Shared.Concat(EmbeddingOnly).Select(n => $"{ModelSettings.Embeddings}:{n}")];

    /// <summary>The settings of a section; null when the section sets nothing.</summary>
    /// <param name="section"><see cref="ModelSettings.Chat"/> or <see cref="ModelSettings.Embeddings"/>.</param>
    /// <param name="value">The value of a setting such as <c>Model:Name</c>, or null.</param>
    /// <exception cref="BadModelSettingException">A setting is missing or has a value that cannot be meant.</exception>
    public static ModelSettings? Read(string section, Func<string, string?> value)
    {
        var read = new Section(section, value);
        if (read.IsEmpty)
            return null;
        var endpoint = Endpoint(read);
        var (key, authentication) = Authentication(read, endpoint);
        var name = read["Name"] ?? throw read.Missing("Name", AzureHosts.Holds(endpoint) ? "write the name of the deployment" : "write the name of the model as the server lists it");
        var chat = section == ModelSettings.Chat;
        var defaults = new ModelSettings { Section = section, Endpoint = endpoint, Name = name };
        var timeout = read.Whole("TimeoutSeconds", chat ? 20 : 60, 1, 600);
        return defaults with
        {
            ApiKey = key,
            Authentication = authentication,
            ManagedIdentityClientId = authentication == ModelAuthentication.Entra || read["ManagedIdentityClientId"] is null
                ? read["ManagedIdentityClientId"]
                : throw read.Bad("ManagedIdentityClientId", "is only used with Entra ID", $"set {section}:Authentication=entra or leave it out"),
            Timeout = TimeSpan.FromSeconds(timeout),
            FirstToken = TimeSpan.FromSeconds(Math.Min(timeout, read.Whole("FirstTokenSeconds", chat ? 10 : 60, 1, 600))),
            Retries = read.Whole("Retries", defaults.Retries, 0, 5),
            ContextTokens = read.Whole("ContextTokens", defaults.ContextTokens, 4096, 2_000_000),
            MaxOutputTokens = read.Whole("MaxOutputTokens", defaults.MaxOutputTokens, 256, 32_768),
            TokensPerHour = read.Whole("TokensPerHour", 0, 0, int.MaxValue),
            Temperature = Temperature(read, defaults.Temperature),
            StructuredOutput = read.OneOf("StructuredOutput", StructuredOutput.Schema),
            Dimensions = read["Dimensions"] is null ? null : read.Whole("Dimensions", 0, 8, 16_384),
            BatchSize = read.Whole("BatchSize", defaults.BatchSize, 1, 2048),
            InputPrice = read.Price("InputPrice"),
            OutputPrice = read.Price("OutputPrice"),
        };
    }

    private static Uri Endpoint(Section read)
    {
        var text = read["Endpoint"] ?? throw read.Missing("Endpoint", "write its address, such as https://api.openai.com/v1, https://RESOURCE.openai.azure.com/openai/v1/ or http://localhost:11434/v1");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            throw read.Bad("Endpoint", $"\"{text}\" is no address of an API", "write https://HOST/v1, without a name or password in it");
        if (uri.Query.Length > 0 || uri.AbsolutePath.Contains("/deployments", StringComparison.OrdinalIgnoreCase))
            throw read.Bad("Endpoint", "is an address of Azure's older API", $"write https://RESOURCE.openai.azure.com/openai/v1/, without api-version, and the deployment in {read.Name}:Name");
        var path = uri.AbsolutePath.TrimEnd('/');
        foreach (var operation in (string[])["/chat/completions", "/completions", "/embeddings", "/responses"])
        {
            if (path.EndsWith(operation, StringComparison.OrdinalIgnoreCase))
                throw read.Bad("Endpoint", $"ends with {operation}", $"leave that off: {uri.GetLeftPart(UriPartial.Authority)}{path[..^operation.Length]}");
        }

        if (path.Length == 0 || AzureHosts.Holds(uri) && path.Equals("/openai", StringComparison.OrdinalIgnoreCase))
            path = AzureHosts.Holds(uri) ? "/openai/v1" : "/v1";
        return new Uri(uri.GetLeftPart(UriPartial.Authority) + path + "/");
    }

    private static (string? Key, ModelAuthentication Authentication) Authentication(Section read, Uri endpoint)
    {
        var key = read["ApiKey"];
        var how = read.OneOf("Authentication", key is null ? ModelAuthentication.None : ModelAuthentication.Key);
        if (key is null && how == ModelAuthentication.Key)
            throw read.Missing("ApiKey", $"set it, in the environment as MEMHELP_{read.Name}__ApiKey, or leave out {read.Name}:Authentication");
        if (key is not null && how != ModelAuthentication.Key)
            throw read.Bad("Authentication", $"\"{how.ToString().ToLowerInvariant()}\" and {read.Name}:ApiKey are both set", "keep one of them");
        if (key is not null && key.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            throw read.Bad("ApiKey", "holds a blank, a line break or a character that no key has", "set it anew, without quotation marks");
        if (how == ModelAuthentication.None && AzureHosts.Holds(endpoint))
            throw read.Missing("ApiKey", $"set it, or {read.Name}:Authentication=entra for a managed identity or a signed-in developer");
        if (how == ModelAuthentication.None && endpoint.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase))
            throw read.Missing("ApiKey", $"OpenAI needs one; set it, in the environment as MEMHELP_{read.Name}__ApiKey");
        var trusted = read["AllowPlainHttp"] switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw read.Bad("AllowPlainHttp", $"\"{other}\" is neither true nor false", "leave it out for false"),
        };
        if (endpoint.Scheme == "http" && !endpoint.IsLoopback && how != ModelAuthentication.None && !trusted)
            throw read.Bad("Endpoint", "would send the key over plain http to another machine", $"use https, or set {read.Name}:AllowPlainHttp=true where the network is your own");
        return (key, how);
    }

    private static float? Temperature(Section read, float? otherwise)
    {
        if (read["Temperature"] is not { } text)
            return otherwise;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
            return null;
        return float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 2
            ? value
            : throw read.Bad("Temperature", $"\"{text}\" is not a number from 0 to 2", "write 0, or none for models that take no temperature");
    }

    private sealed class Section
    {
        private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

        public Section(string name, Func<string, string?> value)
        {
            Name = name;
            foreach (var key in Shared.Concat(name == ModelSettings.Chat ? ChatOnly : EmbeddingOnly))
            {
                if (value($"{name}:{key}") is { } told && !string.IsNullOrWhiteSpace(told))
                    values[key] = told.Trim();
            }
        }

        public string Name { get; }

        public bool IsEmpty => values.Count == 0;

        public string? this[string key] => values.GetValueOrDefault(key);

        public BadModelSettingException Missing(string key, string mend) => Bad(key, $"is missing while {string.Join(" and ", values.Keys.Order(StringComparer.Ordinal).Take(2).Select(k => $"{Name}:{k}"))} {(values.Count == 1 ? "is" : "are")} set", mend);

        public BadModelSettingException Bad(string key, string what, string mend) => new($"{Name}:{key}", what, mend);

        public int Whole(string key, int otherwise, int least, int most) =>
            this[key] is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
            : throw Bad(key, $"\"{text}\" is not a whole number from {least} to {most}", $"leave it out for {otherwise}");

        public decimal? Price(string key) =>
            this[key] is not { } text ? null
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value
            : throw Bad(key, $"\"{text}\" is no price of a million tokens", "write a number such as 0.15, or leave it out");

        public T OneOf<T>(string key, T otherwise)
            where T : struct, Enum =>
            this[key] is not { } text ? otherwise
            : Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name)
            : throw Bad(key, $"\"{text}\" is not known", $"use one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }
}
