using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>A question of a test collection.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Lang">Its language (ISO 639-1).</param>
/// <param name="Grades">Grades of the judged documents by id; above 0 is relevant.</param>
public sealed record TestQuery(string Id, string Text, string Lang, IReadOnlyDictionary<string, int> Grades);

/// <summary>Questions with judgements, and the documents when the collection brings its own.</summary>
/// <param name="Documents">Documents in the order of the file; null for those that are already open.</param>
/// <param name="Queries">Questions that have a relevant document, in the order of their files.</param>
/// <param name="Unjudged">How many questions were left out, because no document is relevant to them.</param>
public sealed record TestCollection(IReadOnlyList<CaseDocument>? Documents, IReadOnlyList<TestQuery> Queries, int Unjudged)
{
    /// <summary>
    /// Reads a collection of JSON lines: documents <c>{"id", "title", "text", "lang"}</c>, questions <c>{"id", "text"}</c> (and
    /// <c>"lang"</c>), judgements <c>{"query", "doc", "relevance"}</c>. A language that is not told is guessed from the text.
    /// </summary>
    /// <param name="documents">File of documents, or null.</param>
    /// <param name="queries">Files of questions.</param>
    /// <param name="judgements">Files of judgements.</param>
    /// <exception cref="InvalidDataException">A line is not what it should be; the message names file and line.</exception>
    public static TestCollection Read(string? documents, IEnumerable<string> queries, IEnumerable<string> judgements)
    {
        var grades = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var line in judgements.SelectMany(JsonLine.Read))
        {
            var query = line.Text("query");
            if (!grades.TryGetValue(query, out var own))
                grades[query] = own = new Dictionary<string, int>(StringComparer.Ordinal);
            own[line.Text("doc")] = line.Number("relevance");
        }

        var asked = new List<TestQuery>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unjudged = 0;
        foreach (var line in queries.SelectMany(JsonLine.Read))
        {
            var (id, text) = (line.Text("id"), line.Text("text"));
            if (!seen.Add(id))
                throw line.Wrong($"the id '{id}' is there twice");
            if (grades.GetValueOrDefault(id) is { } own && own.Values.Any(g => g > 0))
                asked.Add(new TestQuery(id, text, line.TextOrNull("lang") ?? LanguageDetector.DetectOrEnglish(text), own));
            else
                unjudged++;
        }

        return new TestCollection(documents is null ? null : ReadDocuments(documents), asked, unjudged);
    }

    private static List<CaseDocument> ReadDocuments(string file)
    {
        var documents = new List<CaseDocument>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in JsonLine.Read(file))
        {
            var (id, title, text) = (line.Text("id"), line.TextOrNull("title") ?? "", line.TextOrNull("text") ?? "");
            if (!seen.Add(id))
                throw line.Wrong($"the id '{id}' is there twice");
            var lang = line.TextOrNull("lang") ?? LanguageDetector.DetectOrEnglish(text.Length > 0 ? text : title);
            documents.Add(new CaseDocument(
                id, DocumentKind.External, title, lang, [], [], [], new DocumentSource(title, null, null, "site"), [new CaseSection("text", "", text)]));
        }

        return documents;
    }
}
