using System.Diagnostics;
using System.Text;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Reads a PDF through <c>pdftotext</c> of poppler-utils, where it is installed: no library for PDF that can be had with the others is kept
/// up. The tool runs with limits of time, memory and output, since files are not to be trusted.
/// </summary>
internal static class PdfFormat
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const string Limits = "ulimit -t 60; ulimit -v 2000000; exec \"$0\" -q -layout -enc UTF-8 -eol unix \"$1\" -";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly Lazy<string?> Installed = new(() => Find("pdftotext"));

    /// <summary>The document, or why it is not read.</summary>
    public static SourceReading Read(byte[] pdf) => Read(pdf, Installed.Value);

    internal static SourceReading Read(byte[] pdf, string? tool)
    {
        if (tool is null)
            return new([], "is a PDF, and pdftotext is not installed: install the package poppler-utils");
        var directory = Directory.CreateTempSubdirectory("memhelp-pdf-");
        try
        {
            var path = Path.Combine(directory.FullName, "document.pdf");
            File.WriteAllBytes(path, pdf);
            var (text, why) = Run(tool, path);
            if (text is null)
                return new([], why);
            text = PageFurniture.Without(text);
            return string.IsNullOrWhiteSpace(text) ? new([], "holds no text: it may be a scan") : new([PlainTextFormat.Read(text)], null);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(d => Path.IsPathRooted(d)).Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);

    private static (string? Text, string? Why) Run(string tool, string path)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo("/bin/sh", ["-c", Limits, tool, path]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception failed)
        {
            return (null, $"is a PDF, and pdftotext cannot be run: {failed.Message}");
        }

        // The watch ends the process, and with it the reading.
        using var watch = new Timer(_ => Kill(process), null, Longest, Timeout.InfiniteTimeSpan);
        var error = process.StandardError.ReadToEndAsync();
        var text = ReadAll(process.StandardOutput.BaseStream);
        if (text is null)
            Kill(process);
        process.WaitForExit();
        return text is null ? (null, "is a PDF of more than 32 MiB of text: split it")
            : process.ExitCode != 0 ? (null, Reason(process.ExitCode, error.GetAwaiter().GetResult()))
            : (text, null);
    }

    private static string? ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (all.Length + read > MostBytes)
                return null;
            all.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }

    private static string Reason(int status, string error)
    {
        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? $"pdftotext ended with status {status}";
        return error.Contains("password", StringComparison.OrdinalIgnoreCase) ? "is a PDF with a password" : $"is a PDF that cannot be read: {(line.Length > 160 ? line[..160] : line)}";
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
