using MemHelpBot.Answers;
using MemHelpBot.Answers.Advice;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.State;
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
    /// <summary>Commands that "it" may mean.</summary>
    private const int MostProposed = 20;

    /// <summary>A question; what is longer tells a story.</summary>
    private const int LongestQuestion = 300;

    private readonly FollowUp followUps = new(corpus);
    private readonly Field field = new(corpus);
    private readonly AdviceIndex advice = new(corpus);
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
        turn.OnStage?.Invoke(TurnStage.Reading);
        var reading = conversation.Read(turn);
        var words = string.Join('\n', reading.Prose.Select(p => p.Text));
        var evidence = BringsEvidence(reading);
        var said = evidence || turn.Says is not null ? null as FocusKind? : TalkWords.OfForgetting(words, conversation.Memory);
        var forgets = (turn.Says ?? said) is FocusKind.Forget;
        if (!evidence && said is null && FollowUp.StartsOver(words))
        {
            conversation.StartOver();
            reading = conversation.Read(turn);
        }

        var focus = (turn.Says ?? said) is { } ours ? new Focus(ours, []) : evidence ? null : Asked(conversation, words, reading);
        // Who writes to the cluster admins names them, and is none of them.
        conversation.Role = (focus?.Kind == FocusKind.Letter ? null : FollowUp.Role(words)) ?? (turn.Role == conversation.RoleOfChannel ? null : turn.Role) ?? conversation.Role;
        conversation.RoleOfChannel = turn.Role;
        var language = turn.Language is "en" or "zh" or "pl"
            ? turn.Language
            : FollowUp.Language(words) ?? LanguageGuess.Of(reading.Prose.Select(p => p.Text)) ?? conversation.Language;
        conversation.Language = language ?? "en";
        conversation.Add(turn.Text, reading);

        turn.OnStage?.Invoke(TurnStage.Diagnosing);
        var request = Request(conversation);
        turn.OnStage?.Invoke(TurnStage.Searching);
        var hits = await store.FindAsync(RetrievalPlanner.Plan(request, words), cancellationToken).ConfigureAwait(false);
        request = request with { Hits = RetrievalPlanner.Kept(hits), Notices = [.. request.Notices, .. Remarks.OfStore(store.Trouble)] };
        turn.OnStage?.Invoke(TurnStage.Composing);
        conversation.LastJudged = request.Findings.Causes;

        if (focus?.Kind == FocusKind.Failed || (evidence && TalkWords.SaysFailed(words)))
            conversation.Memory = conversation.Memory with { Failed = [.. conversation.Memory.Failed.Union(conversation.Memory.Proposed)] };
        var answer = composer.ComposeVerified(request, request.Paste!, focus, out var broken);
        foreach (var violation in broken)
            onViolation?.Invoke(violation);
        conversation.Memory = Remembered(conversation.Memory, answer, focus);
        return new Reply(answer, answer.Markdown, focus is not null)
        {
            Forgets = forgets,
            Basis = new ReplyBasis(
                request, focus, words, conversation.Messages.Count > 1, !evidence && words.Length > 0 && focus?.Kind is null or FocusKind.Outside or FocusKind.Advice, language is not null),
        };
    }

    /// <summary>What a message without evidence asks for; null for the whole answer.</summary>
    private Focus? Asked(Conversation conversation, string words, Reading reading)
    {
        // What a term means can be asked first of all; every other follow-up needs something to follow.
        var first = conversation.Messages.Count == 0;
        if (!first && TalkWords.Read(words, conversation.Memory) is { } said)
            return said;
        var focus = !first || FollowUp.AsksMeaning(words) ? followUps.Read(words) : null;
        if (first && focus is not { Kind: FocusKind.Term })
            focus = null;
        if (focus is not null || FollowUp.Role(words) is not null || FollowUp.Language(words) is not null)
            return focus;
        return Advice(words, reading, first) ?? (field.IsOutside(words, reading) ? new Focus(FocusKind.Outside, []) : null);
    }

    /// <summary>What the corpus says of a question; of what is told without a question only where nothing was told before it.</summary>
    private Focus? Advice(string words, Reading reading, bool first)
    {
        if (words.Length > LongestQuestion || reading.Unread.Count > 0 || !first && !FollowUp.IsQuestion(words))
            return null;
        return advice.Find(words, inCase: !first) is { Count: > 0 } found ? new Focus(FocusKind.Advice, [.. found.Select(t => t.ToString())]) : null;
    }

    /// <summary>What "yes" and "it" will mean: the question shown last and the commands shown last.</summary>
    private static ConversationMemory Remembered(ConversationMemory memory, Answer answer, Focus? focus)
    {
        var shows = focus?.Kind is null or FocusKind.Why or FocusKind.WhyNotMoreRam or FocusKind.More or FocusKind.Less or FocusKind.Yes or FocusKind.No or FocusKind.Failed;
        var runs = focus?.Kind is null or FocusKind.Advice or FocusKind.OnlyCommands or FocusKind.More or FocusKind.Failed or FocusKind.Yes or FocusKind.No;
        return memory with
        {
            AsksToForget = focus?.Kind is FocusKind.AskForget,
            Asked = shows ? (answer.Questions is [var first, ..] ? first.Id : null) : memory.Asked,
            Proposed = runs ? [.. answer.Actions.Where(a => a.Kind is "mitigate" or "fix").Concat(answer.Actions.Where(a => a.Kind == "check")).Select(a => a.Id).Distinct(StringComparer.Ordinal).Take(MostProposed)] : memory.Proposed,
            Solved = focus?.Kind switch { FocusKind.Worked => true, FocusKind.Failed or null => false, _ => memory.Solved },
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
