using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Counts the features of a text by their hash.</summary>
internal sealed class HashedFeatures : ITermSink
{
    private const float Concept = 2.5f;
    private const float Sequence = 0.12f;
    private const int ShortestSequence = 3;
    private const int LongestSequence = 5;
    private ulong[] hashes = new ulong[1024];
    private float[] counts = new float[1024];
    private int taken;

    public void Add(ReadOnlySpan<char> term, float weight) =>
        Count(Hash(term, 1), term[0] == ConceptLexicon.Mark ? weight * Concept : weight);

    /// <summary>Counts the sequences of 3 to 5 letters inside words, with a blank at both ends: they survive endings and typing errors.</summary>
    public void AddSequences(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[WordStems.Longest + 2];
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]) || Script.IsUnspaced(text[i]))
            {
                i++;
                continue;
            }

            var length = 0;
            word[length++] = ' ';
            for (; i < text.Length && char.IsLetter(text[i]) && !Script.IsUnspaced(text[i]); i++)
            {
                if (length <= WordStems.Longest)
                    word[length++] = Folding.Fold(text[i]);
            }

            word[length++] = ' ';
            AddSequencesOf(word[..length]);
        }
    }

    /// <summary>Adds the features to a vector, each at the place and with the sign of its hash.</summary>
    public void AddTo(Span<float> vector)
    {
        // Sums of floats depend on their order; that of the slots follows from the text alone.
        for (var i = 0; i < hashes.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            var hash = hashes[i];
            var value = MathF.Sqrt(counts[i]);
            vector[(int)((hash >> 1) % (ulong)vector.Length)] += (hash & 1) == 0 ? value : -value;
        }
    }

    private void AddSequencesOf(ReadOnlySpan<char> word)
    {
        if (StopWords.Contains(word[1..^1], "en"))
            return;
        for (var length = ShortestSequence; length <= LongestSequence; length++)
        {
            for (var at = 0; at + length <= word.Length; at++)
                Count(Hash(word.Slice(at, length), 2), Sequence);
        }
    }

    private void Count(ulong hash, float weight)
    {
        var slot = SlotOf(hash);
        if (counts[slot] == 0 && ++taken * 2 > counts.Length)
        {
            Grow();
            slot = SlotOf(hash);
        }

        hashes[slot] = hash;
        counts[slot] += weight;
    }

    private int SlotOf(ulong hash)
    {
        var mask = counts.Length - 1;
        var slot = (int)(hash & (ulong)mask);
        while (counts[slot] != 0 && hashes[slot] != hash)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldHashes, oldCounts) = (hashes, counts);
        (hashes, counts) = (new ulong[oldHashes.Length * 2], new float[oldCounts.Length * 2]);
        for (var i = 0; i < oldCounts.Length; i++)
        {
            if (oldCounts[i] == 0)
                continue;
            var slot = SlotOf(oldHashes[i]);
            (hashes[slot], counts[slot]) = (oldHashes[i], oldCounts[i]);
        }
    }

    // FNV-1a over the UTF-16 units, then the finaliser of MurmurHash3, so that all bits depend on all characters.
    private static ulong Hash(ReadOnlySpan<char> text, ulong kind)
    {
        unchecked
        {
            var hash = 14_695_981_039_346_656_037UL ^ kind;
            foreach (var c in text)
                hash = (hash ^ c) * 1_099_511_628_211UL;
            hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCDUL;
            hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53UL;
            return hash ^ (hash >> 33);
        }
    }
}
