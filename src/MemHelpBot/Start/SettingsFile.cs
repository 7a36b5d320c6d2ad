using MemHelpBot.Channels;

namespace MemHelpBot;

/// <summary>
/// The settings file that host and command line share: <c>memhelp/settings.json</c> in the configuration directory of the XDG base directory
/// specification, or the file that <c>MEMHELP_SETTINGS</c> names.
/// </summary>
internal static class SettingsFile
{
    /// <summary>Adds the file where there is one.</summary>
    /// <exception cref="BadSettingException">It cannot be read.</exception>
    public static void AddTo(IConfigurationBuilder configuration, Func<string, string?> variable)
    {
        var told = variable("MEMHELP_SETTINGS");
        var path = told ?? Usual(variable);
        if (path is null || (told is null && !File.Exists(path)))
            return;
        try
        {
            configuration.AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BadSettingException("MEMHELP_SETTINGS", $"the settings file {path} cannot be read ({(unreadable.InnerException ?? unreadable).Message.ReplaceLineEndings(" ")})", "mend it, or name another");
        }
    }

    private static string? Usual(Func<string, string?> variable) =>
        variable("XDG_CONFIG_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? Path.Combine(set, "memhelp", "settings.json")
        : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "memhelp", "settings.json")
        : null;
}
