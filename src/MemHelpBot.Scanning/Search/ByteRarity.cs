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

    private static readonly double[] Shares = [.. Enumerable.Range(0, 256).Select(Share)];

    private static double Share(int value) => (Common.IndexOf((char)value, StringComparison.Ordinal) is var at and >= 0 ? Counts[at] : Unusual) / 10_000;

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

    /// <summary>Spreads literals over buckets, each to the one whose chance of a vain hit grows least.</summary>
    public static LiteralSearch.Entry[][] Spread(List<LiteralSearch.Entry> entries, int buckets)
    {
        var spread = Enumerable.Range(0, buckets).Select(_ => new List<LiteralSearch.Entry>()).ToArray();
        foreach (var entry in entries.OrderByDescending(e => Chance([e])))
        {
            var best = spread.MinBy(bucket => Chance([.. bucket, entry]) - Chance(bucket))!;
            best.Add(entry);
        }

        return [.. spread.Select(b => b.ToArray())];
    }

    /// <summary>The chance that a position of ordinary log text makes a comparison, for literals as they are spread.</summary>
    public static double ChanceOf(IEnumerable<string> literals) =>
        Spread([.. literals.Select(LiteralSearch.Entry.Of)], LiteralSearch.Buckets).Sum(bucket => Chance([.. bucket]));

    // The tables know halves of bytes: a bucket takes any byte whose low half and whose high half its fingerprints have.
    private static double Chance(List<LiteralSearch.Entry> bucket)
    {
        if (bucket.Count == 0)
            return 0;
        var chance = 1.0;
        for (var i = 0; i < LiteralSearch.FingerprintLength; i++)
        {
            var (low, high) = (0, 0);
            foreach (var entry in bucket)
            {
                low |= 1 << (entry.Window[i] & 15);
                high |= 1 << (entry.Window[i] >> 4);
            }

            var share = 0.0;
            for (var value = 0; value < 256; value++)
            {
                if ((low >> (value & 15) & 1) != 0 && (high >> (value >> 4) & 1) != 0)
                    share += Shares[value];
            }

            chance *= share;
        }

        return chance;
    }
}
