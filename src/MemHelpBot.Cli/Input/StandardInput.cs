namespace MemHelpBot.Cli.Input;

/// <summary>Whether standard input is one at all.</summary>
internal static class StandardInput
{
    private const string Handles = "/proc/self/fd";

    /// <summary>
    /// Whether the process was started with standard input closed (<c>&lt;&amp;-</c>). The runtime's own pipe then gets the free number 0,
    /// and reading it would wait for ever; such a pipe has its writing end in this process too.
    /// </summary>
    public static bool IsClosed()
    {
        try
        {
            if (new FileInfo($"{Handles}/0").LinkTarget is not { } target)
                return OperatingSystem.IsLinux() && Directory.Exists(Handles);
            return target.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.EnumerateFileSystemEntries(Handles).Any(f => Path.GetFileName(f) is not ("0" or "1" or "2") && new FileInfo(f).LinkTarget == target && IsWriteEnd(Path.GetFileName(f)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "flags:" is octal; its last digit is the access mode, 1 for writing only. The runtime keeps copies of the reading end.
    private static bool IsWriteEnd(string handle) =>
        File.ReadLines($"/proc/self/fdinfo/{handle}").Any(l => l.StartsWith("flags:", StringComparison.Ordinal) && l.EndsWith('1'));
}
