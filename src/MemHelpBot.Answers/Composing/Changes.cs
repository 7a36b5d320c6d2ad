using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>What new evidence did to the causes under discussion.</summary>
internal sealed class Changes(Phrases phrases, CauseWording wording)
{
    private const int Most = 3;

    /// <summary>A sentence for each cause whose verdict changed, most certain first.</summary>
    public IReadOnlyList<Claim> Tell(IReadOnlyList<Judgement> before, IReadOnlyList<Judgement> now)
    {
        if (before.Count == 0)
            return [];
        var claims = new List<Claim>();
        foreach (var judgement in now.DistinctBy(j => j.Cause))
        {
            var earlier = before.FirstOrDefault(j => j.Cause == judgement.Cause);
            if (judgement.Cause == CauseIds.InsufficientEvidence || earlier?.Verdict == judgement.Verdict)
                continue;
            var cited = Citations.Of(judgement.For.Concat(judgement.Against).SelectMany(e => e.Arguments));
            if (cited.Count == 0)
                continue;
            var text = phrases.Own(earlier is null ? "changed-new" : "changed",
                new EvidenceArgument("cause", null, wording.NameOf(judgement.Cause)),
                new EvidenceArgument("before", null, earlier is null ? "" : Name(earlier.Verdict)),
                new EvidenceArgument("after", null, Name(judgement.Verdict)));
            claims.Add(new Claim(text, cited));
        }

        return [.. claims.Take(Most)];
    }

    private string Name(Verdict verdict) => phrases.Own("verdict-" + CauseWording.Name(verdict));
}
