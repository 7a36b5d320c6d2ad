namespace MemHelpBot.Cases.Ingest;

/// <summary>Another ingest holds the data directory.</summary>
public sealed class IngestBusyException : Exception
{
    /// <summary>Another ingest holds the data directory.</summary>
    public IngestBusyException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>Another ingest holds the data directory.</summary>
    public IngestBusyException() : this("Another ingest holds the data directory.")
    {
    }

    /// <summary>Another ingest holds the data directory.</summary>
    public IngestBusyException(string message) : this(message, null)
    {
    }
}
