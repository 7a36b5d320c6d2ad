namespace MemHelpBot.Assistant.Channels;

/// <summary>What makes a conversation one: nothing of another key is ever shown in it.</summary>
/// <param name="Channel">Name of the channel: <c>web</c>, <c>teams</c>, <c>slack</c>, <c>directline</c>, <c>api</c>, <c>terminal</c>.</param>
/// <param name="Tenant">Organisation, workspace or API key that the conversation belongs to; empty where there is only one.</param>
/// <param name="Id">The conversation within it: a thread, a personal chat, a session.</param>
public readonly record struct ConversationKey(string Channel, string Tenant, string Id);
