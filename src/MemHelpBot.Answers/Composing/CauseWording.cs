using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>Judgements in words.</summary>
internal sealed class CauseWording(Phrases phrases, CommandBook commands, EnvironmentWords environment, FactSet facts)
{
    /// <summary>The verdict as it stands in the answer object.</summary>
    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Confirmed => "confirmed",
        Verdict.Likely => "likely",
        Verdict.Possible => "possible",
        _ => "ruled-out",
    };

    /// <summary>The judgement with its evidence as sentences.</summary>
    public AnswerCause Word(Judgement judgement) => new(
        judgement.Cause,
        NameOf(judgement.Cause),
        Name(judgement.Verdict),
        judgement.Incident,
        Sentences(judgement.Cause, judgement.For),
        Sentences(judgement.Cause, judgement.Against),
        [.. judgement.Missing.Select(Ask).OfType<AnswerQuestion>()]);

    /// <summary>The cause's name as a person says it; its id when the corpus has no playbook for it.</summary>
    public string NameOf(string cause) => phrases.Corpus.Playbooks.TryGetValue(cause, out var playbook) ? playbook.Name.In(phrases.Lang) : cause;

    /// <summary>A question in words; null when the corpus does not know it, or when what it asks for was shown already.</summary>
    public AnswerQuestion? Ask(MissingEvidence missing)
    {
        if (Told.Already(missing.Id, facts) || !phrases.Corpus.Questions.TryGetValue(missing.Id, out var question))
            return null;
        var fitting = question.Elsewhere.Select(id => commands.Fill(id, null)).OfType<FilledCommand>()
            .FirstOrDefault(f => f.Remedy.When.Any(environment.Saw) && f.Remedy.When.All(environment.Holds));
        var command = (fitting ?? (question.Remedy is { } usual ? commands.Fill(usual, null) : null))?.Command ?? "";
        return new AnswerQuestion(question.Id, question.Text.In(phrases.Lang), command);
    }

    private List<Claim> Sentences(string cause, IReadOnlyList<Evidence> evidence)
    {
        var claims = new List<Claim>();
        foreach (var piece in evidence)
        {
            if (phrases.Of(cause, piece.Id, piece.Arguments) is { } text && Citations.Of(piece.Arguments) is { Count: > 0 } cited)
                claims.Add(new Claim(text, cited));
        }

        return claims;
    }
}
