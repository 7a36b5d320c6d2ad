using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace MemHelpBot.Channels.DirectLine.History;

/// <summary>
/// Activities as they were written to clients, within a bound. What falls out is made again from the kept conversation; only remarks (a farewell, that an
/// answer is no longer kept) are nowhere else.
/// </summary>
internal sealed class ShownActivities : IDisposable
{
    private const long MostBytes = 64L * 1024 * 1024;
    private const int MostRemarks = 8;
    private const int RemarkRoom = 16 * 1024;
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly Lock gate = new();

    /// <summary>Names this process in watermarks.</summary>
    public string Process { get; } = RandomNumberGenerator.GetHexString(6, lowercase: true);

    /// <summary>Keeps an activity.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="local">The second part of its id.</param>
    /// <param name="activity">Its JSON.</param>
    public void Keep(string conversation, string local, byte[] activity) =>
        kept.Set((conversation, local), activity, new MemoryCacheEntryOptions { Size = activity.Length + 256, SlidingExpiration = KeepFor });

    /// <summary>An activity; null when it is not held.</summary>
    public byte[]? Find(string conversation, string local) => kept.Get<byte[]>((conversation, local));

    /// <summary>Drops an activity: nothing of a conversation that is forgotten stays.</summary>
    public void Drop(string conversation, string local) => kept.Remove((conversation, local));

    /// <summary>Adds a remark to a conversation; the oldest goes when there are many.</summary>
    public void Remark(string conversation, byte[] activity)
    {
        lock (gate)
        {
            var (gone, remarks) = kept.Get<Remarks>((conversation, "")) ?? new Remarks(0, []);
            var more = remarks.Count == MostRemarks ? new Remarks(gone + 1, [.. remarks.Skip(1), activity]) : new Remarks(gone, [.. remarks, activity]);
            kept.Set((conversation, ""), more, new MemoryCacheEntryOptions { Size = RemarkRoom, SlidingExpiration = KeepFor });
        }
    }

    /// <summary>Remarks that a client has not read, and how many there were in all.</summary>
    public (int Count, IReadOnlyList<byte[]> New) RemarksSince(string conversation, int read)
    {
        var (gone, remarks) = kept.Get<Remarks>((conversation, "")) ?? new Remarks(0, []);
        var count = gone + remarks.Count;
        return (count, [.. remarks.Skip(read > count ? 0 : Math.Max(0, read - gone))]);
    }

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private sealed record Remarks(int Gone, IReadOnlyList<byte[]> Kept);
}
