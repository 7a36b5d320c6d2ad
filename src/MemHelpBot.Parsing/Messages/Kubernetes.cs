using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Pods as kubectl shows them (describe, get, YAML, JSON, events): OOMKilled, Evicted with threshold and use, limits and
/// requests. Ki, Mi, Gi are steps of 1024, K, M, G of 1000 here.
/// </summary>
internal sealed class Kubernetes(Failures failures) : MessageReader(failures)
{
    // DNS-1123: what a Pod or container may be named.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    private FactKey? section;
    private int sectionLine;

    public override IReadOnlyList<string> Triggers { get; } =
        ["OOMKilled", "OOMKilling", "System OOM encountered", "Evicted", "low on resource: memory", "limits", "Limits:", "requests", "Requests:", "memory:", "\"memory\":", "Restart Count:", "restartCount", "MemoryPressure", "failed container=", " pod=", " was using ", "describe pod "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        BackOff(line, text, into);
        Described(line, text, into);
        return SystemOom(line, text, into) || Section(line, text, into) || Low(line, text, into) || Using(line, text, into) || Reason(line, text, into) || Counts(line, text, into);
    }

    /// <summary>The kubelet's <c>back-off 5m0s restarting failed container=NAME pod=POD_NAMESPACE(UID)</c>.</summary>
    private void BackOff(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Behind(text, "failed container=") is > 0 and var container)
            Failures.Tell(KubernetesFacts.Container, line, into, container, Scan.Word(text, container).Length);
        var pod = Scan.Behind(text, "pod=");
        var name = pod < 0 ? default : Scan.Until(text, pod, '_');
        if (!name.IsEmpty && !name.ContainsAny(" =(") && Scan.Has(text[(pod + name.Length)..], "("))
            Failures.Tell(KubernetesFacts.Pod, line, into, pod, name.Length);
    }

    /// <summary>
    /// The kubelet's event on the node (pkg/kubelet/oom), in its log too: <c>System OOM encountered, victim process: java, pid: 12345</c>, to 1.15 the first
    /// three words alone. cAdvisor gives it for kills that no cgroup's limit asked for.
    /// </summary>
    private bool SystemOom(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "System OOM encountered");
        if (at < 0)
            return false;
        var pid = Scan.Integer(text, Scan.Behind(text, ", pid: ", at));
        Failures.Consequence(line, into, "k8s-system-oom", IncidentKind.Platform, pid is { } known ? text.Slice(known.Offset, known.Length).ToString() : null);
        var name = Scan.Behind(text, "victim process: ", at);
        if (pid is not { } number || name < 0)
            return true;
        Failures.Tell(OomFacts.Victim, line, into, name, number.Offset - ", pid: ".Length - name);
        Failures.Tell(OomFacts.VictimPid, number, line, into);
        return true;
    }

    /// <summary><c>Container c was using 48458972Ki, request is 15Gi, has larger consumption of memory.</c> on a line of its own behind the eviction (1.28+).</summary>
    private bool Using(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "ontainer ");
        var name = Scan.Word(text, at);
        if (name.IsEmpty || !Failures.Any || !Scan.At(text, at + name.Length, " was using "))
            return false;
        Failures.Tell(KubernetesFacts.Container, line, into, at, name.Length);
        Size(KubernetesFacts.MemoryRequest, "which exceeds its request of ", line, into);
        Size(KubernetesFacts.MemoryRequest, "request is ", line, into);
        Failures.Extend(line, into);
        return true;
    }

    /// <summary>The command <c>kubectl describe pod web-0</c>.</summary>
    private void Described(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var asked = Scan.Behind(text, "describe pod ");
        while (asked > 0 && Scan.At(text, asked, "-n "))
            asked = Scan.Blanks(text, Scan.Blanks(text, asked + 2) + Scan.Word(text, Scan.Blanks(text, asked + 2)).Length);
        if (asked > 0 && Scan.Word(text, asked) is { IsEmpty: false } pod && (char.IsAsciiLetterLower(pod[0]) || char.IsAsciiDigit(pod[0])) && pod.Contains('-') && !pod.ContainsAnyExcept(NameCharacters))
            Failures.Tell(KubernetesFacts.Pod, line, into, asked, pod.Length);
    }

    /// <summary><c>The node was low on resource: memory. Threshold quantity: 100Mi, available: 51Mi. Container c was using 2Gi, which exceeds its request of 90Mi.</c></summary>
    private bool Low(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "low on resource: memory");
        if (at < 0)
            return false;
        Failures.Failed(line, into, "k8s-evicted", IncidentKind.Platform);
        if (text[..at].IndexOf("Evicted", StringComparison.Ordinal) is >= 0 and var reason)
        {
            Failures.Tell(KubernetesFacts.Reason, line, into, reason, "Evicted".Length);
            Object(line, text, reason, into);
        }

        Size(KubernetesFacts.EvictionThreshold, "Threshold quantity: ", line, into);
        Size(KubernetesFacts.EvictionAvailable, "available: ", line, into);
        Size(KubernetesFacts.MemoryRequest, "which exceeds its request of ", line, into);
        Size(KubernetesFacts.MemoryRequest, "request is ", line, into);
        var container = Scan.Behind(text, "ontainer ", at);
        if (container > 0)
        {
            var name = Scan.Word(text, container);
            Failures.Tell(KubernetesFacts.Container, line, into, container, name.Length);
        }

        return true;
    }

    private bool Reason(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var killing = text.IndexOf("OOMKilling", StringComparison.Ordinal);
        if (killing >= 0)
        {
            Failures.Tell(KubernetesFacts.Reason, line, into, killing, "OOMKilling".Length);
            return true;
        }

        var killed = text.IndexOf("OOMKilled", StringComparison.Ordinal);
        if (killed >= 0)
            return Killed(line, text, killed, into);
        var evicted = text.IndexOf("Evicted", StringComparison.Ordinal);
        if (evicted < 0 || !IsStatus(text, evicted, "Evicted".Length))
            return false;
        if (Failures.Any || !Scan.Has(text, "\""))
            Failures.Failed(line, into, "k8s-evicted", IncidentKind.Platform, PodOf(text, evicted));
        Failures.Tell(KubernetesFacts.Reason, line, into, evicted, "Evicted".Length);
        Pod(line, text, evicted, into);
        Object(line, text, evicted, into);
        return true;
    }

    private static readonly string[] Verbs = [" shows", " says", " was", " were", " got", " been", " status", " reason", " with", "被", "状态为", "状态是", " pokazuje", " status to"];

    private bool Killed(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (Scan.Behind(text, "\"OOMKilled\":") is > 0 and var flag)
        {
            // docker inspect: the flag of the container's state.
            if (!Scan.At(text, Scan.Blanks(text, flag), "true"))
                return false;
            Failures.Consequence(line, into, "docker-oomkilled", IncidentKind.Platform);
            return true;
        }

        if (!IsStatus(text, at, "OOMKilled".Length) || Denial.Before(text, at))
            return false;
        Failures.Consequence(line, into, "k8s-oomkilled", IncidentKind.Platform, PodOf(text, at));
        Failures.Tell(KubernetesFacts.Reason, line, into, at, "OOMKilled".Length);
        Pod(line, text, at, into);
        return true;
    }

    /// <summary>Whether the word is a status: behind a colon or quote, or a cell of a table; not a part of a sentence.</summary>
    private static bool IsStatus(ReadOnlySpan<char> text, int at, int length)
    {
        var before = text[..at].TrimEnd();
        var after = text[(at + length)..];
        return before.IsEmpty || before[^1] is ':' or '"' or '=' or '(' or '`' || after.IsEmpty || after[0] is '"' or ',' or '`' or ')' || after.StartsWith("  ", StringComparison.Ordinal)
            || text[..at].EndsWith("  ", StringComparison.Ordinal) || SaidBy(before);
    }

    /// <summary>Whether the word is what a person says that the status was.</summary>
    private static bool SaidBy(ReadOnlySpan<char> before)
    {
        foreach (var verb in Verbs)
        {
            if (before.EndsWith(verb, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary><c>kubectl get pods</c>: NAME READY STATUS …; READY is n/m.</summary>
    private void Pod(in LogLine line, ReadOnlySpan<char> text, int status, ReadingBuilder into)
    {
        if (PodOf(text, status) is not { } pod)
            return;
        Failures.Tell(KubernetesFacts.Pod, line, into, text.IndexOf(pod, StringComparison.Ordinal), pod.Length);
        if (Scan.Integer(text, Scan.Blanks(text, status + Scan.Word(text, status).Length)) is { } restarts)
            Failures.Tell(KubernetesFacts.RestartCount, restarts, line, into);
    }

    /// <summary><c>kubectl get events</c>: the object's column behind the reason, <c>pod/web-0</c>.</summary>
    private void Object(in LogLine line, ReadOnlySpan<char> text, int reason, ReadingBuilder into)
    {
        var at = Scan.Behind(text, " pod/", reason);
        var name = Scan.Word(text, at);
        if (!name.IsEmpty && !name.ContainsAnyExcept(NameCharacters))
            Failures.Tell(KubernetesFacts.Pod, line, into, at, name.Length);
    }

    private static string? PodOf(ReadOnlySpan<char> text, int status)
    {
        var before = text[..status].Trim();
        var ready = before.LastIndexOf(' ');
        if (ready <= 0 || !before[ready..].Contains('/') || Scan.Integer(before, ready) is null)
            return null;
        var left = before[..ready].TrimEnd();
        return left[(left.LastIndexOf(' ') + 1)..].ToString();
    }

    /// <summary><c>Limits:</c> and below it <c>memory: 512Mi</c>, in describe, YAML and JSON; or both on one line.</summary>
    private bool Section(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var trimmed = text.TrimStart().TrimStart('"');
        var opens = trimmed.StartsWith("limits", StringComparison.OrdinalIgnoreCase) ? KubernetesFacts.MemoryLimit
            : trimmed.StartsWith("requests", StringComparison.OrdinalIgnoreCase) ? KubernetesFacts.MemoryRequest : null;
        if (opens is not null && Scan.Has(trimmed, ":"))
            (section, sectionLine) = (opens, line.Number);
        var at = Scan.Behind(text, "memory:");
        if (at < 0)
            at = Scan.Behind(text, "memory\":");
        if (at < 0 || section is null || line.Number - sectionLine > 4)
            return opens is not null && Scan.Has(trimmed, ":");
        while (at < text.Length && text[at] is ' ' or '"' or '\'')
            at++;
        if (Scan.Size(text, at, bare: 1, step: 1000) is not { } size)
            return false;
        Failures.Tell(section, size, line, into);
        section = null;
        return true;
    }

    private bool Counts(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "Restart Count:");
        if (at < 0)
            at = Scan.Behind(text, "restartCount:");
        if (at < 0)
            at = Scan.Behind(text, "restartCount\":");
        if (Scan.Integer(text, at) is { } count)
        {
            Failures.Tell(KubernetesFacts.RestartCount, count, line, into);
            return true;
        }

        var pressure = Scan.Behind(text, "MemoryPressure");
        if (pressure < 0 || Scan.Word(text, Scan.Blanks(text, pressure)) is not "True" && !Scan.Has(text, "NodeHasMemoryPressure") && !Scan.Has(text, "status is now: NodeHas"))
            return false;
        if (Scan.Has(text, "NodeHasNoMemoryPressure") || Scan.Has(text, "NodeHasSufficientMemory"))
            return false;
        Failures.Tell(KubernetesFacts.NodeCondition, FactValue.Of("MemoryPressure"), line, into, pressure - "MemoryPressure".Length, "MemoryPressure".Length);
        return true;
    }

    private void Size(FactKey key, string words, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Size(line.Text, Scan.Behind(line.Text, words), bare: 1, step: 1000) is { } size)
            Failures.Tell(key, size, line, into);
    }
}
