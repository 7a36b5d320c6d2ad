using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>
/// The same cgroup, Pod, unit or program killed again and again: a loop. Where the victims were of one size each time, the limit
/// decides when; where they were larger each time, or a raised limit was reached again, the need grows.
/// </summary>
internal static class RepeatedKills
{
    /// <summary>Fewer are a coincidence.</summary>
    private const int Least = 3;

    /// <summary>Kills further apart than this are no loop: one day.</summary>
    private const long LongestGap = 86_400;

    /// <summary>Kills closer than this follow one another faster than a service is restarted by hand or by timer.</summary>
    private const long Burst = 10;

    public static void Find(IReadOnlyList<Kill> kills, PatternsFound into)
    {
        foreach (var group in kills.GroupBy(k => (k.Host, Name: k.Owner ?? k.Victim!, Whole: k.Owner is not null)).OrderBy(g => g.First().Incident.Index))
        {
            foreach (var run in Runs([.. group]).Where(r => r.Count >= Least))
                Tell(group.Key.Name, group.Key.Whole, run, into);
        }
    }

    // A gap of more than a day, or a clock that goes back, ends a run; kills without a time stay together by their order.
    private static IEnumerable<List<Kill>> Runs(List<Kill> kills)
    {
        var run = new List<Kill>();
        foreach (var kill in kills)
        {
            if (run.Count > 0 && run[^1].At is { } before && kill.At is { } now && before.Until(now) is not (>= 0 and <= LongestGap))
            {
                yield return run;
                run = [];
            }

            run.Add(kill);
        }

        yield return run;
    }

    private static void Tell(string name, bool isGroup, List<Kill> run, PatternsFound into)
    {
        // The first, the second and the last line show that it repeats; all of them would only be long.
        Fact[] from = [run[0].Anchor, run[1].Anchor, run[^1].Anchor];
        var kills = into.Derive(TogetherFacts.Kills, name, run.Count, "number of kills of the same name", from);
        EvidenceArgument[] named = [new("name", null, name, run[0].Anchor.Span), EvidenceArgument.Of("kills", kills)];
        if (run[0].At is { } first && run[^1].At is { } last && first.Until(last) is { } seconds && run.TrueForAll(k => k.At is not null))
        {
            var span = into.Derive(TogetherFacts.Seconds, name, seconds, "time of the last kill − time of the first", from);
            if (seconds / (run.Count - 1) < Burst)
            {
                into.Say(isGroup ? "burst-group" : "burst", [.. named, EvidenceArgument.Of("seconds", span)]);
            }
            else
            {
                var interval = into.Derive(TogetherFacts.Interval, name, seconds / (run.Count - 1), "(time of the last kill − time of the first) ÷ (kills − 1)", from);
                into.Say(isGroup ? "loop-group" : "loop", [.. named, EvidenceArgument.Of("seconds", span), EvidenceArgument.Of("interval", interval)]);
            }
        }
        else
        {
            into.Say(isGroup ? "repeated-group" : "repeated", named);
        }

        Sizes(name, run, into);
        Limits(name, run, into);
    }

    private static void Sizes(string name, List<Kill> run, PatternsFound into)
    {
        var sized = run.Where(k => k.Victim == run[0].Victim && k.Anon?.Value.Integer is > 0 and < 1L << 50).ToList();
        if (sized.Count < Least)
            return;
        var sizes = sized.ConvertAll(k => k.Anon!.Value.Value.Integer!.Value);
        var (smallest, largest) = (sized[sizes.IndexOf(sizes.Min())].Anon!.Value, sized[sizes.IndexOf(sizes.Max())].Anon!.Value);
        var all = sized.Take(8).Select(k => k.Anon!.Value).Append(smallest).Append(largest).Distinct().ToArray();
        var from = into.Derive(TogetherFacts.Smallest, name, sizes.Min(), "smallest anon-rss of these kills", [smallest, .. all]);
        var to = into.Derive(TogetherFacts.Largest, name, sizes.Max(), "largest anon-rss of these kills", [largest, .. all]);
        EvidenceArgument[] arguments = [new("victim", null, sized[0].Victim, sized[0].Anchor.Span), EvidenceArgument.Of("smallest", from), EvidenceArgument.Of("largest", to)];
        var grows = sizes.Zip(sizes.Skip(1)).All(p => p.Second > p.First) && sizes[^1] * 10 >= sizes[0] * 12;
        if (grows)
        {
            into.Say("sizes-grow", arguments);
            into.SpeakForLeak("grows-across-kills", Strength.Strong, arguments);
        }
        else if (sizes.Max() * 100 <= sizes.Min() * 105)
        {
            into.Say("sizes-equal", arguments);
        }
    }

    private static void Limits(string name, List<Kill> run, PatternsFound into)
    {
        var limits = run.Where(k => k.Limit?.Value.Integer is > 0 and < 1L << 50).Select(k => k.Limit!.Value).ToList();
        if (limits.Count < 2 || limits[^1].Value.Integer <= limits[0].Value.Integer * 1.05)
            return;
        EvidenceArgument[] arguments = [new("name", null, name, run[0].Anchor.Span), EvidenceArgument.Of("before", limits[0]), EvidenceArgument.Of("after", limits[^1])];
        into.Say("limit-raised-in-vain", arguments);
        into.SpeakForLeak("raised-limit-reached", Strength.Weak, arguments);
    }
}
