using MemHelpBot.Answers;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Rewording;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// What a language model adds to a reply that is shown already: a question that was not understood may be, and sentences may read better.
/// Facts, causes, commands and citations come from the deterministic part, which composes and verifies again.
/// </summary>
internal sealed class Improvement(Corpus corpus, ICaseStore store, AnswerComposer composer, ModelDesk desk)
{
    /// <summary>Documents among which a model may choose.</summary>
    private const int Offered = 12;

    private const int Kept = 5;

    private readonly QuestionReading questions = new(corpus, desk);
    private readonly AnswerRewording wording = new(desk);

    /// <summary>The better reply; null when the one shown stands.</summary>
    public async ValueTask<Reply?> OfAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Basis is not { } basis)
            return null;
        var understood = basis.NotUnderstood ? await UnderstoodAsync(reply, basis, cancellationToken).ConfigureAwait(false) : null;
        var (current, request, focus) = understood is { } u ? (u.Reply, u.Request, u.Focus) : (reply, basis.Request, basis.Focus);
        if (await wording.OfAsync(current.Answer, cancellationToken).ConfigureAwait(false) is { } reworded
            && composer.Reworded(current.Answer, reworded, request, focus?.Topics ?? []) is { } worded)
            return current with { Answer = worded, Text = worded.Markdown };
        return understood?.Reply;
    }

    private async ValueTask<(Reply Reply, AnswerRequest Request, Focus? Focus)?> UnderstoodAsync(Reply reply, ReplyBasis basis, CancellationToken cancellationToken)
    {
        try
        {
            var plan = RetrievalPlanner.Plan(basis.Request, basis.Words) with { Limit = Offered };
            var found = await store.FindAsync(plan, cancellationToken).ConfigureAwait(false);
            if (await questions.OfAsync(reply.Answer, basis.Words, basis.Follows, found, cancellationToken).ConfigureAwait(false) is not { } read)
                return null;
            var more = read.Query.Length == 0 ? [] : await store.FindAsync(plan with { Text = $"{basis.Words}\n{read.Query}" }, cancellationToken).ConfigureAwait(false);
            var request = basis.Request with { Hits = Chosen(found, more, read.Documents), Language = basis.LanguageKnown ? basis.Request.Language : read.Language ?? basis.Request.Language };
            var answer = composer.ComposeVerified(request, request.Paste!, read.Focus, out _);
            return answer.Markdown == reply.Answer.Markdown ? null : (new Reply(answer, answer.Markdown, answer.Part is not null) { Basis = basis }, request, answer.Part is null ? null : read.Focus);
        }
        catch (CaseStoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>What the model chose among what was found, then what the rewritten question finds, then the rest.</summary>
    private static IReadOnlyList<CaseHit> Chosen(IReadOnlyList<CaseHit> found, IReadOnlyList<CaseHit> more, IReadOnlyList<string> chosen) =>
        [.. RetrievalPlanner.Kept([.. chosen.Select(id => found.First(h => h.Document.Id == id)).Concat(more).Concat(found).DistinctBy(h => h.Document.Id)]).Take(Kept)];
}

/// <summary>What a reply was made of, for what may still be done to it.</summary>
/// <param name="Request">Everything the answer was composed from.</param>
/// <param name="Focus">What a follow-up asked for.</param>
/// <param name="Words">The person's own words of this turn.</param>
/// <param name="Follows">Whether there was an answer before.</param>
/// <param name="NotUnderstood">Whether the words asked for something that was not known, and brought no evidence.</param>
/// <param name="LanguageKnown">Whether the language was told or could be read.</param>
internal sealed record ReplyBasis(AnswerRequest Request, Focus? Focus, string Words, bool Follows, bool NotUnderstood, bool LanguageKnown);
