using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>The memory limit of a container in the command that starts it: <c>docker run -m 40g</c>, <c>--memory=512m</c>, <c>--limit-memory 512M</c>.</summary>
internal sealed class DockerRun(Failures failures) : MessageReader(failures)
{
    private const long SmallestBare = 4096;

    public override IReadOnlyList<string> Triggers { get; } = ["--limit-memory", "--memory", "docker run", "podman run", " --vm-bytes"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Image(line, text, into);
        var at = Option(text, "--limit-memory");
        if (at < 0)
            at = Option(text, "--memory");
        if (at < 0 && (Scan.Has(text, "docker run") || Scan.Has(text, "podman run")))
            at = Option(text, " -m");
        // No unit means bytes to docker, which refuses less than some MiB; other tools count MiB there.
        if (Scan.Kibibytes(text, at, bare: 1) is not { } limit || limit.Value < SmallestBare && Scan.Integer(text, at) is { } bare && bare.End == limit.End)
            return false;
        Failures.Tell(MemcgFacts.Limit, limit, line, into);
        return true;
    }

    private static int Option(ReadOnlySpan<char> text, string name)
    {
        var at = Scan.Behind(text, name);
        return at > 0 && at < text.Length && text[at] is ' ' or '=' ? at + 1 : -1;
    }

    /// <summary><c>image/stress:3.0 --vm 2 --vm-bytes 1024M</c>: the stress tool names itself by its options.</summary>
    private void Image(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf(" --vm ", StringComparison.Ordinal);
        if (at <= 0)
            return;
        var word = text[..at].TrimEnd();
        var start = word.LastIndexOfAny(" /") + 1;
        var name = word[start..];
        var tag = name.IndexOf(':');
        Failures.Tell(ProgramFacts.Name, line, into, start, tag < 0 ? name.Length : tag);
    }
}
