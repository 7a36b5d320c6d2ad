using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Links under which anybody who has them reads one report, until they expire, are revoked, or the conversation is forgotten or begun anew. A token names
/// its conversation by the digest of its key, so that no list of links has to be searched, and proves itself by a secret of 128 random bits of which only
/// the hash is stored: neither token nor conversation id can be had from the store, nor the id from the token. Thread-safe.
/// </summary>
/// <param name="store">Keeps the links, as events of their conversations.</param>
/// <param name="clock">Says when.</param>
public sealed class ReportLinks(IConversationStore store, TimeProvider clock)
{
    /// <summary>The longest time of a link, in days.</summary>
    public const int MostDays = 30;

    /// <summary>Links of one conversation that are good at one time.</summary>
    public const int MostAtOnce = 20;

    private const int DigestBytes = 32;
    private const int SecretBytes = 16;

    /// <summary>Makes a link to the report of the newest answer: what is said later does not show in it.</summary>
    /// <returns>The link with its token, which is told only now; null when there is no answer yet, or there are <see cref="MostAtOnce"/> links.</returns>
    public async ValueTask<(ReportShared Link, string Token)?> MakeAsync(ConversationKey key, TimeSpan life, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, TimeSpan.FromDays(MostDays));
        var record = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (record.Read is not [.., var last] || Good(record).Count() >= MostAtOnce)
            return null;
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(secret));
        var now = clock.GetUtcNow();
        var link = new ReportShared(now, hash, last.Message.Id, now + life);
        return await store.AppendAsync(key, link, cancellationToken).ConfigureAwait(false)
            ? (link, Base64Url.EncodeToString([.. Convert.FromHexString(key.Digest), .. secret]))
            : null;
    }

    /// <summary>The conversation and the message whose report a token opens; null when the token is none, or its link has ended.</summary>
    public async ValueTask<(ConversationKey Key, ReportShared Link)?> OpenAsync(string token, CancellationToken cancellationToken = default)
    {
        var bytes = new byte[DigestBytes + SecretBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != bytes.Length)
            return null;
        if (await store.FindAsync(Convert.ToHexStringLower(bytes.AsSpan(0, DigestBytes)), cancellationToken).ConfigureAwait(false) is not { } record)
            return null;
        var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(DigestBytes))));
        return Good(record).FirstOrDefault(l => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(l.Hash), hash)) is { } link ? (record.Key, link) : null;
    }

    /// <summary>The links of a conversation that are good now.</summary>
    public async ValueTask<IReadOnlyList<ReportShared>> AllAsync(ConversationKey key, CancellationToken cancellationToken = default) =>
        [.. Good(await store.ReadAsync(key, cancellationToken).ConfigureAwait(false))];

    /// <summary>Ends a link before its time.</summary>
    /// <returns>False when there is none of this id.</returns>
    public ValueTask<bool> RevokeAsync(ConversationKey key, string id, CancellationToken cancellationToken = default) =>
        store.AppendAsync(key, new ReportRevoked(clock.GetUtcNow(), id), cancellationToken);

    private IEnumerable<ReportShared> Good(ConversationRecord record)
    {
        var now = clock.GetUtcNow();
        return record.Events.OfType<ReportShared>().Where(l => l.Expires > now && !record.IsRevoked(l) && record.Turns.Any(t => t.Message.Id == l.Message));
    }
}
