using MemHelpBot.Answers.Verifying;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers;

/// <summary>Everything an answer is composed from. The same request gives the same answer, byte for byte.</summary>
public sealed record AnswerRequest
{
    /// <summary>Facts and judged causes.</summary>
    public required Findings Findings { get; init; }

    /// <summary>The incidents of the conversation.</summary>
    public required IReadOnlyList<Incident> Incidents { get; init; }

    /// <summary>The known messages found.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The person's own words, line by line.</summary>
    public IReadOnlyList<SaidLine> Said { get; init; } = [];

    /// <summary>What must be said about the paste as a whole: a limit that cut it, an altered log, nothing in it.</summary>
    public IReadOnlyList<Remark> Notices { get; init; } = [];

    /// <summary>How the causes were judged before this turn's evidence; empty at the first turn.</summary>
    public IReadOnlyList<Judgement> Before { get; init; } = [];

    /// <summary>The messages as they were sent, for what is looked up word by word; null where only facts are at hand.</summary>
    public PasteLines? Paste { get; init; }

    /// <summary>en, zh or pl.</summary>
    public string Language { get; init; } = "en";

    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; init; } = "user";

    /// <summary>Documents found for this conversation, best first.</summary>
    public IReadOnlyList<CaseHit> Hits { get; init; } = [];

    /// <summary>Documents that lines which nobody knows may belong to: offered, never argued from.</summary>
    public IReadOnlyList<SimilarCase> Similar { get; init; } = [];
}

/// <summary>A document that is perhaps similar to a line.</summary>
/// <param name="Line">Where the line stands.</param>
/// <param name="Document">The document.</param>
public sealed record SimilarCase(SourceSpan Line, CaseDocument Document);

/// <summary>Something to say about the paste as a whole.</summary>
/// <param name="Id">Its id: <c>notice-ID</c> of <c>corpus/evidence/answer.yaml</c> words it.</param>
/// <param name="Text">The same in English, said where the corpus has no such sentence.</param>
/// <param name="Arguments">What fills the sentence.</param>
public sealed record Remark(string Id, string Text, IReadOnlyList<EvidenceArgument> Arguments)
{
    /// <summary>Whether it says that the message held nothing to read: then nothing else is worth saying.</summary>
    public bool IsNothingRead => Id is "empty" or "binary";
}

/// <summary>A line in the person's own words.</summary>
/// <param name="Text">The line.</param>
/// <param name="Span">Where it stands.</param>
public sealed record SaidLine(string Text, SourceSpan Span);
