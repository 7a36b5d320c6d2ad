using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Files of a cgroup, of /proc/sys and of /proc/PID as cat, head (<c>==> file &lt;==</c>), grep (<c>file:value</c>) and cgget (<c>memory.max: value</c>)
/// show them, versions 1 and 2. A block of memory.stat or memory.events is known by its first two lines also without its name.
/// </summary>
internal sealed class ShownFiles : IMarkedReader
{
    private readonly Queue<(string Path, KernelFile File)> shown = [];
    private KernelFile? keyed;
    private LogLine? held;
    private string? lastPath;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } =
        ["memory.", "pids.", "cpuset.", "oom_score", "mm_stat", "/proc/sys/", "anon ", "cache ", "low ", "oom_kill_disable", "kernel."];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (!Named(line, into) && !Unnamed(line))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace())
            return LineOutcome.Foreign;
        if (held is not null ? !Confirmed(line, into) : !Named(line, into) && !Field(line, into) && !Value(line, into))
        {
            if (shown.Count == 0 || !Scan.Has(text, "No such file"))
                return LineOutcome.Ended;
            shown.Dequeue();
        }

        stretch.Add(line, into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        if (held is { } prose)
            into.Prose(prose);
        shown.Clear();
        (keyed, held, lastPath) = (null, null, null);
        stretch.Close("kernel-files", into);
    }

    private bool Named(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (Scan.At(text, start, "==> ") && Scan.Behind(text, " <==", start) is > 0 and var close)
            return Announce(text[(start + 4)..(close - 4)], start + 4, line, into);
        return Inline(line, start, into) || Command(line, into);
    }

    /// <summary><c>/sys/fs/cgroup/x/memory.max:max</c>, <c>memory.events:oom_kill 3</c>, <c>memory.limit_in_bytes: 536870912</c>, <c>kernel.pid_max = 32768</c></summary>
    private bool Inline(in LogLine line, int start, ReadingBuilder into)
    {
        var text = line.Text;
        var word = Scan.Word(text, start);
        var name = word[(word.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':');
        var path = colon < 0 ? word : word[..(word.Length - name.Length + colon)];
        var at = start + path.Length;
        if (path.StartsWith("kernel.", StringComparison.Ordinal) && KernelFile.IsKernelSetting(path["kernel.".Length..]))
        {
            at = Scan.Blanks(text, at);
            return at < text.Length && text[at] == '=' && Amount.TellWord(SettingFacts.KernelSetting, line, at + 1, into, path["kernel.".Length..].ToString());
        }

        if (KernelFile.Of(path) is not { } file || ReferenceEquals(file.Key, VmFacts.Setting))
            return false;
        at = Scan.Blanks(text, colon < 0 ? at : at + 1);
        if (colon < 0 && at < text.Length && text[at] == '=')
            at = Scan.Blanks(text, at + 1);
        if (at >= text.TrimEnd().Length)
            return colon >= 0 && Announce(path, start, line, into);
        if (file.Keyed)
        {
            var field = Scan.Word(text, at);
            if (!Told(file, field, line, at + field.Length, into))
                return false;
            keyed = file;
        }
        else if (!Single(file, line, at, into))
        {
            return false;
        }

        Place(path, start, line, into);
        return true;
    }

    /// <summary>A command at a prompt that shows known files: their contents follow.</summary>
    private bool Command(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var verb = text.IndexOf("cat ", StringComparison.Ordinal);
        if (verb < 0)
            verb = text.IndexOf("more ", StringComparison.Ordinal);
        if (verb < 0 || !IsCommand(text[..verb]))
            return false;
        var files = new List<(int At, string Path, KernelFile File)>();
        for (var at = Scan.Blanks(text, verb + Scan.Word(text, verb).Length); at < text.Length && text[at] is not ('|' or ';' or '&' or '>' or '2'); at = Scan.Blanks(text, at))
        {
            var word = Scan.Word(text, at);
            if (word[0] != '-')
            {
                // Another word than a file is a sentence, or a file that would shift the values of the others.
                if (KernelFile.Of(word.TrimEnd(";")) is not { } file || file.Key.Pattern == VmFacts.Setting.Pattern)
                    return false;
                files.Add((at, word.TrimEnd(";").ToString(), file));
            }

            at += word.Length;
        }

        if (files.Count == 0 || files.Count > 1 && files.Exists(f => f.File.Keyed))
            return false;
        shown.Clear();
        keyed = null;
        foreach (var (at, path, file) in files)
        {
            if (file.Keyed)
                keyed = file;
            else
                shown.Enqueue((path, file));
            Place(path, at, line, into);
        }

        return true;
    }

    /// <summary>Whether cat (or more) stands where a command does: at a prompt, behind sudo, behind <c>--</c> of exec, alone.</summary>
    private static bool IsCommand(ReadOnlySpan<char> upToVerb)
    {
        var before = upToVerb.TrimEnd();
        return before.IsEmpty || before[^1] is '$' or '#' or '>' or '%' or ';' or '&'
            || before.Length < upToVerb.Length && (before.EndsWith("sudo", StringComparison.Ordinal) || before.EndsWith(" --", StringComparison.Ordinal) || Scan.Has(before, "docker exec") || Scan.Has(before, "podman exec"));
    }

    private bool Announce(ReadOnlySpan<char> path, int at, in LogLine line, ReadingBuilder into)
    {
        shown.Clear();
        keyed = null;
        if (KernelFile.Of(path) is not { } file)
            return false;
        if (file.Keyed)
            keyed = file;
        else
            shown.Enqueue((path.ToString(), file));
        Place(path, at, line, into);
        return true;
    }

    private bool Value(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (shown.Count == 0 || !Single(shown.Peek().File, line, start, into))
            return false;
        shown.Dequeue();
        return true;
    }

    /// <summary>The one value of a file, to the end of the line.</summary>
    private static bool Single(KernelFile file, in LogLine line, int at, ReadingBuilder into)
    {
        var rest = line.Text[at..].TrimEnd();
        if (ReferenceEquals(file.Key, SwapFacts.ZramData))
            return Zram(file, line, at, into);
        if (rest.IsEmpty || rest.ContainsAny(' ', '\t'))
            return false;
        if (file.Key.Kind != FactValueKind.Text)
            return Clean(rest) && Amount.Tell(file.Key, line, at, rest.Length, into, file.Subject, file.Bare);
        if (rest.ContainsAnyExcept(Characters.List))
            return false;
        into.Tell(file.Key, FactValue.Of(rest.ToString()), line, at, rest.Length);
        return true;
    }

    /// <summary>Whether a value is as the kernel prints it; sizes with units are no kernel's.</summary>
    private static bool Clean(ReadOnlySpan<char> value) => value is "max" || !value.ContainsAnyExceptInRange('0', '9') || value[0] == '-' && !value[1..].ContainsAnyExceptInRange('0', '9');

    /// <summary>mm_stat: orig_data_size compr_data_size mem_used_total mem_limit …, in bytes (Documentation/admin-guide/blockdev/zram.rst).</summary>
    private static bool Zram(KernelFile file, in LogLine line, int at, ReadingBuilder into)
    {
        Span<Range> ranges = stackalloc Range[10];
        var row = Row.Of(line.Text[at..], ranges);
        if (at > Scan.Blanks(line.Text, 0) || row.Count < 7)
            return false;
        FactKey[] keys = [SwapFacts.ZramData, SwapFacts.ZramCompressed, SwapFacts.ZramTotal, SwapFacts.ZramLimit];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!Amount.Tell(keys[i], line, at + row.Start(i), row.Length(i), into, file.Subject, 1))
                return false;
        }

        return true;
    }

    private bool Field(in LogLine line, ReadingBuilder into)
    {
        if (keyed is not { } file)
            return false;
        var start = Scan.Blanks(line.Text, 0);
        var name = Scan.Word(line.Text, start);
        return Told(file, name, line, start + name.Length, into);
    }

    private static bool Told(KernelFile file, ReadOnlySpan<char> name, in LogLine line, int at, ReadingBuilder into)
    {
        if (name.IsEmpty || name.ContainsAnyExcept(Characters.Counter) || Scan.Integer(line.Text, at) is not { } value || value.End != line.Text.TrimEnd().Length)
            return false;
        if (!ReferenceEquals(file.Key, MemcgFacts.Stat))
        {
            into.Tell(file.Key, FactValue.Of(value.Value), line, value.Offset, value.Length, null, file.Key.HasSubject ? name.ToString() : null);
            return true;
        }

        if (MemoryStat.Of(name) is { } stat)
            Amount.Tell(stat.Key, line, value.Offset, value.Length, into, stat.Subject, 1);
        return true;
    }

    /// <summary>The first line of memory.stat or memory.events without its name; the second line decides.</summary>
    private bool Unnamed(in LogLine line)
    {
        var start = Scan.Blanks(line.Text, 0);
        var name = Scan.Word(line.Text, start);
        if (name is not ("anon" or "cache" or "low" or "oom_kill_disable") || Scan.Integer(line.Text, start + name.Length) is not { } value || value.End != line.Text.TrimEnd().Length)
            return false;
        held = line;
        return true;
    }

    private bool Confirmed(in LogLine line, ReadingBuilder into)
    {
        var first = held!.Value;
        var second = Scan.Word(line.Text, Scan.Blanks(line.Text, 0));
        KernelFile? file = Scan.Word(first.Text, Scan.Blanks(first.Text, 0)) switch
        {
            "anon" when second is "file" => new(MemcgFacts.Stat, 1, true),
            "cache" when second is "rss" => new(MemcgFacts.Stat, 1, true),
            "low" when second is "high" => new(MemcgFacts.Event, 0, true),
            "oom_kill_disable" when second is "under_oom" => new(MemcgFacts.OomControl, 0, true),
            _ => null,
        };
        if (file is null)
            return false;
        keyed = file;
        held = null;
        return Field(first, into) && Field(line, into);
    }

    /// <summary>Tells the cgroup that a path names, once in a row.</summary>
    private void Place(ReadOnlySpan<char> path, int at, in LogLine line, ReadingBuilder into)
    {
        const string root = "/sys/fs/cgroup";
        var slash = path.LastIndexOf('/');
        if (slash <= root.Length || !path.StartsWith(root, StringComparison.Ordinal))
            return;
        var group = path[root.Length..slash];
        var from = root.Length;
        foreach (var controller in (ReadOnlySpan<string>)["/memory", "/pids", "/cpuset", "/unified"])
        {
            if (!group.StartsWith(controller, StringComparison.Ordinal) || group.Length > controller.Length && group[controller.Length] != '/')
                continue;
            group = group[controller.Length..];
            from += controller.Length;
            break;
        }

        if (group.IsEmpty || group.SequenceEqual(lastPath))
            return;
        lastPath = group.ToString();
        into.Tell(MemcgFacts.Path, FactValue.Of(lastPath), line, at + from, group.Length);
    }
}
