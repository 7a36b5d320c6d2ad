using System.Diagnostics;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Remedies.Tests;

/// <summary>The catalogue as it ships, and its templates with sample values.</summary>
internal static class Shipped
{
    private static readonly Lazy<Corpus> Read = new(() => OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, CancellationToken.None).Corpus);

    public static Corpus Corpus => Read.Value;

    /// <summary>All remedies by id, so that a test's message is the same on every machine.</summary>
    public static IReadOnlyList<Remedy> Remedies { get; } = [.. Read.Value.Remedies.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>A template with every parameter as its placeholder.</summary>
    public static string Open(Remedy remedy) => CommandBook.Fill(remedy.Command, remedy.Parameters.ToDictionary(p => p.Name, p => p.Placeholder));

    /// <summary>A template with every parameter as a value that its type allows.</summary>
    public static string Filled(Remedy remedy) => CommandBook.Fill(remedy.Command, remedy.Parameters.ToDictionary(p => p.Name, p => Sample(p.Type)));

    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('|'));

    /// <summary>Runs a program over a text; what it prints, output before errors.</summary>
    public static string Run(string program, IEnumerable<string> arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult();
    }

    private static string Sample(string type) => type switch
    {
        "pid" => "4711",
        "size-kb" => "112640",
        "size-mb" => "2048",
        "size-bytes" => "1073741824",
        "count" => "8",
        "unit" => "app.service",
        "cgroup" => @"'/system.slice/a\x2db.service'",
        "path" => "/opt/app/run.sh",
        "node" => "1",
        "node-list" => "0-3",
        "job" => "4711_3.batch",
        "ctid" => "104",
        _ => "web-1",
    };
}
