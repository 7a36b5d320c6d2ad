using System.Diagnostics;

namespace MemHelpBot.Cli.Tests.Making;

/// <summary>memhelp as a program of its own, with the shipped corpus.</summary>
internal static class Memhelp
{
    /// <summary>The program: what dotnet runs.</summary>
    public static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "memhelp.dll");

    /// <summary>The root of the repository.</summary>
    public static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(System.IO.Path.Combine(folder, "MemHelpBot.sln")))
                folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests lie outside of the repository.");
            return folder;
        }
    }

    /// <summary>The README's example.</summary>
    public static string ExampleLog => File.ReadAllText(System.IO.Path.Combine(Repository, "docs", "examples", "kvm-host.log"));

    /// <summary>Starts it with pipes.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new System.Text.UTF8Encoding(false),
        StandardOutputEncoding = System.Text.Encoding.UTF8,
    })!;
}
