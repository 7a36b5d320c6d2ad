namespace MemHelpBot.Channels.DirectLine;

/// <summary>A setting of the channel stops the start. The message is one line: what, where, how to mend it.</summary>
public sealed class DirectLineSettingException : Exception
{
    /// <summary>A setting stops the start.</summary>
    /// <param name="setting">Its full name.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="mend">What to do.</param>
    public DirectLineSettingException(string setting, string what, string mend)
        : base($"setting {setting}: {what}; {mend}") => (Setting, What, Mend) = (setting, what, mend);

    /// <summary>A setting stops the start.</summary>
    public DirectLineSettingException()
    {
    }

    /// <summary>A setting stops the start.</summary>
    public DirectLineSettingException(string message) : base(message)
    {
    }

    /// <summary>A setting stops the start.</summary>
    public DirectLineSettingException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Full name of the setting.</summary>
    public string Setting { get; } = "";

    /// <summary>What is wrong with it.</summary>
    public string What { get; } = "";

    /// <summary>How to mend it.</summary>
    public string Mend { get; } = "";
}
