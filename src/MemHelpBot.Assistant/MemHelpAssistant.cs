using MemHelpBot.Answers;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.Understanding;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant;

/// <summary>The product behind <see cref="IAssistant"/>: reads, diagnoses, retrieves, composes, verifies. Thread-safe.</summary>
/// <param name="corpus">What is said and cited.</param>
/// <param name="store">Where documents are found.</param>
/// <param name="onViolation">Told of every sentence that was taken out because it broke a rule; null for nobody.</param>
/// <param name="models">Where a language model is asked to improve replies; null for none.</param>
/// <param name="slower">A store that finds better and takes longer, such as one that asks an embedding model: for improved replies; null for none.</param>
public sealed class MemHelpAssistant(Corpus corpus, ICaseStore store, Action<Violation>? onViolation = null, ModelDesk? models = null, ICaseStore? slower = null) : IAssistant
{
    private readonly FollowUp followUps = new(corpus);
    private readonly AnswerComposer composer = new(corpus);
    private readonly Improvement? improvement = models is null && slower is null ? null : new Improvement(corpus, slower ?? store, new AnswerComposer(corpus), models);

    /// <inheritdoc/>
    public bool CanImprove => improvement is not null;

    /// <inheritdoc/>
    public ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default) =>
        improvement is null ? ValueTask.FromResult<Reply?>(null) : improvement.OfAsync(reply, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(turn);
        var reading = conversation.Read(turn);
        var words = string.Join('\n', reading.Prose.Select(p => p.Text));
        if (!BringsEvidence(reading) && FollowUp.StartsOver(words))
        {
            conversation.StartOver();
            reading = conversation.Read(turn);
        }

        // What a term means can be asked first of all; every other follow-up needs something to follow.
        var follows = conversation.Messages.Count > 0 || FollowUp.AsksMeaning(words);
        var focus = follows && !BringsEvidence(reading) ? followUps.Read(words) : null;
        if (conversation.Messages.Count == 0 && focus is not { Kind: FocusKind.Term })
            focus = null;
        // Who writes to the cluster admins names them, and is none of them.
        conversation.Role = (focus?.Kind == FocusKind.Letter ? null : FollowUp.Role(words)) ?? (turn.Role == conversation.RoleOfChannel ? null : turn.Role) ?? conversation.Role;
        conversation.RoleOfChannel = turn.Role;
        var language = turn.Language is "en" or "zh" or "pl"
            ? turn.Language
            : FollowUp.Language(words) ?? LanguageGuess.Of(reading.Prose.Select(p => p.Text)) ?? conversation.Language;
        conversation.Language = language ?? "en";
        conversation.Add(turn.Text, reading);

        var request = Request(conversation);
        var hits = await store.FindAsync(RetrievalPlanner.Plan(request, words), cancellationToken).ConfigureAwait(false);
        request = request with { Hits = RetrievalPlanner.Kept(hits), Notices = [.. request.Notices, .. Remarks.OfStore(store.Trouble)] };
        conversation.LastJudged = request.Findings.Causes;

        var answer = composer.ComposeVerified(request, request.Paste!, focus, out var broken);
        foreach (var violation in broken)
            onViolation?.Invoke(violation);
        return new Reply(answer, answer.Markdown, focus is not null)
        {
            Basis = new ReplyBasis(request, focus, words, follows, focus is null && !BringsEvidence(reading) && words.Length > 0, language is not null),
        };
    }

    private static bool BringsEvidence(Reading reading) =>
        reading.Signatures.Count > 0 || reading.Incidents.Count > 0 || reading.Facts.All.Any(f => f.Key.Pattern.StartsWith("stated.", StringComparison.Ordinal) is false);

    private static AnswerRequest Request(Conversation conversation)
    {
        var evidence = Evidence.Of(conversation);
        var (findings, incidents, all, signatures) = evidence;
        IEnumerable<Remark> more = all <= Evidence.MostIncidents ? [] :
            [new Remark("many-incidents", $"The text holds {all} incidents; the first {Evidence.MostIncidents} were judged.", Remarks.Counted(all, Evidence.MostIncidents, conversation.Language ?? "en"))];
        var readings = conversation.Readings;
        return new AnswerRequest
        {
            Findings = findings,
            Incidents = incidents,
            Signatures = signatures,
            Said = [.. readings.SelectMany(r => r.Prose).Select(p => new SaidLine(p.Text, p.Span))],
            Notices = [.. Remarks.Of(readings, conversation.Language ?? "en"), .. Remarks.Of(findings.Contradictions), .. more],
            Paste = new PasteLines(conversation.Messages),
            Before = conversation.LastJudged,
            Language = conversation.Language ?? "en",
            Role = conversation.Role,
        };
    }
}
