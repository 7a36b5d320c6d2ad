using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// Answers from a copy while the store itself is away. After a failure the store is left alone for a while, then asked beside the
/// queries whether it is back; queries go to it again from its first answer on. Safe for several threads.
/// </summary>
/// <param name="store">The store itself.</param>
/// <param name="copy">What answers in its place.</param>
/// <param name="probe">Throws while the store is away.</param>
/// <param name="time">The clock.</param>
public sealed class StandInCaseStore(ICaseStore store, ICaseStore copy, Func<CancellationToken, Task> probe, TimeProvider time) : ICaseStore
{
    /// <summary>How long the store is left alone after a failure.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private volatile Absence? absence;

    /// <summary>Starts with the copy, until the probe succeeds for the first time; it is tried at once.</summary>
    /// <param name="why">What is said meanwhile, a sentence.</param>
    /// <returns>The first probe: it fails never, and is not waited for by queries.</returns>
    public Task StartWithCopyAsync(string why)
    {
        var first = new Absence(why, time.GetTimestamp());
        absence = first;
        return ProbeAsync(first);
    }

    /// <inheritdoc/>
    public string? Trouble => absence is { } away ? $"{away.Why} Answers come from the copy on this machine until it is back." : null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default) =>
        AskAsync(s => s.FindAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => AskAsync(s => s.GetAsync(id, cancellationToken));

    private async ValueTask<T> AskAsync<T>(Func<ICaseStore, ValueTask<T>> ask)
    {
        if (absence is { } away)
        {
            if (away.IsOver(time))
                _ = ProbeAsync(away);
            return await ask(copy).ConfigureAwait(false);
        }

        try
        {
            return await ask(store).ConfigureAwait(false);
        }
        catch (Exception failed) when (IsAway(failed))
        {
            absence = new Absence(failed.Message, time.GetTimestamp());
            return await ask(copy).ConfigureAwait(false);
        }
    }

    // One probe at a time; its own deadline is the store's.
    private async Task ProbeAsync(Absence away)
    {
        if (!away.TakeProbe())
            return;
        try
        {
            await Task.Run(() => probe(CancellationToken.None)).ConfigureAwait(false);
            absence = null;
        }
        catch (Exception failed) when (IsAway(failed))
        {
            absence = new Absence(failed.Message, time.GetTimestamp());
        }
    }

    private static bool IsAway(Exception failed) => failed is CaseStoreUnavailableException or CaseIndexMismatchException;

    private sealed class Absence(string why, long since)
    {
        private int probing;

        public string Why { get; } = why;

        public bool IsOver(TimeProvider time) => time.GetElapsedTime(since) >= Pause;

        public bool TakeProbe() => Interlocked.Exchange(ref probing, 1) == 0;
    }
}
