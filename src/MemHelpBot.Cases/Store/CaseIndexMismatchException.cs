namespace MemHelpBot.Cases.Store;

/// <summary>The vectors of an index and of a query come from different models: comparing them would mean nothing.</summary>
public sealed class CaseIndexMismatchException : Exception
{
    /// <summary>Names both models and how to mend it.</summary>
    public CaseIndexMismatchException(IndexIdentity index, string model, int dimensions)
        : this($"The index holds vectors of {index.Model} ({index.Dimensions} dimensions), the query has one of {model} ({dimensions}): configure the model of the index, or publish the index anew with the model of the query.")
    {
    }

    /// <summary>Says what does not fit.</summary>
    public CaseIndexMismatchException(string message, Exception? inner) : base(message, inner)
    {
    }

    /// <summary>Says what does not fit.</summary>
    public CaseIndexMismatchException(string message) : base(message)
    {
    }

    /// <summary>Says that something does not fit.</summary>
    public CaseIndexMismatchException() : this("The vectors of the index are another model's.")
    {
    }
}
