namespace MemHelpBot.Remedies.Tests;

/// <summary>Every kernel setting and file of a command is one that the kernel documents (<c>Data/kernel-names.txt</c>), and is offered to kernels that have it.</summary>
public sealed class KernelNameTests
{
    private static readonly Dictionary<string, string> Since = Shipped.Rows("kernel-names.txt").ToDictionary(r => r[0], r => r[1]);

    private static readonly List<(Cases.Model.Remedy Remedy, string Name)> Named = [.. Shipped.Remedies.SelectMany(r => Names(r.Command).Select(n => (r, n)))];

    [Fact]
    public void Every_setting_and_file_is_documented() =>
        Assert.Empty(Named.Where(n => !Since.ContainsKey(n.Name)).Select(n => $"{n.Remedy.Id}: {n.Name}"));

    [Fact]
    public void Every_name_of_the_list_is_used() => Assert.Empty(Since.Keys.Except(Named.Select(n => n.Name)));

    [Fact]
    public void What_changes_a_newer_setting_is_offered_to_kernels_that_have_it() =>
        Assert.Empty(Named
            .Where(n => n.Remedy.Risk != "read-only" && Version.TryParse(Since[n.Name], out var since) && since >= new Version(4, 5)
                && !n.Remedy.When.Contains($"kernel>={since}") && !(since == new Version(4, 5) && n.Remedy.When.Contains("cgroup-v2")))
            .Select(n => $"{n.Remedy.Id}: {n.Name} since {Since[n.Name]}"));

    private static IEnumerable<string> Names(string command)
    {
        foreach (var start in (string[])["vm.", "kernel.", "net."])
        {
            for (var at = command.IndexOf(start, StringComparison.Ordinal); at >= 0; at = command.IndexOf(start, at + 1, StringComparison.Ordinal))
            {
                var end = at + start.Length;
                while (end < command.Length && (char.IsAsciiLetterLower(command[end]) || char.IsAsciiDigit(command[end]) || command[end] is '_' || start == "net." && command[end] == '.' || command[end] is '-' && char.IsAsciiLetterLower(command[end + 1])))
                    end++;
                if (end > at + start.Length && (at == 0 || command[at - 1] is ' ' or '\''))
                    yield return command[at..end];
            }
        }

        foreach (var start in (string[])["/proc/", "/sys/"])
        {
            for (var at = command.IndexOf(start, StringComparison.Ordinal); at >= 0; at = command.IndexOf(start, at + 1, StringComparison.Ordinal))
            {
                var end = at;
                while (end < command.Length && (char.IsAsciiLetterOrDigit(command[end]) || "_{}/.*[]-".Contains(command[end], StringComparison.Ordinal)))
                    end++;
                if (at == 0 || command[at - 1] is ' ' or '>')
                    yield return command[at..end];
            }
        }
    }
}
