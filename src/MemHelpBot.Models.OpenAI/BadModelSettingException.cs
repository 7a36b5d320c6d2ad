namespace MemHelpBot.Models.OpenAI;

/// <summary>A setting of a model stops the start. The message is one line: what, where, how to mend it; it never holds a key.</summary>
public sealed class BadModelSettingException : Exception
{
    /// <summary>Names the setting.</summary>
    public BadModelSettingException(string setting, string what, string mend) : this($"setting {setting}: {what}; {mend}") =>
        (Setting, What, Mend) = (setting, what, mend);

    /// <summary>Says what is wrong.</summary>
    public BadModelSettingException(string message) : base(message)
    {
    }

    /// <summary>Says what is wrong.</summary>
    public BadModelSettingException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Says that something is wrong.</summary>
    public BadModelSettingException() : this("A setting of the model is wrong.")
    {
    }

    /// <summary>Its key.</summary>
    public string Setting { get; } = "";

    /// <summary>What is wrong.</summary>
    public string What { get; } = "";

    /// <summary>How to mend it.</summary>
    public string Mend { get; } = "";
}
