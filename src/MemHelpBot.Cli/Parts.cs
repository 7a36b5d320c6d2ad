using MemHelpBot.Answers.Fit;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Ingest;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Models.OpenAI.Checking;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Cli;

/// <summary>The parts of the product that the commands use, as <see cref="Composition"/> picks them. A command stands in the command line when its part is there.</summary>
internal sealed record Parts
{
    /// <summary>Makes text of bytes.</summary>
    public Decoding? Decode { get; init; }

    /// <summary>Opens the corpus and puts an assistant on it.</summary>
    public Func<Places, CancellationToken, Opened>? Open { get; init; }

    /// <summary>Computes whether a change would fit.</summary>
    public Func<Change, CancellationToken, Fitted>? WhatIf { get; init; }

    /// <summary>Takes documents into the data directory.</summary>
    public Func<IngestRequest, CancellationToken, IngestSummary>? Ingest { get; init; }

    /// <summary>Says what the store serves, publishes, goes back.</summary>
    public Func<StoreErrand, Places, CancellationToken, ValueTask<Outcome>>? Store { get; init; }

    /// <summary>Says what follows from a reading, for scans.</summary>
    public Func<Parsing.Reading, Scanning.Judged>? Judge { get; init; }

    /// <summary>The conversations of a directory or, with a connection string, of PostgreSQL.</summary>
    public Func<string, string?, CancellationToken, Task<IReadOnlyList<ConversationRecord>>>? Conversations { get; init; }

    /// <summary>Opens the store of the terminal's own conversations.</summary>
    public Func<string, IConversationStore>? Keep { get; init; }

    /// <summary>Checks a corpus directory as of a day.</summary>
    public Func<string, DateOnly, Outcome>? Lint { get; init; }

    /// <summary>Counts what a corpus directory holds.</summary>
    public Func<string, Outcome>? Stats { get; init; }

    /// <summary>The page of what a corpus directory has on each cause, as Markdown.</summary>
    public Func<string, string>? Coverage { get; init; }

    /// <summary>Writes the draft of a case.</summary>
    public Func<NewCase, Outcome>? Draft { get; init; }

    /// <summary>Tests the models that the settings name, step by step; nothing where none is named.</summary>
    public Func<Places, CancellationToken, IAsyncEnumerable<CheckedModel>>? CheckModels { get; init; }

    /// <summary>Measures answers.</summary>
    public Func<AnswersEvaluation, CancellationToken, ValueTask<Outcome>>? EvaluateAnswers { get; init; }

    /// <summary>Measures retrieval.</summary>
    public Func<Evaluation, CancellationToken, ValueTask<Outcome>>? Evaluate { get; init; }
}

/// <summary>Makes text of bytes; never throws on content.</summary>
internal delegate DecodedText Decoding(ReadOnlySpan<byte> bytes);

/// <summary>An open corpus.</summary>
/// <param name="Assistant">Answers.</param>
/// <param name="Store">Finds documents.</param>
/// <param name="Problems">What is wrong with the corpus without making answers wrong, a line each.</param>
internal sealed record Opened(IAssistant Assistant, ICaseStore Store, IReadOnlyList<string> Problems)
{
    /// <summary>Lets a language model write the prose of draft cases; null where none is set.</summary>
    public CaseWriting? Writing { get; init; }
}

/// <summary>What <c>what-if</c> is asked for.</summary>
/// <param name="Text">The paste; may be empty.</param>
/// <param name="Given">The numbers that the person states.</param>
/// <param name="Lang">en, zh or pl.</param>
/// <param name="Places">Where things lie.</param>
internal sealed record Change(string Text, FitGiven Given, string Lang, Places Places);

/// <summary>Tables in words, with the headings of their columns.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Heads">Headings by id.</param>
internal sealed record Fitted(IReadOnlyList<WordedTable> Tables, IReadOnlyDictionary<string, string> Heads);

/// <summary>What <c>corpus new</c> is asked for.</summary>
/// <param name="Directory">The corpus.</param>
/// <param name="Id">Id of the case.</param>
/// <param name="Cause">Its main cause.</param>
/// <param name="Url">Address of its source, or null.</param>
internal sealed record NewCase(string Directory, string Id, string Cause, string? Url);

/// <summary>A step of the check of a model.</summary>
/// <param name="Section">Section of the settings.</param>
/// <param name="Step">The step.</param>
internal sealed record CheckedModel(string Section, CheckStep Step);

/// <summary>What <c>eval answers</c> is asked for.</summary>
/// <param name="Places">Where the corpus lies, and the settings of the model.</param>
/// <param name="Cases">Directory of the labelled cases.</param>
/// <param name="Report">Where the report goes; null for standard output.</param>
/// <param name="Model">Whether a configured model is measured beside the deterministic answers.</param>
internal sealed record AnswersEvaluation(Places Places, string Cases, string? Report, bool Model);

/// <summary>What <c>eval retrieval</c> is asked for.</summary>
/// <param name="Places">Where the corpus lies.</param>
/// <param name="Documents">File of documents; null for those of the corpus.</param>
/// <param name="Queries">Files of questions; empty for those of the corpus.</param>
/// <param name="Judgements">Files of judgements; empty for those of the corpus.</param>
/// <param name="Rankers">What is measured: <see cref="Hybrid"/>, <see cref="Words"/> or <see cref="Baseline"/>.</param>
/// <param name="Run">Where the ranking of the first goes; null for nowhere.</param>
/// <param name="WithLexicon">Whether documents of a file are searched with the corpus' words for things.</param>
internal sealed record Evaluation(
    Places Places, string? Documents, IReadOnlyList<string> Queries, IReadOnlyList<string> Judgements, IReadOnlyList<string> Rankers, string? Run, bool WithLexicon)
{
    /// <summary>Whether the hybrid search goes to the Qdrant of the settings instead of this process.</summary>
    public bool Remote { get; init; }

    /// <summary>The search that answers are made with.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>Its first pass alone: BM25 over fields.</summary>
    public const string Words = "words";

    /// <summary>BM25 as in the books.</summary>
    public const string Baseline = "bm25";
}

/// <summary>What an errand came to.</summary>
/// <param name="Lines">What to print.</param>
/// <param name="Problems">What went wrong, a line each; empty when all is well.</param>
internal sealed record Outcome(IReadOnlyList<string> Lines, IReadOnlyList<string> Problems);
