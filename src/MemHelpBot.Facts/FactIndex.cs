namespace MemHelpBot.Facts;

/// <summary>
/// Where the facts of a key stand in a set: of all incidents together, and of each owner (an incident, or the paste as a whole).
/// Chains of places in arrays: two look-ups per fact to build, so that a paste of thousands of incidents costs each the same.
/// </summary>
internal sealed class FactIndex
{
    private readonly int[] nextOfKey;
    private readonly int[] nextOfOwner;
    private readonly Dictionary<long, int> firstOfKey = [];
    private readonly Dictionary<long, int> firstOfOwner;

    public FactIndex(Fact[] facts)
    {
        nextOfKey = new int[facts.Length];
        nextOfOwner = new int[facts.Length];
        firstOfOwner = new(facts.Length);
        // From the last to the first, so that each chain runs in the order told.
        for (var i = facts.Length - 1; i >= 0; i--)
        {
            nextOfKey[i] = Put(firstOfKey, facts[i].Key.Id, i);
            nextOfOwner[i] = Put(firstOfOwner, Owned(facts[i].Key, facts[i].Incident), i);
        }
    }

    /// <summary>Places of a key, wherever they stand, in the order told.</summary>
    public Places Of(FactKey key) => new(nextOfKey, firstOfKey.GetValueOrDefault(key.Id, -1));

    /// <summary>Places of a key that one incident owns, or (null) the paste as a whole.</summary>
    public Places Of(FactKey key, int? incident) => new(nextOfOwner, firstOfOwner.GetValueOrDefault(Owned(key, incident), -1));

    private static long Owned(FactKey key, int? incident) => ((long)key.Id << 32) + (incident ?? -1);

    private static int Put(Dictionary<long, int> firsts, long owner, int place)
    {
        var next = firsts.GetValueOrDefault(owner, -1);
        firsts[owner] = place;
        return next;
    }

    /// <summary>One chain of places, to be walked.</summary>
    internal struct Places(int[] next, int first)
    {
        private int following = first;

        /// <summary>The place walked to.</summary>
        public int Current { get; private set; } = -1;

        /// <summary>Itself: a chain is its own walk.</summary>
        public readonly Places GetEnumerator() => this;

        /// <summary>Walks on.</summary>
        public bool MoveNext()
        {
            Current = following;
            if (following < 0)
                return false;
            following = next[following];
            return true;
        }
    }
}
