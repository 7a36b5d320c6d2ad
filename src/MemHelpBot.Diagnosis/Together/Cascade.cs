using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>
/// Many victims on one host within minutes: each kill freed too little. What stands in every task table, is larger than each victim
/// and lives on is where to look; and a victim that is small beside all processes of another name was a bystander.
/// </summary>
internal static class Cascade
{
    private const int Least = 3;

    /// <summary>Kills of one cascade follow one another within ten minutes.</summary>
    private const long LongestGap = 600;

    public static void Find(FactSet facts, IReadOnlyList<Kill> kills, PatternsFound into)
    {
        foreach (var host in kills.Where(k => k.IsMachineWide).GroupBy(k => k.Host))
        {
            foreach (var run in Runs([.. host]).Where(r => r.Count >= Least && r.Select(k => k.Victim).Distinct().Count() >= 2))
                Tell(facts, host.Key.Length == 0 ? "host" : host.Key, run, into);
        }

        foreach (var kill in kills.Where(k => k.IsMachineWide).Take(3))
            Bystander(facts, kill, into);
    }

    // Without comparable times nothing is said to belong together.
    private static IEnumerable<List<Kill>> Runs(List<Kill> kills)
    {
        var run = new List<Kill>();
        foreach (var kill in kills)
        {
            if (run.Count > 0 && !(run[^1].At is { } before && kill.At is { } now && before.Until(now) is >= 0 and <= LongestGap))
            {
                yield return run;
                run = [];
            }

            run.Add(kill);
        }

        yield return run;
    }

    private static void Tell(FactSet facts, string host, List<Kill> run, PatternsFound into)
    {
        Fact[] from = [run[0].Anchor, run[1].Anchor, run[^1].Anchor];
        var kills = into.Derive(TogetherFacts.CascadeKills, host, run.Count, "number of machine-wide kills within ten minutes of one another", from);
        var seconds = into.Derive(TogetherFacts.CascadeSeconds, host, run[0].At!.Value.Until(run[^1].At!.Value) ?? 0, "time of the last kill − time of the first", from);
        into.Say("cascade", [EvidenceArgument.Of("kills", kills), EvidenceArgument.Of("seconds", seconds)]);
        var tables = run.ConvertAll(k => facts.FindOwn(TaskFacts.Top, k.Incident.Index));
        if (tables.Exists(t => t?.Value.Tasks is not { Count: > 0 }))
            return;
        var victims = run.Select(k => k.Victim).ToHashSet(StringComparer.Ordinal);
        foreach (var candidate in tables[0]!.Value.Value.Tasks!.Where(t => !victims.Contains(t.Comm)))
        {
            var sizes = tables.ConvertAll(t => t!.Value.Value.Tasks!.FirstOrDefault(g => g.Comm == candidate.Comm)?.RssKb ?? 0);
            if (sizes.Exists(s => s <= 0) || run.Where((k, i) => k.Anon?.Value.Integer is { } anon && anon >= sizes[i]).Any())
                continue;
            Survivor(host, candidate.Comm, tables[0]!.Value, tables[^1]!.Value, sizes, into);
            return;
        }
    }

    private static void Survivor(string host, string comm, Fact first, Fact last, List<long> sizes, PatternsFound into)
    {
        var name = into.Derive(TogetherFacts.Survivor, host, FactValue.Of(comm), "in every task table, larger than each victim, not killed", [first, last]);
        var from = into.Derive(TogetherFacts.SurvivorFirst, host, sizes[0], "Σ rss of the rows of that name in the first table", [first]);
        var to = into.Derive(TogetherFacts.SurvivorLast, host, sizes[^1], "Σ rss of the rows of that name in the last table", [last]);
        into.Say(sizes[^1] * 10 > sizes[0] * 11 ? "survivor-grows" : "survivor", [EvidenceArgument.Of("name", name), EvidenceArgument.Of("first", from), EvidenceArgument.Of("last", to)]);
    }

    private static void Bystander(FactSet facts, Kill kill, PatternsFound into)
    {
        if (facts.FindOwn(TaskFacts.Top, kill.Incident.Index) is not { Value.Tasks: [{ Count: > 1 } largest, ..] } table
            || kill is not { Victim: { } victim, Anon: { Value.Integer: > 0 and < 1L << 50 and var anon } held } || largest.Comm == victim || largest.RssKb < anon * 2)
            return;
        var incident = kill.Incident.Index;
        var name = into.Derive(TogetherFacts.LargestGroup, null, FactValue.Of(largest.Comm), "largest Σ rss of the rows of one name", [table], incident);
        var count = into.Derive(TogetherFacts.LargestGroupCount, null, FactValue.Of((long)largest.Count), "rows of that name", [table], incident);
        var rss = into.Derive(TogetherFacts.LargestGroupRss, null, FactValue.Of(largest.RssKb), "Σ rss of the rows of that name", [table], incident);
        into.Say("bystander", [EvidenceArgument.Of("victim", kill.Anchor), EvidenceArgument.Of("anon", held), EvidenceArgument.Of("group", name), EvidenceArgument.Of("count", count), EvidenceArgument.Of("rss", rss)]);
    }
}
