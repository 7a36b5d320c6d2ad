using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// ENOSPC and EDQUOT of a disk: <c>write /var/lib/x: no space left on device</c>. The same words about shared memory, a fabric's
/// segment or inotify's watches speak of something else.
/// </summary>
internal sealed class DiskFull(Failures failures) : MessageReader(failures)
{
    private static readonly string[] Others = ["shm", "shared memory", "NCCL", "UCX", "notify", "watch", "semget", "semaphore", "cgroup"];

    public override IReadOnlyList<string> Triggers { get; } = ["o space left on device", "Disk quota exceeded", "disk quota exceeded"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        foreach (var other in Others)
        {
            if (text.Contains(other, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        var at = Math.Max(text.IndexOf("o space left on device", StringComparison.Ordinal) - 1, text.IndexOf("isk quota exceeded", StringComparison.Ordinal) - 1);
        var before = text[..Math.Max(0, at)].TrimEnd();
        if (!before.IsEmpty && before[^1] is not (':' or ']' or '(' or '-' or ',' or '"' or '\'') || Denial.Before(text, at))
            return false;
        Failures.Failed(line, into, "disk-full");
        return true;
    }
}
