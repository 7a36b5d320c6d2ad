using System.Text;

namespace MemHelpBot.Cli.Output;

/// <summary>Where answers go: standard output, or the file of <c>--output</c>, which is made only when there is something to write.</summary>
internal sealed class OutputTarget(Surroundings surroundings, string? path) : IDisposable
{
    private StreamWriter? file;

    /// <summary>Writes text and hands it on at once, so that a reader at the other end of a pipe need not wait for the last answer.</summary>
    /// <exception cref="WrongCallException">The file cannot be written.</exception>
    public void Write(string text)
    {
        if (path is null)
        {
            surroundings.Output.Write(text);
            surroundings.Output.Flush();
            return;
        }

        try
        {
            file ??= new StreamWriter(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
            file.Write(text);
            file.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new WrongCallException($"cannot write {path}: {Reason(e)}; name another file with --output", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            file?.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was told when it was written.
        }
    }

    private static string Reason(Exception e) => e switch
    {
        DirectoryNotFoundException => "its directory does not exist",
        UnauthorizedAccessException => "permission denied, or it is a directory",
        _ => e.Message,
    };
}
