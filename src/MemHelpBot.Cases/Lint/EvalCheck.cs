using System.Text.Json;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Lint;

/// <summary>
/// The questions by which retrieval is measured (<c>eval/NAME.queries.jsonl</c>, <c>eval/NAME.qrels.jsonl</c>): every id once, every
/// judgement about a question and a document that exist, every question with a document that answers it.
/// </summary>
internal static class EvalCheck
{
    private const string Queries = ".queries.jsonl";
    private const string Judgements = ".qrels.jsonl";
    private static readonly string[] Languages = ["en", "zh", "pl"];

    public static void Run(string directory, Corpus corpus, List<CorpusProblem> problems)
    {
        var folder = Path.Combine(directory, "eval");
        if (!Directory.Exists(folder))
            return;
        var questions = new Dictionary<string, (FileLog Log, int Line)>(StringComparer.Ordinal);
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (log, line, item) in Lines(folder, Queries, problems))
        {
            var (id, lang) = (Text(item, "id"), Text(item, "lang"));
            if (id is null || Text(item, "text") is null || lang is null)
                log.Error(line, "A question needs 'id', 'text' and 'lang'.", "Add what is missing.");
            else if (!Languages.Contains(lang))
                log.Error(line, $"'{lang}' is no language of the questions.", "Use en, zh or pl.");
            if (id is not null && !questions.TryAdd(id, (log, line)))
                log.Error(line, $"The question '{id}' stands twice.", "Give it an id of its own.");
        }

        var pairs = new HashSet<(string, string)>();
        foreach (var (log, line, item) in Lines(folder, Judgements, problems))
        {
            var (query, doc) = (Text(item, "query"), Text(item, "doc"));
            if (query is null || doc is null || Grade(item) is not { } grade || grade is < 0 or > 3)
            {
                log.Error(line, "A judgement needs 'query', 'doc' and 'relevance' from 0 to 3.", "Add what is missing.");
                continue;
            }

            if (!questions.ContainsKey(query))
                log.Error(line, $"The question '{query}' does not exist.", "Mend the id.");
            if (!corpus.Documents.ContainsKey(doc))
                log.Error(line, $"The document '{doc}' does not exist.", "Name a case or note of the corpus.");
            if (!pairs.Add((query, doc)))
                log.Error(line, $"'{doc}' is judged twice for '{query}'.", "Keep one.");
            if (grade > 0)
                judged.Add(query);
        }

        foreach (var (id, (log, line)) in questions.Where(q => !judged.Contains(q.Key)))
            log.Error(line, $"No document answers the question '{id}'.", "Add a judgement with a relevance above 0.");
    }

    private static IEnumerable<(FileLog Log, int Line, JsonElement Item)> Lines(string folder, string ending, List<CorpusProblem> problems)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + ending).Order(StringComparer.Ordinal))
        {
            var log = new FileLog("eval/" + Path.GetFileName(path), problems);
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line) && Item(line, number, log) is { } item)
                    yield return (log, number, item);
            }
        }
    }

    private static JsonElement? Item(string line, int number, FileLog log)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Told below.
        }

        log.Error(number, "The line is no JSON object.", "Write one object a line.");
        return null;
    }

    private static int? Grade(JsonElement item) =>
        item.TryGetProperty("relevance", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var grade) ? grade : null;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
