namespace MemHelpBot.Remedies.Tests;

/// <summary>Every template, open and filled, is clean shell. One process for all of them.</summary>
public sealed class ShellTests
{
    private static readonly string? Bash = Find("bash");

    private static readonly string? Shellcheck = Find("shellcheck");

    [Fact]
    public void Bash_parses_every_command()
    {
        Assert.SkipWhen(Bash is null, "bash is not installed, so the commands cannot be parsed");
        // Each in a function of its own: one that does not parse cannot hide in the next.
        var script = string.Concat(All().Select((c, i) => $"f{i}() {{\n:\n{c.Command}\n}}\n"));
        Assert.Equal("", Shipped.Run(Bash!, ["-n"], script));
    }

    [Fact]
    public void Shellcheck_finds_nothing()
    {
        Assert.SkipWhen(Shellcheck is null, "shellcheck is not installed (.ci/run installs it)");
        var folder = Directory.CreateTempSubdirectory("memhelp-remedies");
        try
        {
            foreach (var (name, command) in All())
                File.WriteAllText(Path.Combine(folder.FullName, name), command + "\n");
            Assert.Equal("", Shipped.Run(Shellcheck!, ["-s", "bash", "-S", "warning", "-f", "gcc", .. All().Select(c => Path.Combine(folder.FullName, c.Name))], ""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Command)> All() =>
        Shipped.Remedies.SelectMany(r => new[] { (r.Id + ".open", Shipped.Open(r)), (r.Id + ".filled", Shipped.Filled(r)) });

    private static string? Find(string tool) => new[] { "/usr/bin/", "/bin/", "/usr/local/bin/" }.Select(p => p + tool).FirstOrDefault(File.Exists);
}
