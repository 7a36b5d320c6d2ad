using MemHelpBot.Cases.Model;

namespace MemHelpBot.Remedies.Tests;

/// <summary>Every option of a command is one that the tool's manual knows (<c>Data/tool-options.txt</c>, made by <c>Data/tool-options.sh</c>).</summary>
public sealed class ToolOptionTests
{
    private static readonly Dictionary<string, HashSet<string>> Known =
        Shipped.Rows("tool-options.txt").ToDictionary(r => r[0], r => r[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));

    private static readonly HashSet<string> Elsewhere = [.. Shipped.Rows("tools-elsewhere.txt").Select(r => r[0])];

    /// <summary>Parts of the shell; kill takes signals, and test and printf hold no options that matter.</summary>
    private static readonly string[] Shells = ["echo", "printf", "export", "unset", "kill", "for", "test", "bash", "sh", "[", "{program}", "PROGRAM"];

    /// <summary>Tools that start another program: the options behind its name are that program's.</summary>
    private static readonly string[] Starters = ["docker exec", "podman exec", "runuser", "docker run", "podman run", "numactl", "systemd-run", "srun", "valgrind", "python3", "php"];

    [Fact]
    public void Every_tool_is_known_or_named_as_documented_elsewhere() =>
        Assert.Empty(Calls().Where(c => c.Tool is null).Select(c => $"{c.Remedy}: {c.Words[0]}").Distinct());

    [Fact]
    public void Every_option_stands_in_the_manual_of_its_tool() =>
        Assert.Empty(Calls().Where(c => c.Tool is not null && Known.ContainsKey(c.Tool)).SelectMany(Unknown).Distinct());

    [Fact]
    public void Every_property_of_a_unit_stands_in_the_manual_of_systemd()
    {
        var properties = Known["systemd-properties"];
        var named = Shipped.Remedies.SelectMany(r => Shell.Commands(Shipped.Open(r)).Select(words => (r.Id, words))).Where(c => c.words[0] is "systemctl" or "systemd-run")
            .SelectMany(c => c.words.Where((w, i) => i > 0 && c.words[i - 1] == "-p" || c.words.Contains("set-property") && w.Contains('=', StringComparison.Ordinal) && w[0] != '-')
                .Select(w => (c.Id, Name: w.Split('=')[0]))).ToList();
        Assert.True(named.Count > 40);
        Assert.Empty(named.Where(n => !properties.Contains(n.Name)).Select(n => $"{n.Id}: {n.Name}").Distinct());
        var inFiles = Shipped.Remedies.Where(r => r.Command.Contains("[Service]", StringComparison.Ordinal))
            .SelectMany(r => r.Command[r.Command.IndexOf("[Service]", StringComparison.Ordinal)..].Split("\\n").Skip(1).TakeWhile(l => l.Contains('=', StringComparison.Ordinal)).Select(l => (r.Id, Name: l.Split('=')[0]))).ToList();
        Assert.True(inFiles.Count >= 8);
        Assert.Empty(inFiles.Where(n => !properties.Contains(n.Name)).Select(n => $"{n.Id}: {n.Name}"));
    }

    private static IEnumerable<(string Remedy, string? Tool, IReadOnlyList<string> Words)> Calls()
    {
        foreach (var remedy in Shipped.Remedies)
        {
            var command = Shipped.Open(remedy);
            foreach (var (mark, tool) in (ReadOnlySpan<(string, string)>)[("#SBATCH ", "sbatch "), ("#BSUB ", "bsub "), ("#PBS ", "pbs "), ("#$ ", "qsub ")])
                command = command.StartsWith(mark, StringComparison.Ordinal) ? tool + command[mark.Length..] : command;
            foreach (var words in Shell.Commands(command).Where(w => !Shells.Contains(w[0])))
                yield return (remedy.Id, ToolOf(remedy, words), words);
        }
    }

    // PBS and Grid Engine have tools of the same names.
    private static string? ToolOf(Remedy remedy, IReadOnlyList<string> words)
    {
        if (remedy.When.Contains("pbs"))
            return "pbs";
        var names = words.Where(w => w[0] != '-').Take(3).ToList();
        for (var length = names.Count; length > 0; length--)
        {
            var name = string.Join(' ', names.Take(length));
            if (Known.ContainsKey(name) || Elsewhere.Contains(name))
                return name;
        }

        return null;
    }

    private static IEnumerable<string> Unknown((string Remedy, string? Tool, IReadOnlyList<string> Words) call)
    {
        var known = Known[call.Tool!];
        var names = call.Tool!.Count(c => c == ' ') + 1;
        foreach (var word in call.Words)
        {
            if (word == "--")
                yield break;
            if (word.Length < 2 || word[0] != '-')
            {
                if (--names < 0 && Starters.Contains(call.Tool))
                    yield break;
                continue;
            }

            var option = word.Split('=')[0];
            var number = option[1..].All(char.IsAsciiDigit) && call.Tool is "head" or "tail";
            if (!number && !known.Contains(option) && !(option[1] != '-' && Cluster(option, known)))
                yield return $"{call.Remedy}: {call.Tool} {word}";
        }
    }

    // -xz is -x -z; -A8, -N1 and -i.old are an option with its value.
    private static bool Cluster(string option, HashSet<string> known) =>
        option.Skip(1).All(c => known.Contains($"-{c}")) || known.Contains(option[..2]) && (option[2] == '.' || option.Skip(2).All(char.IsAsciiDigit));
}
