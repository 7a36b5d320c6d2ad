using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Tells counts of pages how large a page is, where a report shows that it is not 4 KiB: arm64 and ppc64 also have 16 and 64 KiB.</summary>
internal static class PageUnits
{
    /// <summary>The facts, with the page size at those in pages of such an incident.</summary>
    public static FactSet Mark(FactSet facts)
    {
        var sizes = new Dictionary<int, byte>();
        foreach (var fact in facts.Every(MemFacts.PageSize))
        {
            if (fact is { Incident: { } incident, Value.Integer: 8 or 16 or 32 or 64 })
                sizes[incident] = (byte)fact.Value.Integer!.Value;
        }

        return sizes.Count == 0
            ? facts
            : new FactSet(facts.All.Select(f => f.Key.Unit == FactUnit.Pages && f.Incident is { } incident && sizes.TryGetValue(incident, out var size) ? f with { PageKb = size } : f));
    }
}
