using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// What a model makes of a question whose words the deterministic reading did not know. It only picks: an intent, causes and terms that the
/// corpus has, documents that the search had found for the person's own words. What it gives beyond is dropped.
/// </summary>
internal sealed class QuestionReading(Corpus corpus, ModelDesk desk)
{
    public const string PromptId = "read-question";

    private const int MostQuestion = 1200;
    private const int MostQuery = 300;
    private const int MostBefore = 4;
    private const int LeastLetters = 8;
    private const int LongestBefore = 200;

    private static readonly Dictionary<string, FocusKind> Intents = new(StringComparer.Ordinal)
    {
        ["why"] = FocusKind.Why,
        ["why-not-more-ram"] = FocusKind.WhyNotMoreRam,
        ["only-commands"] = FocusKind.OnlyCommands,
        ["undo"] = FocusKind.Undo,
        ["explain-term"] = FocusKind.Term,
        ["about-cause"] = FocusKind.Topic,
        ["what-is-known"] = FocusKind.Known,
        ["text-for-administrators"] = FocusKind.Letter,
        ["more"] = FocusKind.More,
        ["less"] = FocusKind.Less,
    };

    /// <summary>The reading; null when the model gave none.</summary>
    /// <param name="soFar">The reply that was shown.</param>
    /// <param name="request">What the conversation has told.</param>
    /// <param name="words">The question.</param>
    /// <param name="follows">Whether there was an answer before.</param>
    /// <param name="found">What the search found for the person's own words.</param>
    /// <param name="started">When the reply began to be improved.</param>
    /// <param name="cancellationToken">The person went away.</param>
    public async ValueTask<QuestionRead?> OfAsync(
        Answer soFar, AnswerRequest request, string words, bool follows, IReadOnlyList<CaseHit> found, long started, CancellationToken cancellationToken)
    {
        var data = new JsonObject
        {
            ["question"] = words.Length <= MostQuestion ? words : words[..MostQuestion],
            ["follows-an-answer"] = follows,
            ["said-before"] = new JsonArray([.. Before(request).Select(t => (JsonNode)t)]),
            ["asked-last"] = soFar.Questions is [var open, ..] ? open.Text : "",
            ["primary-cause"] = soFar.Causes is [var first, ..] ? first.Id : "",
            ["causes"] = Ids(corpus.Playbooks.Keys),
            ["terms"] = Ids(corpus.Glossary.Select(g => g.Id)),
            ["documents"] = new JsonArray([.. found.Select(h => (JsonNode)new JsonObject { ["id"] = h.Document.Id, ["title"] = h.Document.Title })]),
        };
        return await desk.AskAsync(PromptId, soFar.Language, data, started, cancellationToken).ConfigureAwait(false) is { } reply
            ? new QuestionRead(Focus(reply, follows), Query(reply, words, request), [.. Texts(reply, "documents").Where(id => found.Any(h => h.Document.Id == id)).Distinct(StringComparer.Ordinal)], Language(reply))
            : null;
    }

    private Focus? Focus(JsonElement reply, bool follows)
    {
        if (!Intents.TryGetValue(reply.GetProperty("intent").GetString()!, out var kind))
            return null;
        return kind switch
        {
            FocusKind.Term => Texts(reply, "terms").Where(t => corpus.Glossary.Any(g => g.Id == t)).Take(2).ToList() is { Count: > 0 } terms ? new Focus(kind, terms) : null,
            _ when !follows => null,
            FocusKind.Topic => Texts(reply, "causes").Where(corpus.Playbooks.ContainsKey).Take(2).ToList() is { Count: > 0 } causes ? new Focus(kind, causes) : null,
            _ => new Focus(kind, []),
        };
    }

    /// <summary>The rewritten question for the search, with the names that it speaks of: only such as the person wrote.</summary>
    private static string Query(JsonElement reply, string words, AnswerRequest request)
    {
        var query = reply.GetProperty("query").GetString()!;
        if (query.Length == 0)
            return "";
        var entities = Texts(reply, "entities").Where(e => e.Trim().Length > 1 && (words.Contains(e, StringComparison.OrdinalIgnoreCase) || Before(request).Any(b => b.Contains(e, StringComparison.OrdinalIgnoreCase))));
        return new string([.. string.Join(' ', entities.Prepend(query)).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '/').Take(MostQuery)]);
    }

    /// <summary>What the person wrote in the messages before, the newest last.</summary>
    private static IEnumerable<string> Before(AnswerRequest request) =>
        request.Said.Where(s => s.Span.Message < (request.Paste?.Count ?? 0) - 1 && s.Text.Count(char.IsLetter) >= LeastLetters).TakeLast(MostBefore).Select(s => s.Text.Length <= LongestBefore ? s.Text : s.Text[..LongestBefore]);

    private static string? Language(JsonElement reply) => reply.GetProperty("language").GetString() is "en" or "zh" or "pl" ? reply.GetProperty("language").GetString() : null;

    private static IEnumerable<string> Texts(JsonElement reply, string name) => reply.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    private static JsonArray Ids(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal).Select(id => (JsonNode)id)];
}

/// <summary>A question as a model read it; every id in it is one of ours.</summary>
/// <param name="Focus">What it asks for; null for the whole answer.</param>
/// <param name="Query">The question in words of the field, for the search; empty for none.</param>
/// <param name="Documents">Documents among those found that fit best.</param>
/// <param name="Language">en, zh, pl, or null for another.</param>
internal sealed record QuestionRead(Focus? Focus, string Query, IReadOnlyList<string> Documents, string? Language);
