namespace MemHelpBot.Parsing.Messages;

/// <summary>Messages of programs, runtimes, schedulers and platforms.</summary>
internal static class MessageFormats
{
    public static IEnumerable<IMessageReader> Messages() => [];
}
