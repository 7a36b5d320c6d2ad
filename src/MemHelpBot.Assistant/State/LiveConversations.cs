using MemHelpBot.Secrets;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Conversations in memory: what was read of their messages, so that a turn reads only the new one, and what their placeholders stand for, which is
/// kept nowhere else. Bounded; what was dropped is read again from the store, and its placeholders stay placeholders. Thread-safe.
/// </summary>
internal sealed class LiveConversations(MaskOptions? masks)
{
    private const int Most = 256;

    /// <summary>Characters of messages over all of them; about a quarter of a gigabyte with what was read of them.</summary>
    private const long MostCharacters = 64L * 1024 * 1024;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Live> live = new(StringComparer.Ordinal);
    private long uses;

    /// <summary>Masks a message of a conversation.</summary>
    public Masked Mask(ConversationRecord record, string text, string person)
    {
        var mine = Of(record.Key);
        lock (mine)
        {
            // Messages that another replica took, or that were there before a restart.
            foreach (var message in record.Events.OfType<Received>())
            {
                if (mine.Seen.Add(message.Id))
                    mine.Map.Continue(Masked.Stored(message.Text));
            }

            return mine.Map.Mask(text, person);
        }
    }

    /// <summary>A text with the person's own secrets in place of the placeholders.</summary>
    public string Restore(ConversationKey key, string text, string person, Func<string, string>? encode)
    {
        Live? mine;
        lock (gate)
            mine = live.GetValueOrDefault(key.Digest);
        if (mine is null)
            return text;
        lock (mine)
            return mine.Map.Restore(text, person, encode);
    }

    /// <summary>The conversation to go on with. While a turn has it nobody else does: a turn that fails leaves none behind.</summary>
    public Conversation Take(ConversationRecord record)
    {
        var mine = Of(record.Key);
        lock (mine)
        {
            var (conversation, last) = (mine.Conversation, mine.Last);
            mine.Conversation = null;
            return conversation is not null && last == Last(record) ? conversation : Conversation.Of(record);
        }
    }

    /// <summary>Keeps a conversation for its next turn.</summary>
    public void Return(ConversationRecord record, Conversation conversation)
    {
        var mine = Of(record.Key);
        lock (mine)
            (mine.Conversation, mine.Last, mine.Characters) = (conversation, Last(record), conversation.Messages.Sum(m => (long)m.Length));
    }

    /// <summary>Drops all that is known of a conversation.</summary>
    public void Drop(ConversationKey key)
    {
        lock (gate)
            live.Remove(key.Digest);
    }

    /// <summary>The answer that a conversation ends with. Their number would not do: another replica may have forgotten as many and given as many anew.</summary>
    private static string? Last(ConversationRecord record) => record.Events.OfType<Answered>().LastOrDefault()?.Id;

    private Live Of(ConversationKey key)
    {
        lock (gate)
        {
            if (!live.TryGetValue(key.Digest, out var mine))
                live.Add(key.Digest, mine = new Live(new MaskMap(masks)));
            mine.Used = ++uses;
            while (live.Count > 1 && (live.Count > Most || live.Values.Sum(l => l.Characters) > MostCharacters))
                live.Remove(live.MinBy(l => l.Value.Used).Key);
            return mine;
        }
    }

    private sealed class Live(MaskMap map)
    {
        public MaskMap Map { get; } = map;

        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public Conversation? Conversation { get; set; }

        public string? Last { get; set; }

        public long Characters { get; set; }

        public long Used { get; set; }
    }
}
