using MemHelpBot.Facts;

namespace MemHelpBot.Scanning;

/// <summary>What makes incidents alike.</summary>
/// <param name="Kind">Kind of the incident.</param>
/// <param name="Victim">The task that was killed, or the program or message that failed; null when unknown.</param>
/// <param name="Cgroup">The cgroup whose limit was hit, with the parts that differ from run to run (ids, hashes) as <c>*</c>; null for none.</param>
/// <param name="Cause">Id of the primary cause; null when none was judged.</param>
public readonly record struct GroupKey(string Kind, string? Victim, string? Cgroup, string? Cause)
{
    /// <summary>The key of an incident.</summary>
    public static GroupKey Of(FoundIncident incident)
    {
        var facts = incident.Facts;
        var victim = facts.Text(OomFacts.Victim) ?? facts.Text(ProgramFacts.Name) ?? facts.Text(AllocFailureFacts.Comm)
            ?? (incident.Kind is IncidentKind.KernelOom or IncidentKind.KernelKillLine || incident.Signatures.Count == 0 ? null : incident.Signatures[0]);
        var cgroup = facts.Text(OomFacts.Memcg) ?? facts.Text(DaemonFacts.OomdCgroup);
        return new GroupKey(incident.Kind, victim, cgroup is null ? null : Generalised(cgroup), incident.Causes.Count > 0 ? incident.Causes[0].Id : null);
    }

    /// <summary>A cgroup's path without what differs from run to run: numbers of three digits or more, and hashes.</summary>
    public static string Generalised(string cgroup)
    {
        var text = new System.Text.StringBuilder(cgroup.Length);
        for (var at = 0; at < cgroup.Length;)
        {
            var (end, digits) = (at, 0);
            while (end < cgroup.Length && char.IsAsciiHexDigitLower(cgroup[end]))
                digits += char.IsAsciiDigit(cgroup[end++]) ? 1 : 0;
            var length = end < cgroup.Length && char.IsAsciiLetter(cgroup[end]) ? 0 : end - at;
            // The parts of one id (a UUID with _ or -) are one star.
            var goesOn = text.Length >= 2 && text[^2] == '*' && text[^1] is '_' or '-';
            if (length >= 4 && (digits > 0 || goesOn) || length == 3 && digits == 3)
            {
                if (goesOn)
                    text.Length--;
                else
                    text.Append('*');
                at = end;
                continue;
            }

            do
                text.Append(cgroup[at++]);
            while (at < cgroup.Length && char.IsAsciiLetter(cgroup[at]) && char.IsAsciiLetter(cgroup[at - 1]) && !cgroup.AsSpan(0, at).EndsWith("pod"));
        }

        return text.ToString();
    }
}

/// <summary>Incidents that are alike.</summary>
public sealed class IncidentGroup
{
    private const int MostHosts = 100;
    private const int Sampled = 512;
    private readonly HashSet<string> hosts = new(StringComparer.Ordinal);
    private readonly List<long> peaks = [];
    private (DateTimeOffset At, string Text)? first;
    private (DateTimeOffset At, string Text)? last;

    internal IncidentGroup(GroupKey key) => Key = key;

    /// <summary>What they share.</summary>
    public GroupKey Key { get; }

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Hosts they happened on, at most a hundred, by name.</summary>
    public IEnumerable<string> Hosts => hosts.Order(StringComparer.Ordinal);

    /// <summary>Whether there were more hosts than are kept.</summary>
    public bool HasMoreHosts { get; private set; }

    /// <summary>Time of the earliest one; null when none has a date.</summary>
    public string? First => first?.Text;

    /// <summary>Time of the latest one; null when none has a date.</summary>
    public string? Last => last?.Text;

    /// <summary>Median of the victims' anonymous resident memory in KiB (of the first 512 that tell it); null when none does.</summary>
    public long? TypicalPeakKb
    {
        get
        {
            if (peaks.Count == 0)
                return null;
            var sorted = peaks.Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    internal void Add(FoundIncident incident, TimeZoneInfo local)
    {
        Count++;
        if (incident.Host is { } host && !hosts.Contains(host) && !(HasMoreHosts |= hosts.Count >= MostHosts))
            hosts.Add(host);
        if (peaks.Count < Sampled && incident.Facts.Integer(OomFacts.VictimAnonRss) is { } peak)
            peaks.Add(peak);
        if (incident.When is not { } when)
            return;
        var at = when.In(local);
        if (first is null || at < first.Value.At)
            first = (at, when.ToString());
        if (last is null || at > last.Value.At)
            last = (at, when.ToString());
    }
}

/// <summary>Groups alike incidents as they are found. Holds at most <see cref="Most"/> groups.</summary>
/// <param name="local">The zone of logs that do not say theirs.</param>
public sealed class IncidentGroups(TimeZoneInfo local)
{
    /// <summary>Groups that are kept; the incidents of more are counted together.</summary>
    public const int Most = 2000;

    private readonly Dictionary<GroupKey, IncidentGroup> groups = [];

    /// <summary>Incidents in no group, because there were too many groups.</summary>
    public long Ungrouped { get; private set; }

    /// <summary>The groups, the largest first, then in the order of their first incident.</summary>
    public IReadOnlyList<IncidentGroup> All => [.. groups.Values.OrderByDescending(g => g.Count)];

    /// <summary>Takes an incident.</summary>
    public void Add(FoundIncident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var key = GroupKey.Of(incident);
        if (!groups.TryGetValue(key, out var group))
        {
            if (groups.Count >= Most)
            {
                Ungrouped++;
                return;
            }

            groups.Add(key, group = new IncidentGroup(key));
        }

        group.Add(incident, local);
    }
}
