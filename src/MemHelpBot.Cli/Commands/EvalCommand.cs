using System.CommandLine;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp eval retrieval</c>: how well documents are found, on anyone's collection or on the shipped corpus.</summary>
internal static class EvalCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var docs = new Option<string?>("--docs") { Description = "Documents as JSON lines: id, title, text, lang. Without it the corpus is searched.", HelpName = "FILE" };
        var queries = new Option<string[]>("--queries") { Description = "Questions as JSON lines: id, text. Without it those of the corpus.", HelpName = "FILE" };
        var qrels = new Option<string[]>("--qrels") { Description = "Judgements as JSON lines: query, doc, relevance.", HelpName = "FILE" };
        var rankers = new Option<string[]>("--ranker") { Description = "What is measured; several are compared with the last.", DefaultValueFactory = _ => [Evaluation.Hybrid] };
        rankers.AcceptOnlyFromAmong(Evaluation.Hybrid, Evaluation.Words, Evaluation.Baseline);
        var run = new Option<string?>("--run") { Description = "Where to write the ranking of the first ranker, in the format of TREC.", HelpName = "FILE" };
        var store = new Option<string>("--store") { Description = "Where the hybrid search looks: in this process, or in the Qdrant of the settings (in a collection of its own).", DefaultValueFactory = _ => "embedded" };
        store.AcceptOnlyFromAmong("embedded", "qdrant");
        var corpus = PlaceOptions.Corpus();
        corpus.Description += " With --docs only its words for things are used, and only when it is named.";
        var retrieval = new Command("retrieval", "Measure retrieval: nDCG@10, MAP, recall, reciprocal rank and latency, by language and across languages.") { docs, queries, qrels, rankers, store, run, corpus };
        retrieval.SetAction(async (parsed, cancellation) =>
        {
            var (asked, judged) = (parsed.GetValue(queries) ?? [], parsed.GetValue(qrels) ?? []);
            if ((asked.Length == 0) != (judged.Length == 0) || (parsed.GetValue(docs) is not null && asked.Length == 0))
                throw new WrongCallException("--docs goes with --queries and --qrels, and --queries with --qrels");
            foreach (var file in asked.Concat(judged).Append(parsed.GetValue(docs)))
            {
                if (file is not null && !File.Exists(file))
                    throw new WrongCallException($"cannot read {file}: there is no such file; check the path");
            }

            var places = Opening.Existing(Places.Of(parsed.GetValue(corpus), null, surroundings.Variable));
            var outcome = await parts.Evaluate!(new Evaluation(places, parsed.GetValue(docs), asked, judged, parsed.GetValue(rankers)!, parsed.GetValue(run), parsed.GetValue(corpus) is not null) { Remote = parsed.GetValue(store) == "qdrant" }, cancellation);
            foreach (var line in outcome.Lines)
                await surroundings.Output.WriteLineAsync(line);
            await surroundings.Output.FlushAsync(cancellation);
            return ExitCode.Done;
        });
        var eval = new Command("eval", "Measure the product.") { retrieval };
        if (parts.EvaluateAnswers is not null)
            eval.Add(Answers(parts, surroundings));
        return eval;
    }

    private static Command Answers(Parts parts, Surroundings surroundings)
    {
        var cases = new Option<string>("--cases") { Description = "Directory of labelled cases: folders with input.txt and label.json.", HelpName = "DIR", Required = true };
        var report = new Option<string?>("--report") { Description = "Write the report to this file instead of standard output.", HelpName = "FILE" };
        var plain = new Option<bool>("--plain") { Description = "Measure the deterministic answers only, though a model is set." };
        var (corpus, data) = (PlaceOptions.Corpus(), PlaceOptions.Data());
        var answers = new Command("answers", "Measure answers over labelled cases, deterministic and with the configured model side by side: citations, numbers, commands, what must be said, latency, cost.") { cases, report, plain, corpus, data };
        answers.SetAction(async (parsed, cancellation) =>
        {
            if (!Directory.Exists(parsed.GetValue(cases)))
                throw new WrongCallException($"cannot read {parsed.GetValue(cases)}: there is no such directory; check the path");
            var places = Opening.Existing(Places.Of(parsed.GetValue(corpus), parsed.GetValue(data), surroundings.Variable));
            var outcome = await parts.EvaluateAnswers!(new AnswersEvaluation(places, parsed.GetValue(cases)!, parsed.GetValue(report), !parsed.GetValue(plain)), cancellation);
            foreach (var line in outcome.Lines)
                await surroundings.Output.WriteLineAsync(line);
            await surroundings.Output.FlushAsync(cancellation);
            return ExitCode.Done;
        });
        return answers;
    }
}
