using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers;
using MemHelpBot.Answers.Models;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// Lines that no reader knows, where nothing else decides: a model proposes which known message or document they may belong to, and each proposal is
/// confirmed here or dropped. What is confirmed is offered as perhaps similar, with the line and the document: it is no fact, and judges no cause.
/// </summary>
internal sealed class ErrorReading(Corpus corpus, ModelDesk desk)
{
    public const string PromptId = "read-error";

    private const int MostLines = 30;
    private const int LongestLine = 300;

    /// <summary>Documents that are offered for a confirmed message.</summary>
    private const int MostOfMessage = 1;

    /// <summary>Documents that are offered in all.</summary>
    private const int Most = 3;

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("0123456789=[]{}<>_/\\|#");

    private readonly Likeness likeness = new(corpus);
    private readonly JsonArray messages = [.. corpus.Documents.Values.SelectMany(d => d.Signatures).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(s => (JsonNode)s)];

    /// <summary>
    /// The lines of the last message that look like output of a program and are no message that is known: those that no reader took, and errors that are
    /// only quoted. Empty when something else decides.
    /// </summary>
    public static IReadOnlyList<SaidLine> UnknownOf(AnswerRequest request)
    {
        if (request.Paste is not { } paste || request.Findings.Causes is not [{ Cause: Diagnosis.CauseIds.InsufficientEvidence }, ..])
            return [];
        var quoted = request.Findings.Facts.All.Where(f => f.Key == ProgramFacts.Message && !request.Signatures.Any(s => s.Span.Message == f.Span.Message && s.Span.FirstLine == f.Span.FirstLine))
            .Select(f => new SaidLine(paste.Text(f.Span.Message, f.Span.FirstLine, f.Span.FirstLine).ToString().TrimEnd(), f.Span));
        return [.. request.Said.Where(s => LooksLikeOutput(s.Text)).Concat(quoted).Where(s => s.Span.Message == paste.Count - 1).DistinctBy(s => s.Span.Citation).OrderBy(s => s.Span.FirstLine).Take(MostLines)];
    }

    private static bool LooksLikeOutput(string text) =>
        text.Trim().Length > 8 && !text.AsSpan().ContainsAny('?', '？') && (text.AsSpan().ContainsAny(Marks) || text.Contains(": ", StringComparison.Ordinal));

    /// <summary>The documents that are confirmed to be perhaps similar, the likeliest first; empty when the model gave none.</summary>
    public async ValueTask<IReadOnlyList<SimilarCase>> OfAsync(AnswerRequest request, IReadOnlyList<SaidLine> unknown, IReadOnlyList<CaseHit> found, long started, CancellationToken cancellationToken)
    {
        var lines = unknown.ToDictionary(l => l.Span.Citation, StringComparer.Ordinal);
        var documents = found.Where(h => h.Document.Kind != DocumentKind.Bug).Select(h => h.Document).ToList();
        var data = new JsonObject
        {
            ["lines"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject { ["line"] = l.Key, ["text"] = Cut(l.Value.Text) })]),
            ["messages"] = messages.DeepClone(),
            ["documents"] = new JsonArray([.. documents.Select(d => (JsonNode)new JsonObject { ["id"] = d.Id, ["title"] = d.Title })]),
        };
        if (await desk.AskAsync(PromptId, request.Language, data, started, cancellationToken).ConfigureAwait(false) is not { } reply)
            return [];
        var similar = new List<SimilarCase>();
        foreach (var (id, line) in Proposed(reply, "messages", lines))
        {
            if (KnownMessage.IsIn(line.Text, After(request, line), id))
                similar.AddRange(documents.Concat(corpus.Documents.Values).Where(d => d.Kind == DocumentKind.Case && d.Signatures.Contains(id)).OrderBy(d => d.Signatures.Count).Take(MostOfMessage).Select(d => new SimilarCase(line.Span, d)));
        }

        foreach (var (id, line) in Proposed(reply, "documents", lines))
        {
            if (documents.Find(d => d.Id == id) is { } document && likeness.Holds(line.Text, document))
                similar.Add(new SimilarCase(line.Span, document));
        }

        return [.. similar.DistinctBy(s => s.Document.Id).Take(Most)];
    }

    private static IEnumerable<(string Id, SaidLine Line)> Proposed(JsonElement reply, string name, Dictionary<string, SaidLine> lines) =>
        reply.GetProperty(name).EnumerateArray().Select(p => (p.GetProperty("id").GetString()!, lines.GetValueOrDefault(p.GetProperty("line").GetString()!)))
            .Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!));

    /// <summary>What stands behind a line: a message that was wrapped goes on there.</summary>
    private static string After(AnswerRequest request, SaidLine line) =>
        request.Paste!.Text(line.Span.Message, line.Span.LastLine + 1, line.Span.LastLine + 1).ToString();

    private static string Cut(string text) => text.Length <= LongestLine ? text : text[..LongestLine];
}
