using Microsoft.Extensions.Caching.Memory;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>Conversations that their client ended: closed for as long as a token of theirs can still be good, which also keeps it from being renewed.</summary>
internal sealed class EndedConversations(DirectLineSettings settings) : IDisposable
{
    private readonly MemoryCache ended = new(new MemoryCacheOptions());

    /// <summary>Notes that a conversation has ended.</summary>
    public void Add(string conversation) => ended.Set(conversation, true, TimeSpan.FromMinutes(settings.TokenMinutes) + TimeSpan.FromMinutes(1));

    /// <summary>Refuses what comes for a conversation that has ended.</summary>
    /// <exception cref="DirectLineException">It has.</exception>
    public void Check(string conversation)
    {
        if (ended.TryGetValue(conversation, out _))
            throw DirectLineException.Ended();
    }

    /// <inheritdoc/>
    public void Dispose() => ended.Dispose();
}
