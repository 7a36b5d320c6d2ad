namespace MemHelpBot.Cli.Input;

/// <summary>Whether standard input is one at all.</summary>
internal static class StandardInput
{
    private const string Handles = "/proc/self/fd";

    /// <summary>
    /// Whether the process was started with standard input closed (<c>&lt;&amp;-</c>). The runtime's own pipe then gets the free number 0,
    /// and reading it would wait for ever; such a pipe has its other end in this process too.
    /// </summary>
    public static bool IsClosed()
    {
        try
        {
            if (new FileInfo($"{Handles}/0").LinkTarget is not { } target)
                return OperatingSystem.IsLinux() && Directory.Exists(Handles);
            return target.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.EnumerateFileSystemEntries(Handles).Any(f => Path.GetFileName(f) is not ("0" or "1" or "2") && new FileInfo(f).LinkTarget == target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
