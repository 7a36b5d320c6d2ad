namespace MemHelpBot.Channels.DirectLine.Streams;

/// <summary>The streams that are open: how many there may be, and who is told when a conversation has something new.</summary>
internal sealed class OpenStreams(DirectLineSettings settings)
{
    /// <summary>Streams of one conversation: a browser's tabs. One more closes the oldest, because a client that lost its line opens another.</summary>
    public const int MostOfConversation = 4;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<StreamPlace>> byConversation = new(StringComparer.Ordinal);
    private int count;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    /// <summary>Takes a place; dispose to leave it.</summary>
    /// <exception cref="DirectLineException">All are taken.</exception>
    public StreamPlace Take(string conversation)
    {
        StreamPlace? oldest = null;
        var place = new StreamPlace(this, conversation);
        lock (gate)
        {
            if (!byConversation.TryGetValue(conversation, out var places))
                byConversation.Add(conversation, places = []);
            if (places.Count == MostOfConversation)
                oldest = places[0];
            else if (count >= settings.MaxStreams)
                throw Refused(conversation, places);
            places.Add(place);
            count++;
        }

        oldest?.Close();
        return place;
    }

    /// <summary>A conversation has something new.</summary>
    public void Ring(string conversation)
    {
        foreach (var place in Of(conversation))
            place.Ring();
    }

    /// <summary>A conversation is over.</summary>
    public void Close(string conversation)
    {
        foreach (var place in Of(conversation))
            place.Close();
    }

    /// <summary>A stream was closed.</summary>
    internal void Leave(StreamPlace place)
    {
        lock (gate)
        {
            if (!byConversation.TryGetValue(place.Conversation, out var places) || !places.Remove(place))
                return;
            count--;
            if (places.Count == 0)
                byConversation.Remove(place.Conversation);
        }
    }

    private DirectLineException Refused(string conversation, List<StreamPlace> places)
    {
        if (places.Count == 0)
            byConversation.Remove(conversation);
        return DirectLineException.Busy();
    }

    private List<StreamPlace> Of(string conversation)
    {
        lock (gate)
            return byConversation.TryGetValue(conversation, out var places) ? [.. places] : [];
    }
}
