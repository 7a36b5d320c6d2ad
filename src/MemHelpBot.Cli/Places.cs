namespace MemHelpBot.Cli;

/// <summary>Where things lie.</summary>
/// <param name="Corpus">The corpus directory.</param>
/// <param name="Data">Where ingested documents are kept; need not exist.</param>
/// <param name="Cache">Where the opened corpus may be kept; null for nowhere.</param>
internal sealed record Places(string Corpus, string Data, string? Cache)
{
    /// <summary>A setting of the site by its name (<c>Qdrant:Url</c>), or null: from the environment, else from the settings file.</summary>
    public Func<string, string?> Setting { get; init; } = _ => null;

    /// <summary>Where the terminal's own conversations are kept.</summary>
    public string Chat => Path.Combine(Data, "chat");

    /// <summary>The directories told on the command line, else the usual ones: the shipped corpus and those of the XDG base directory specification.</summary>
    public static Places Of(string? corpus, string? data, Func<string, string?> variable)
    {
        var home = variable("HOME") is { Length: > 0 } told ? told : null;
        var dataHome = Absolute(variable("XDG_DATA_HOME")) ?? (home is null ? null : Path.Combine(home, ".local", "share"));
        var cacheHome = Absolute(variable("XDG_CACHE_HOME")) ?? (home is null ? null : Path.Combine(home, ".cache"));
        return new Places(
            corpus ?? Path.Combine(AppContext.BaseDirectory, "corpus"),
            data ?? Path.Combine(dataHome ?? Path.GetTempPath(), "memhelp"),
            cacheHome is null ? null : Path.Combine(cacheHome, "memhelp"))
        {
            Setting = SettingsFile.Settings(Absolute(variable("XDG_CONFIG_HOME")) ?? (home is null ? null : Path.Combine(home, ".config")), variable),
        };
    }

    /// <summary>The specification has relative paths ignored.</summary>
    private static string? Absolute(string? path) => path is { Length: > 0 } && Path.IsPathRooted(path) ? path : null;
}
