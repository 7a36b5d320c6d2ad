using MemHelpBot.Answers.Fit;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Diagnosis;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Parsing;
using MemHelpBot.Parsing.Text;
using MemHelpBot.Scanning;
using MemHelpBot.State.Postgres;

namespace MemHelpBot.Cli;

/// <summary>The only place of the command line that picks implementations.</summary>
internal static class Composition
{
    /// <summary>Headings of tables, by id.</summary>
    private static readonly string[] Heads = ["what", "value", "source", "note", "missing"];

    /// <summary>The parts that are shipped.</summary>
    public static Parts Shipped { get; } = new()
    {
        Decode = TextDecoder.Decode,
        Open = Open,
        Judge = Judge,
        WhatIf = Fit,
        Ingest = Ingestor.Ingest,
        Store = (errand, places, cancellation) => StoreErrands.RunAsync(errand, places, () => Corpus(places, cancellation), cancellation),
        CheckModels = ModelErrands.CheckAsync,
        EvaluateAnswers = (asked, cancellation) => ModelErrands.EvaluateAsync(asked, () => Corpus(asked.Places, cancellation), cancellation),
        Conversations = ConversationsAsync,
        Keep = directory => new LocalConversationStore(directory),
        Lint = CorpusErrands.Lint,
        Stats = CorpusErrands.Stats,
        Coverage = CorpusErrands.Coverage,
        Draft = CorpusErrands.Draft,
        Evaluate = (asked, cancellation) => Evaluating.RunAsync(asked, () => Corpus(asked.Places, cancellation), cancellation),
    };

    private static Opened Open(Places places, CancellationToken cancellationToken)
    {
        var open = Corpus(places, cancellationToken);
        var store = StoreErrands.StoreOf(open, places);
        var desk = ModelErrands.Desk(places);
        return new Opened(new MemHelpAssistant(open.Corpus, store, TellViolation, desk, ModelErrands.Slower(places, open, store)), store, [.. open.Problems.Select(p => p.ToString())])
        {
            Writing = desk is null ? null : new CaseWriting(desk),
        };
    }

    private static Fitted Fit(Change change, CancellationToken cancellationToken)
    {
        var wording = new FitWording(Corpus(change.Places, cancellationToken).Corpus, change.Lang);
        var reading = PasteReader.Read(change.Text);
        var findings = Diagnostician.Diagnose(reading.Facts, reading.Incidents, reading.Signatures);
        var tables = FitQuestions.Answer(findings.Facts, reading.Incidents, change.Given);
        return new Fitted(
            [.. tables.Select(t => wording.Word(t, reading.Incidents))],
            Heads.ToDictionary(h => h, wording.Head, StringComparer.Ordinal));
    }

    private static OpenCorpus Corpus(Places places, CancellationToken cancellationToken)
    {
        try
        {
            return OpenCorpus.Open(places.Corpus, places.Data, places.Cache, cancellationToken);
        }
        catch (CorpusInvalidException e)
        {
            throw new WrongCallException($"the corpus in {places.Corpus} has errors: {e.Message}", e);
        }
    }

    private static Judged Judge(Reading reading)
    {
        var findings = Diagnostician.Diagnose(reading.Facts, reading.Incidents, reading.Signatures);
        return new Judged(findings.Facts, [.. findings.Causes.Where(c => c.Verdict != Verdict.RuledOut).Select(c => new JudgedCause(c.Cause, VerdictName(c.Verdict), c.Incident))]);
    }

    private static async Task<IReadOnlyList<ConversationRecord>> ConversationsAsync(string directory, string? connection, CancellationToken cancellationToken)
    {
        if (connection is null)
            return [.. LocalConversationStore.Look(directory)];
        await using var store = await PostgresConversationStore.OpenAsync(connection, cancellationToken);
        var all = new List<ConversationRecord>();
        await foreach (var record in store.AllAsync(cancellationToken))
            all.Add(record);
        return all;
    }

    private static string VerdictName(Verdict verdict) => verdict switch { Verdict.Confirmed => "confirmed", Verdict.Likely => "likely", _ => "possible" };

    private static void TellViolation(Violation violation) =>
        Console.Error.WriteLine($"memhelp: a sentence was left out, because it breaks rule {violation.Rule} of docs/answer.md ({violation.Why}); please report it");
}
