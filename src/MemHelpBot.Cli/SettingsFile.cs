using System.Text.Json;

namespace MemHelpBot.Cli;

/// <summary>
/// Settings of a site: <c>MEMHELP_Qdrant__Url</c> of the environment, else <c>{"Qdrant": {"Url": …}}</c> of <c>memhelp/settings.json</c> in the
/// configuration directory, or of the file that <c>MEMHELP_SETTINGS</c> names. The file is read when a setting is first asked for.
/// </summary>
internal static class SettingsFile
{
    /// <summary>Looks settings up by their name.</summary>
    /// <param name="configuration">The configuration directory, or null.</param>
    /// <param name="variable">An environment variable, or null.</param>
    public static Func<string, string?> Settings(string? configuration, Func<string, string?> variable)
    {
        var told = variable("MEMHELP_SETTINGS");
        var path = told ?? (configuration is null ? null : Path.Combine(configuration, "memhelp", "settings.json"));
        var file = new Lazy<JsonElement?>(() => path is null || (told is null && !File.Exists(path)) ? null : Read(path));
        return name => variable("MEMHELP_" + name.Replace(":", "__", StringComparison.Ordinal)) ?? Find(file.Value, name);
    }

    private static JsonElement Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.Clone();
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new WrongCallException($"the settings file {path} cannot be read: {unreadable.Message}; mend it, or name another with MEMHELP_SETTINGS", unreadable);
        }
    }

    private static string? Find(JsonElement? root, string name)
    {
        var at = root;
        foreach (var part in name.Split(':'))
        {
            if (at is not { ValueKind: JsonValueKind.Object } inside)
                return null;
            at = null;
            foreach (var property in inside.EnumerateObject())
            {
                if (string.Equals(property.Name, part, StringComparison.OrdinalIgnoreCase))
                    at = property.Value;
            }
        }

        return at is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value ? value.ToString() : null;
    }
}
