namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// The terms that tell most of each document: those with the highest product of their share of the document and their rarity. They are
/// what feedback learns from, without reading the documents again.
/// </summary>
internal sealed class TellingTerms
{
    /// <summary>How many are kept of a document.</summary>
    public const int Each = 32;

    private readonly int documents;
    private readonly float[] weights;

    /// <summary>Of so many documents none yet.</summary>
    public TellingTerms(int documents)
    {
        this.documents = documents;
        Terms = new int[documents * Each];
        Shares = new float[documents * Each];
        weights = new float[documents * Each];
        Array.Fill(Terms, -1);
    }

    /// <summary>By document, the most telling first; -1 in a place that is free.</summary>
    public int[] Terms { get; }

    /// <summary>The share of each of <see cref="Terms"/>.</summary>
    public float[] Shares { get; }

    /// <summary>Considers a term for every document that has it. Terms have to come in the order of their numbers.</summary>
    public void Add(int term, int found, List<(int Unit, float Weight)> postings, List<int> unitDocuments, List<byte> unitFields, float[] fieldLengths)
    {
        // A term of one document leads to no other.
        if (found < 2)
            return;
        var rarity = LexicalRanking.Rarity(documents, found);
        for (var i = 0; i < postings.Count;)
        {
            var document = unitDocuments[postings[i].Unit];
            var count = 0f;
            for (; i < postings.Count && unitDocuments[postings[i].Unit] == document; i++)
                count += Fields.Weight((Field)unitFields[postings[i].Unit]) * postings[i].Weight;
            Insert(document, term, count / Length(document, fieldLengths), rarity);
        }
    }

    private static float Length(int document, float[] fieldLengths)
    {
        var length = 0f;
        for (var field = 0; field < Fields.Count; field++)
            length += Fields.Weight((Field)field) * fieldLengths[(document * Fields.Count) + field];
        return length;
    }

    private void Insert(int document, int term, float share, float rarity)
    {
        var (first, last) = (document * Each, (document * Each) + Each - 1);
        var weight = share * rarity;
        if (weights[last] >= weight)
            return;
        var at = last;
        for (; at > first && weights[at - 1] < weight; at--)
            (weights[at], Terms[at], Shares[at]) = (weights[at - 1], Terms[at - 1], Shares[at - 1]);
        (weights[at], Terms[at], Shares[at]) = (weight, term, share);
    }
}
