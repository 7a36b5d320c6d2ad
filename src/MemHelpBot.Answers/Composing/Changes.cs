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
            if (judgement.Verdict == Verdict.RuledOut && wording.Word(judgement).Against is [var reason, ..])
            {
                claims.Add(new Claim(
                    phrases.Own("changed-out").Replace("{cause}", wording.NameOf(judgement.Cause), StringComparison.Ordinal).Replace("{reason}", reason.Text, StringComparison.Ordinal), reason.Citations));
                continue;
            }

            var text = phrases.Own(earlier is null ? "changed-new" : "changed",
                new EvidenceArgument("cause", null, wording.NameOf(judgement.Cause)),
                new EvidenceArgument("before", null, earlier is null ? "" : Name(earlier.Verdict)),
                new EvidenceArgument("after", null, Name(judgement.Verdict)));
            claims.Add(new Claim(text, cited));
        }

        return claims.Count == 0 ? [] : [.. claims.Take(Most), .. Remains(now)];
    }

    /// <summary>What is still under discussion.</summary>
    private IEnumerable<Claim> Remains(IReadOnlyList<Judgement> now)
    {
        var open = now.Where(j => j.Verdict != Verdict.RuledOut && j.Cause != CauseIds.InsufficientEvidence).DistinctBy(j => j.Cause).Take(Most).ToList();
        var cited = open.SelectMany(j => Citations.Of(j.For.SelectMany(e => e.Arguments)).Take(1)).Distinct(StringComparer.Ordinal).ToList();
        if (cited.Count == 0)
            yield break;
        var names = open.Select(j => $"{wording.NameOf(j.Cause)} ({Name(j.Verdict)})");
        yield return new Claim(phrases.Own("changed-remains").Replace("{causes}", string.Join(phrases.Lang == "zh" ? "、" : ", ", names), StringComparison.Ordinal), cited);
    }

    private string Name(Verdict verdict) => phrases.Own("verdict-" + CauseWording.Name(verdict));
}
