namespace MemHelpBot.Scanning.Search;

/// <summary>How often bytes stand in ordinary system logs, roughly: enough to choose fingerprints that are seldom met.</summary>
internal static class ByteRarity
{
    // Of 10 000 bytes of syslog: digits and the letters of English and of daemons' names are common, capitals and most marks are rare.
    private const string Common = " 0123456789eiatonsrdlcmpuhfgvbwky:.-[]=/_,xj()TSAMNOPDCRFEILBGUVWJKHXYQZqz";
    private static readonly int[] Counts =
    [
        1100, 420, 480, 440, 300, 280, 280, 260, 250, 240, 250, 560, 480, 430, 400, 380, 400, 360, 320, 260, 240, 230, 220, 190, 180, 110, 110, 110, 90, 80, 80, 80, 80,
        300, 140, 140, 90, 90, 70, 70, 60, 60, 50, 30, 35, 35,
        30, 40, 40, 25, 30, 20, 25, 30, 30, 20, 25, 30, 20, 12, 12, 20, 15, 15, 10, 10, 10, 8, 8, 6, 4, 4, 15, 12,
    ];

    private const double Unusual = 4;

    private static readonly double[] Shares = MakeShares();

    /// <summary>Where the rarest window of a literal begins.</summary>
    public static int RarestWindow(ReadOnlySpan<byte> literal, int length)
    {
        var (best, rarest) = (0, double.MaxValue);
        for (var start = 0; start + length <= literal.Length; start++)
        {
            var chance = 1.0;
            foreach (var value in literal.Slice(start, length))
                chance *= Shares[value];
            if (chance < rarest)
                (best, rarest) = (start, chance);
        }

        return best;
    }

    /// <summary>Spreads literals over buckets, the most frequent fingerprint first, each to the bucket whose chance of a vain hit grows least.</summary>
    public static List<LiteralSearch.Entry>[] Spread(IReadOnlyList<LiteralSearch.Entry> entries, int buckets)
    {
        // Plain loops: a scan is short, and query operators over numbers are compiled when they are first called.
        var (taken, chances) = (new bool[entries.Count], new double[entries.Count]);
        for (var i = 0; i < chances.Length; i++)
            chances[i] = default(Halves).With(entries[i]).Chance();
        var (halves, filled, spread) = (new Halves[buckets], new double[buckets], new List<LiteralSearch.Entry>[buckets]);
        for (var i = 0; i < buckets; i++)
            spread[i] = [];
        for (var round = 0; round < chances.Length; round++)
        {
            var next = -1;
            for (var i = 0; i < chances.Length; i++)
            {
                if (!taken[i] && (next < 0 || chances[i] > chances[next]))
                    next = i;
            }

            taken[next] = true;
            var (best, least) = (0, double.MaxValue);
            for (var i = 0; i < buckets; i++)
            {
                var growth = halves[i].With(entries[next]).Chance() - filled[i];
                if (growth < least)
                    (best, least) = (i, growth);
            }

            spread[best].Add(entries[next]);
            halves[best] = halves[best].With(entries[next]);
            filled[best] = halves[best].Chance();
        }

        return spread;
    }

    /// <summary>The chance that a position of ordinary log text makes a look-up, for literals as they are spread.</summary>
    public static double ChanceOf(IEnumerable<string> literals) =>
        Spread([.. literals.Select(LiteralSearch.Entry.Of)], LiteralSearch.Buckets).Sum(bucket => bucket.Aggregate(default(Halves), (halves, entry) => halves.With(entry)).Chance());

    private static double[] MakeShares()
    {
        var shares = new double[256];
        for (var value = 0; value < shares.Length; value++)
            shares[value] = (Common.IndexOf((char)value, StringComparison.Ordinal) is var at and >= 0 ? Counts[at] : Unusual) / 10_000;
        return shares;
    }

    /// <summary>The halves of bytes that the fingerprints of a bucket have, 16 bits for each byte of a fingerprint. Tables know halves only: a bucket takes any byte made of two of them.</summary>
    private readonly record struct Halves(ulong Low, ulong High)
    {
        public double Chance()
        {
            if (Low == 0)
                return 0;
            var chance = 1.0;
            for (var i = 0; i < LiteralSearch.FingerprintLength; i++)
            {
                var share = 0.0;
                for (var high = 0; high < 16; high++)
                {
                    if ((High >> ((16 * i) + high) & 1) == 0)
                        continue;
                    for (var low = 0; low < 16; low++)
                        share += (Low >> ((16 * i) + low) & 1) != 0 ? Shares[(16 * high) + low] : 0;
                }

                chance *= share;
            }

            return chance;
        }

        public Halves With(LiteralSearch.Entry entry)
        {
            var (low, high) = (Low, High);
            for (var i = 0; i < LiteralSearch.FingerprintLength; i++)
            {
                low |= 1UL << ((16 * i) + (entry.Window[i] & 15));
                high |= 1UL << ((16 * i) + (entry.Window[i] >> 4));
            }

            return new Halves(low, high);
        }
    }
}
