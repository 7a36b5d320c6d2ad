using MemHelpBot.Answers;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Rewording;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// What models add to a reply that is shown already: better documents may be found, a question that was not understood may be, and sentences
/// may read better. Facts, causes, commands and citations come from the deterministic part, which composes and verifies again.
/// </summary>
/// <param name="corpus">What is said and cited.</param>
/// <param name="store">Where documents are found; it may take its time.</param>
/// <param name="composer">Composes and verifies.</param>
/// <param name="desk">Where the language model is asked; null for none.</param>
internal sealed class Improvement(Corpus corpus, ICaseStore store, AnswerComposer composer, ModelDesk? desk)
{
    /// <summary>Documents among which a model may choose.</summary>
    private const int Offered = 12;

    private readonly QuestionReading? questions = desk is null ? null : new(corpus, desk);
    private readonly ErrorReading? errors = desk is null ? null : new(corpus, desk);
    private readonly AnswerRewording? wording = desk is null ? null : new(desk);

    /// <summary>The better reply; null when the one shown stands.</summary>
    public async ValueTask<Reply?> OfAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Basis is not { } basis || reply.Forgets)
            return null;
        var started = desk?.Now ?? 0;
        var found = await FoundAsync(reply, basis, started, cancellationToken).ConfigureAwait(false);
        var current = found ?? new Found(reply, basis.Request, basis.Focus);
        if (wording is not null && await wording.OfAsync(current.Reply.Answer, started, cancellationToken).ConfigureAwait(false) is { } reworded
            && composer.Reworded(current.Reply.Answer, reworded, current.Request, current.Focus?.Topics ?? []) is { } worded)
            return current.Reply with { Answer = worded, Text = worded.Markdown, WrittenByModel = true };
        return found?.Reply;
    }

    /// <summary>The reply with what a model makes of the question, and with the documents that the store finds for it; null when nothing changes.</summary>
    private async ValueTask<Found?> FoundAsync(Reply reply, ReplyBasis basis, long started, CancellationToken cancellationToken)
    {
        try
        {
            var plan = RetrievalPlanner.Plan(basis.Request, basis.Words) with { Limit = Offered };
            var hits = await store.FindAsync(plan, cancellationToken).ConfigureAwait(false);
            var unknown = basis.Focus is null && errors is not null ? ErrorReading.UnknownOf(basis.Request) : [];
            var similar = unknown.Count == 0 ? [] : await errors!.OfAsync(basis.Request, unknown, hits, started, cancellationToken).ConfigureAwait(false);
            // Lines of a program ask nothing; what stands beside them may.
            var words = unknown.Count == 0 ? basis.Words : string.Join('\n', basis.Words.Split('\n').Except(unknown.Select(u => u.Text)));
            var read = basis.NotUnderstood && questions is not null && words.Any(char.IsLetter)
                ? await questions.OfAsync(reply.Answer, basis.Request, words, basis.Follows, hits, started, cancellationToken).ConfigureAwait(false) : null;
            var more = read is not { Query.Length: > 0 } ? [] : await store.FindAsync(plan with { Text = $"{basis.Words}\n{read.Query}" }, cancellationToken).ConfigureAwait(false);
            // Key words of the field say that the question is one of it after all.
            var focus = read?.Focus ?? (read is { Query.Length: > 0 } ? null : basis.Focus);
            var request = basis.Request with
            {
                Hits = Chosen(hits, more, [.. similar.Select(s => s.Document.Id).Where(id => hits.Any(h => h.Document.Id == id)), .. read?.Documents ?? []]),
                Similar = similar,
                Language = basis.LanguageKnown ? basis.Request.Language : read?.Language ?? basis.Request.Language,
            };
            var answer = composer.ComposeVerified(request, request.Paste!, focus, out _);
            if (answer.Markdown == reply.Answer.Markdown)
                return null;
            return new Found(reply with { Answer = answer, Text = answer.Markdown, IsFollowUp = answer.Part is not null }, request, answer.Part is null ? null : focus);
        }
        catch (CaseStoreUnavailableException)
        {
            return null;
        }
        catch (CaseIndexMismatchException)
        {
            return null;
        }
    }

    /// <summary>What the model chose among what was found, then what the rewritten question finds, then the rest.</summary>
    private static IReadOnlyList<CaseHit> Chosen(IReadOnlyList<CaseHit> found, IReadOnlyList<CaseHit> more, IReadOnlyList<string> chosen) =>
        RetrievalPlanner.Kept([.. chosen.Distinct(StringComparer.Ordinal).Select(id => found.First(h => h.Document.Id == id)).Concat(more).Concat(found).DistinctBy(h => h.Document.Id)]);

    private sealed record Found(Reply Reply, AnswerRequest Request, Focus? Focus);
}

/// <summary>What a reply was made of, for what may still be done to it.</summary>
/// <param name="Request">Everything the answer was composed from.</param>
/// <param name="Focus">What a follow-up asked for.</param>
/// <param name="Words">The person's own words of this turn.</param>
/// <param name="Follows">Whether there was an answer before.</param>
/// <param name="NotUnderstood">Whether the words asked for something that was not known, and brought no evidence.</param>
/// <param name="LanguageKnown">Whether the language was told or could be read.</param>
internal sealed record ReplyBasis(AnswerRequest Request, Focus? Focus, string Words, bool Follows, bool NotUnderstood, bool LanguageKnown);
