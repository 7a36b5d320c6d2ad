using System.Text;
using MemHelpBot.Cli.Input;

namespace MemHelpBot.Cli;

/// <summary>What a run reads from and writes to. Tests put memory in its place.</summary>
/// <param name="Input">Standard input as bytes.</param>
/// <param name="Output">Standard output: UTF-8, line ends as written.</param>
/// <param name="Error">Standard error.</param>
/// <param name="InputIsTerminal">Whether a person types the input.</param>
/// <param name="OutputIsTerminal">Whether a person watches the output.</param>
/// <param name="Columns">Width of the terminal; ignored when the output is none.</param>
/// <param name="Variable">An environment variable, or null.</param>
/// <param name="Clock">The time that reports carry.</param>
internal sealed record Surroundings(
    Stream Input, TextWriter Output, TextWriter Error, bool InputIsTerminal, bool OutputIsTerminal, int Columns,
    Func<string, string?> Variable, TimeProvider Clock)
{
    /// <summary>Whether a person watches standard error.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Standard output as bytes, for what is not text; nothing else may be written then.</summary>
    public Func<Stream> OpenOutput { get; init; } = () => throw new InvalidOperationException("There is no output of bytes here.");

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 16 * 1024) { AutoFlush = false, NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var watched = !Console.IsOutputRedirected;
        return new Surroundings(
            StandardInput.IsClosed() ? Stream.Null : Console.OpenStandardInput(), output, error, !Console.IsInputRedirected, watched,
            watched ? Console.WindowWidth : 0, Environment.GetEnvironmentVariable, TimeProvider.System)
        {
            ErrorIsTerminal = !Console.IsErrorRedirected,
            OpenOutput = Console.OpenStandardOutput,
        };
    }
}
