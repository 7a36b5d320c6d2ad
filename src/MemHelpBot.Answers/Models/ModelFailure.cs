namespace MemHelpBot.Answers.Models;

/// <summary>Why a model gave nothing that can be used. The deterministic answer stands in every case.</summary>
public enum ModelFailure
{
    /// <summary>Nobody listens at the address, the name is unknown, or the connection broke.</summary>
    Unreachable,

    /// <summary>It took longer than it may.</summary>
    TooSlow,

    /// <summary>The key or token was not taken (401, 403).</summary>
    NotAllowed,

    /// <summary>The server does not know the model or the address (404).</summary>
    NotFound,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The account has no money left (429 with insufficient_quota).</summary>
    NoQuota,

    /// <summary>The request is larger than the model holds, or than this program sends.</summary>
    TooLong,

    /// <summary>The request was refused for another reason (400, 422).</summary>
    BadRequest,

    /// <summary>The server failed (5xx).</summary>
    ServerError,

    /// <summary>A content filter or the model itself refused.</summary>
    Refused,

    /// <summary>The reply ended before it was whole, or did not end.</summary>
    Cut,

    /// <summary>The reply is not of the form that was asked for.</summary>
    BadReply,

    /// <summary>It failed so often of late that it is not asked for a while.</summary>
    CircuitOpen,

    /// <summary>The tokens of this hour are used up.</summary>
    OverBudget,
}

/// <summary>A model did not answer, or not so that it can be used. To a store that asks for vectors it is one more failure of a generator.</summary>
public sealed class ModelUnavailableException : InvalidOperationException
{
    /// <summary>Says why.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">The same for an operator: never content of a conversation.</param>
    /// <param name="detail">What the server itself said: for the person who checks the configuration, never for a log.</param>
    /// <param name="inner">What happened.</param>
    public ModelUnavailableException(ModelFailure failure, string message, string? detail = null, Exception? inner = null) : base(message, inner) =>
        (Failure, Detail) = (failure, detail);

    /// <summary>A model did not answer.</summary>
    public ModelUnavailableException() : this(ModelFailure.Unreachable, "The model did not answer.")
    {
    }

    /// <summary>A model did not answer.</summary>
    public ModelUnavailableException(string message) : this(ModelFailure.Unreachable, message)
    {
    }

    /// <summary>A model did not answer.</summary>
    public ModelUnavailableException(string message, Exception innerException) : this(ModelFailure.Unreachable, message, null, innerException)
    {
    }

    /// <summary>Why.</summary>
    public ModelFailure Failure { get; }

    /// <summary>What the server itself said; null when it said nothing.</summary>
    public string? Detail { get; }
}
