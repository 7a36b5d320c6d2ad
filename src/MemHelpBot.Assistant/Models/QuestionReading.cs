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
    private const int MostQuery = 200;

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
    public async ValueTask<QuestionRead?> OfAsync(Answer soFar, string words, bool follows, IReadOnlyList<CaseHit> found, CancellationToken cancellationToken)
    {
        var data = new JsonObject
        {
            ["question"] = words.Length <= MostQuestion ? words : words[..MostQuestion],
            ["follows-an-answer"] = follows,
            ["primary-cause"] = soFar.Causes is [var first, ..] ? first.Id : "",
            ["causes"] = Ids(corpus.Playbooks.Keys),
            ["terms"] = Ids(corpus.Glossary.Select(g => g.Id)),
            ["documents"] = new JsonArray([.. found.Select(h => (JsonNode)new JsonObject { ["id"] = h.Document.Id, ["title"] = h.Document.Title })]),
        };
        return await desk.AskAsync(PromptId, soFar.Language, data, cancellationToken).ConfigureAwait(false) is { } reply
            ? new QuestionRead(Focus(reply, follows), Query(reply), [.. Texts(reply, "documents").Where(id => found.Any(h => h.Document.Id == id)).Distinct(StringComparer.Ordinal)], Language(reply))
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

    private static string Query(JsonElement reply)
    {
        var query = reply.GetProperty("query").GetString()!;
        return new string([.. query.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '/').Take(MostQuery)]);
    }

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
