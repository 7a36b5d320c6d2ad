using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Reports;

/// <summary>One incident in the timeline of a report.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Happened">Victim, sizes and limits as the log has them.</param>
internal sealed record TimelineEntry(Incident Incident, string Happened);

/// <summary>What happened when, over all hosts; from facts only.</summary>
internal static class Timeline
{
    /// <summary>Incidents listed; a log of a loop has thousands.</summary>
    public const int Most = 200;

    private static readonly FactKey[] Shown =
    [
        OomFacts.Invoker, OomFacts.Order, AllocFailureFacts.Comm, AllocFailureFacts.Order, OomFacts.Memcg, MemcgFacts.Usage, MemcgFacts.Limit, OomFacts.Victim,
        OomFacts.VictimPid, OomFacts.VictimAnonRss, SlurmFacts.JobId, JobFacts.Peak, JobFacts.Limit, KubernetesFacts.Pod, KubernetesFacts.Reason,
        ProgramFacts.Name, ProgramFacts.FailedBytes, ProgramFacts.ExitCode, ProgramFacts.Signal,
    ];

    /// <summary>
    /// The incidents. Where every one has a time with year, month and day first, they stand in the order of time, whatever host they
    /// are from; otherwise in the order in which they were sent, because other forms of time (seconds since boot) do not compare between hosts.
    /// </summary>
    public static IReadOnlyList<TimelineEntry> Of(Answer answer)
    {
        var incidents = answer.Incidents.All(i => i.Time is { Length: >= 19 } time && char.IsAsciiDigit(time[0]) && time[4] == '-' && time[7] == '-')
            ? answer.Incidents.OrderBy(i => i.Time![..10] + i.Time[11..], StringComparer.Ordinal)
            : answer.Incidents.AsEnumerable();
        return [.. incidents.Take(Most).Select(i => new TimelineEntry(i, Happened(answer, i.Index)))];
    }

    private static string Happened(Answer answer, int incident)
    {
        var facts = new List<Fact>();
        foreach (var key in Shown)
        {
            if (answer.Facts.Every(key, incident) is var told && told.Any())
                facts.Add(told.First());
        }

        return string.Join("; ", facts.Select(f => $"{f.Name} = {FactValueText.Of(f, answer.Language)}"));
    }
}
