using System.Text;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Evaluation;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cli;

/// <summary>Measures retrieval: puts the collection, the store and the rankers together.</summary>
internal static class Evaluating
{
    /// <summary>Measures, and tells it line by line.</summary>
    public static async ValueTask<Outcome> RunAsync(Evaluation asked, Func<OpenCorpus> open, CancellationToken cancellationToken)
    {
        var collection = Collection(asked);
        if (collection.Queries.Count == 0)
            throw new WrongCallException("no question has a document that is judged relevant: check that the ids of --queries stand under \"query\" in --qrels");
        var (corpus, store) = Opened(collection, asked, open);
        using var remote = asked.Remote ? await StoreErrands.PublishForEvaluationAsync(store.Generation, asked.Places, cancellationToken) : null;
        ICaseStore searched = remote is null ? store : new HybridCaseStore(store.Generation, remote);
        var documents = collection.Documents ?? [.. corpus.Documents.Values];
        var known = documents.ToDictionary(d => d.Id, d => new DocumentLanguages(d.Lang, d.Source.Lang ?? d.Lang), StringComparer.Ordinal);
        List<string> lines = [$"{documents.Count} documents, {collection.Queries.Count} questions{(collection.Unjudged == 0 ? "" : $" ({collection.Unjudged} more without a relevant document are left out)")}", ""];
        var runs = new List<EvaluatedRun>();
        foreach (var name in asked.Rankers.Distinct(StringComparer.Ordinal))
        {
            var ranker = name switch
            {
                Evaluation.Baseline => new PlainBm25(documents),
                Evaluation.Words => new WordsRanker(store.Generation),
                _ => (ITestRanker)new StoreRanker(name, searched),
            };
            runs.Add(await RetrievalEvaluation.RunAsync(ranker, collection, id => known.GetValueOrDefault(id), cancellationToken));
            lines.AddRange([name, "", EvaluationText.Table(runs[^1])]);
        }

        if (asked.Run is { } file)
        {
            await using var to = new StreamWriter(file, append: false, new UTF8Encoding(false));
            EvaluationText.WriteTrec(runs[0], to);
        }

        for (var i = 0; i < runs.Count - 1; i++)
            lines.Add(EvaluationText.Compared(runs[i], runs[^1]));
        return new Outcome(lines, []);
    }

    private static TestCollection Collection(Evaluation asked)
    {
        try
        {
            if (asked.Queries.Count > 0)
                return TestCollection.Read(asked.Documents, asked.Queries, asked.Judgements);
            var directory = Path.Combine(asked.Places.Corpus, "eval");
            if (!Directory.Exists(directory))
                throw new WrongCallException($"the corpus has no questions in {directory}: name some with --queries and --qrels");
            return TestCollection.Read(
                null, Directory.GetFiles(directory, "*.queries.jsonl").Order(StringComparer.Ordinal), Directory.GetFiles(directory, "*.qrels.jsonl").Order(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
        {
            throw new WrongCallException(e.Message, e);
        }
    }

    // Documents of any field: the words that our corpus has for things would be noise there.
    private static (Corpus Corpus, EmbeddedCaseStore Store) Opened(TestCollection collection, Evaluation asked, Func<OpenCorpus> open)
    {
        var corpus = collection.Documents is null || asked.WithLexicon ? open().Corpus : Corpus.Empty;
        return collection.Documents is null
            ? (corpus, new EmbeddedCaseStore(corpus))
            : (corpus, new EmbeddedCaseStore(corpus with { Documents = Corpus.Empty.Documents }, collection.Documents));
    }
}
