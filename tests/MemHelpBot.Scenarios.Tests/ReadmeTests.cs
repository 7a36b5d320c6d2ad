using MemHelpBot.Rendering;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>The README shows real output: every line of its transcript stands in the answer, in that order.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_transcript_is_what_the_command_prints()
    {
        var readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var start = Array.IndexOf(readme, "$ memhelp diagnose docs/examples/kvm-host.log");
        Assert.True(start > 0, "the README shows no call of memhelp on the example");
        var shown = readme.Skip(start + 1).TakeWhile(l => l != "```").Where(l => l.Trim() is not ("" or "…")).ToList();
        Assert.True(shown.Count > 20);
        var printed = TerminalText.Short(Bot.Ask(Bot.Fixture("003-kvm-host.log")), TerminalStyle.Plain).Split('\n');
        var at = 0;
        foreach (var line in shown)
        {
            var found = Array.FindIndex(printed, at, l => l.TrimEnd() == line.TrimEnd());
            Assert.True(found >= 0, $"the README shows a line that is not printed (there): {line}");
            at = found + 1;
        }
    }
}
