using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace MemHelpBot.Channels.DirectLine.History;

/// <summary>
/// Activities as they were written to clients, within a bound. What falls out is made again from the kept conversation; only remarks (a farewell, better
/// words of a model, that an answer is no longer kept) are nowhere else.
/// </summary>
internal sealed class ShownActivities : IDisposable
{
    private const long MostBytes = 64L * 1024 * 1024;
    private const int MostRemarks = 8;
    private const int RoomOfConversation = 16 * 1024;
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly Lock gate = new();

    /// <summary>Names this process in watermarks.</summary>
    public string Process { get; } = RandomNumberGenerator.GetHexString(6, lowercase: true);

    /// <summary>Keeps an activity.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="local">The second part of its id.</param>
    /// <param name="activity">Its JSON.</param>
    public void Keep(string conversation, string local, byte[] activity)
    {
        kept.Set((conversation, local), activity, new MemoryCacheEntryOptions { Size = activity.Length + 256, SlidingExpiration = KeepFor });
        lock (gate)
            Of(conversation).Locals.Add(local);
    }

    /// <summary>An activity; null when it is not held.</summary>
    public byte[]? Find(string conversation, string local) => kept.Get<byte[]>((conversation, local));

    /// <summary>Drops an activity that came to nothing.</summary>
    public void Drop(string conversation, string local) => kept.Remove((conversation, local));

    /// <summary>Adds a remark to a conversation; the oldest goes when there are many.</summary>
    public void Remark(string conversation, byte[] activity)
    {
        lock (gate)
        {
            var about = Of(conversation);
            if (about.Remarks.Count == MostRemarks)
                about.DropFirst(1);
            about.Remarks.Add(activity);
        }
    }

    /// <summary>Drops all that is held of a conversation.</summary>
    public void Forget(string conversation)
    {
        lock (gate)
        {
            var about = Of(conversation);
            foreach (var local in about.Locals)
                kept.Remove((conversation, local));
            about.Locals.Clear();
            about.DropFirst(about.Remarks.Count);
        }
    }

    /// <summary>Remarks that a client has not read, and how many there were in all.</summary>
    public (int Count, IReadOnlyList<byte[]> New) RemarksSince(string conversation, int read)
    {
        lock (gate)
        {
            if (kept.Get<About>((conversation, "")) is not { } about)
                return (0, []);
            var count = about.Gone + about.Remarks.Count;
            return (count, [.. about.Remarks.Skip(read > count ? 0 : Math.Max(0, read - about.Gone))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private About Of(string conversation) => kept.Get<About>((conversation, ""))
        ?? kept.Set((conversation, ""), new About(), new MemoryCacheEntryOptions { Size = RoomOfConversation, SlidingExpiration = KeepFor });

    private sealed class About
    {
        /// <summary>What is held of the conversation.</summary>
        public HashSet<string> Locals { get; } = new(StringComparer.Ordinal);

        public List<byte[]> Remarks { get; } = [];

        /// <summary>Remarks that were dropped: the places of the others stay.</summary>
        public int Gone { get; private set; }

        public void DropFirst(int count)
        {
            Remarks.RemoveRange(0, count);
            Gone += count;
        }
    }
}
