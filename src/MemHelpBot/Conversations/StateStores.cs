using MemHelpBot.Assistant.State;
using MemHelpBot.Channels;
using MemHelpBot.State.Postgres;

namespace MemHelpBot.Conversations;

/// <summary>Opens the store of conversations that the settings name.</summary>
internal static class StateStores
{
    /// <summary>The store, ready.</summary>
    /// <exception cref="BadSettingException">It cannot be had.</exception>
    public static IConversationStore Open(HostSettings settings)
    {
        var state = settings.State;
        try
        {
            return state.Kind switch
            {
                "memory" => new MemoryConversationStore(settings.MaxConversations),
                // Once, before anything listens.
                "postgres" => PostgresConversationStore.OpenAsync(state.ConnectionString).GetAwaiter().GetResult(),
                _ => new LocalConversationStore(state.Directory),
            };
        }
        catch (StateUnavailableException unavailable)
        {
            throw new BadSettingException(state.Kind == "postgres" ? "State:ConnectionString" : "State:Directory", FirstPart(unavailable.Message), SecondPart(unavailable.Message));
        }
    }

    /// <summary>Where conversations are, for the line at start.</summary>
    public static string Told(HostSettings settings) => settings.State.Kind switch
    {
        "memory" => $"Conversations: in memory, {settings.ConversationHours} hours.",
        "postgres" => $"Conversations: PostgreSQL, {settings.State.RetentionDays} days.",
        _ => $"Conversations: {settings.State.Directory}, {settings.State.RetentionDays} days.",
    };

    /// <summary>After which time without a message a conversation goes.</summary>
    public static TimeSpan Age(HostSettings settings) => settings.State.Kind == "memory" ? TimeSpan.FromHours(settings.ConversationHours) : TimeSpan.FromDays(settings.State.RetentionDays);

    // What and how to mend it stand on the two sides of the semicolon.
    private static string FirstPart(string message) => message.Split("; ", 2)[0];

    private static string SecondPart(string message) => message.Split("; ", 2) is [_, var mend] ? mend : "see README";
}
