namespace MemHelpBot.Cli;

/// <summary>The call cannot be carried out as it stands. The message says what, where and how to mend it, on one line: it is all that is printed.</summary>
internal sealed class WrongCallException : Exception
{
    /// <summary>A wrong call.</summary>
    public WrongCallException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>A wrong call.</summary>
    public WrongCallException() : this("The call is wrong.")
    {
    }

    /// <summary>A wrong call.</summary>
    public WrongCallException(string message) : this(message, null)
    {
    }
}
