using System.Security.Cryptography;

namespace MemHelpBot.Conversations;

/// <summary>
/// The conversations of this process: bounded in number, age and text. Above a bound the one unused for longest goes first.
/// Thread-safe. A conversation that is forgotten while a turn runs finishes that turn.
/// </summary>
internal sealed class ConversationShelf(HostSettings settings, TimeProvider clock)
{
    /// <summary>Characters of text held over all conversations; about half a gigabyte of memory.</summary>
    public const long MostCharacters = 256L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> newestFirst = new();

    /// <summary>How many are held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return byId.Count;
        }
    }

    /// <summary>A new conversation.</summary>
    public HeldConversation Create()
    {
        var held = new HeldConversation(RandomNumberGenerator.GetHexString(32, lowercase: true));
        lock (gate)
        {
            byId.Add(held.Id, newestFirst.AddFirst(new Entry(held, clock.GetUtcNow())));
            TrimHeld();
        }

        return held;
    }

    /// <summary>The conversation of that id, now the newest; null when there is none or it is too old.</summary>
    public HeldConversation? Find(string id)
    {
        lock (gate)
        {
            TrimHeld();
            if (!byId.TryGetValue(id, out var node))
                return null;
            newestFirst.Remove(node);
            node.Value = node.Value with { Used = clock.GetUtcNow() };
            newestFirst.AddFirst(node);
            return node.Value.Held;
        }
    }

    /// <summary>Removes a conversation; false when there is none of that id.</summary>
    public bool Forget(string id)
    {
        lock (gate)
        {
            if (!byId.Remove(id, out var node))
                return false;
            newestFirst.Remove(node);
            return true;
        }
    }

    /// <summary>Removes what is above a bound. The newest always stays.</summary>
    public void Trim()
    {
        lock (gate)
            TrimHeld();
    }

    private void TrimHeld()
    {
        var oldest = clock.GetUtcNow().AddHours(-settings.ConversationHours);
        var text = newestFirst.Sum(e => e.Held.Characters);
        while (newestFirst.Last is { } last
            && (last.Value.Used < oldest || (last.Previous is not null && (byId.Count > settings.MaxConversations || text > MostCharacters))))
        {
            text -= last.Value.Held.Characters;
            byId.Remove(last.Value.Held.Id);
            newestFirst.RemoveLast();
        }
    }

    private sealed record Entry(HeldConversation Held, DateTimeOffset Used);
}
