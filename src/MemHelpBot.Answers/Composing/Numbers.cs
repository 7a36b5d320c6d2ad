using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>The computed numbers that the argument stands on, each with its formula.</summary>
internal sealed class Numbers(Phrases phrases, FactSet facts)
{
    private const int Most = 6;

    /// <summary>Computed facts worth telling even where no sentence uses them.</summary>
    private static readonly FactKey[] Always =
        [MeminfoFacts.Unaccounted, SlabFacts.BackedPages, MpiFacts.ThreadsTotal, ProgramFacts.PerRankBytes, CommitFacts.Ratio];

    /// <summary>The numbers behind the causes that stand, first those their sentences use.</summary>
    public IReadOnlyList<Claim> Tell(IEnumerable<Judgement> shown)
    {
        var used = shown.SelectMany(j => j.For.Concat(j.Against)).SelectMany(e => e.Arguments).Select(a => a.Fact).OfType<Fact>();
        return [.. used.Concat(Always.SelectMany(k => facts.Every(k)))
            .Where(f => f.Derivation is not null && FactText.Decimal(f.Value) is not null)
            .DistinctBy(f => (f.Key.Id, f.Subject, f.Incident))
            .Take(Most)
            .Select(Tell)];
    }

    private Claim Tell(Fact fact)
    {
        EvidenceArgument[] arguments =
        [
            new("name", null, fact.Name, fact.Span),
            EvidenceArgument.Of("value", fact),
            new("formula", null, phrases.Formula(fact.Derivation!.Formula), fact.Span),
        ];
        return new Claim(phrases.Own("number", arguments), Citations.Of(fact));
    }
}
