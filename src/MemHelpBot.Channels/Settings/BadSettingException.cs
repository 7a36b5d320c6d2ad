namespace MemHelpBot.Channels;

/// <summary>A setting stops the start. The message is one line: what, where, how to mend it; no part of it holds a secret.</summary>
/// <param name="setting">Full name of the setting.</param>
/// <param name="what">What is wrong with it.</param>
/// <param name="mend">What to do.</param>
public sealed class BadSettingException(string setting, string what, string mend) : Exception($"setting {setting}: {what}; {mend}.")
{
    /// <summary>Full name of the setting.</summary>
    public string Setting { get; } = setting;
}
