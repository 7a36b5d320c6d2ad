using System.Runtime.InteropServices;
using System.Text;
using MemHelpBot.Cases.Cache;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// An inverted index over the units of documents: a unit is a title, the marks, or one section. Arrays only, so that it loads by
/// copying. Terms are sorted by their UTF-8 bytes; postings of a term are sorted by unit, and units by document.
/// </summary>
internal sealed class LexicalIndex
{
    /// <summary>A unit that is no section.</summary>
    public const int NoSection = -1;

    private ulong stamp;
    private TermColumns? columns;

    public required int Documents { get; init; }

    /// <summary>All terms in UTF-8, one after another.</summary>
    public required byte[] TermBytes { get; init; }

    /// <summary>Where each term starts in <see cref="TermBytes"/>; one more at the end.</summary>
    public required int[] TermStarts { get; init; }

    /// <summary>In how many documents each term stands.</summary>
    public required int[] TermDocuments { get; init; }

    /// <summary>Where each term's postings start; one more at the end.</summary>
    public required int[] PostingStarts { get; init; }

    /// <summary>The unit of each posting.</summary>
    public required int[] PostingUnits { get; init; }

    /// <summary>The weight of the term in that unit.</summary>
    public required float[] PostingWeights { get; init; }

    /// <summary>The document of each unit.</summary>
    public required int[] UnitDocuments { get; init; }

    /// <summary>The section of each unit, or <see cref="NoSection"/>.</summary>
    public required int[] UnitSections { get; init; }

    /// <summary>The <see cref="Field"/> of each unit.</summary>
    public required byte[] UnitFields { get; init; }

    /// <summary>Sum of weights in each unit.</summary>
    public required float[] UnitLengths { get; init; }

    /// <summary>Sum of weights by document and field: index document × <see cref="Fields.Count"/> + field.</summary>
    public required float[] FieldLengths { get; init; }

    /// <summary>Average over documents by field; 0 for a field that none has.</summary>
    public required float[] FieldAverages { get; init; }

    /// <summary>Average length of a section.</summary>
    public required float SectionAverage { get; init; }

    /// <summary>The terms that tell most of each document, <see cref="TellingTerms.Each"/> places a document; -1 in a place that is free.</summary>
    public required int[] Telling { get; init; }

    /// <summary>Which share of its document each of <see cref="Telling"/> has.</summary>
    public required float[] TellingShares { get; init; }

    /// <summary>The number of a term, or a negative number when no document has it.</summary>
    public int Find(string term)
    {
        Span<byte> buffer = stackalloc byte[512];
        if (!Encoding.UTF8.TryGetBytes(term, buffer, out var length))
            return -1;
        var at = FirstFrom(buffer[..length]);
        return at < TermDocuments.Length && Bytes(at).SequenceEqual(buffer[..length]) ? at : -1;
    }

    /// <summary>The number of the first term that does not lie before some bytes.</summary>
    public int FirstFrom(ReadOnlySpan<byte> wanted)
    {
        var (low, high) = (0, TermDocuments.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (Bytes(middle).SequenceCompareTo(wanted) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>A term in UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int number) => TermBytes.AsSpan(TermStarts[number]..TermStarts[number + 1]);

    /// <summary>What each term counts in each document; derived when it is first asked for. Two threads may both derive it; they derive the same.</summary>
    public TermColumns Columns => columns ??= new TermColumns(this);

    /// <summary>The term of a number.</summary>
    public string Term(int number) => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>A fingerprint of terms and postings, for telling one index from another.</summary>
    public ulong Stamp()
    {
        if (stamp == 0)
            stamp = Hash64.Of(MemoryMarshal.Cast<byte, char>(MemoryMarshal.AsBytes<int>(PostingUnits)), Hash64.Of(MemoryMarshal.Cast<float, char>(PostingWeights), Hash64.Of(Encoding.UTF8.GetString(TermBytes))));
        return stamp;
    }

    public void Write(PackWriter to)
    {
        to.Int(Documents);
        to.Numbers<byte>(TermBytes);
        to.Numbers<int>(TermStarts);
        to.Numbers<int>(TermDocuments);
        to.Numbers<int>(PostingStarts);
        to.Numbers<int>(PostingUnits);
        to.Numbers<float>(PostingWeights);
        to.Numbers<int>(UnitDocuments);
        to.Numbers<int>(UnitSections);
        to.Numbers<byte>(UnitFields);
        to.Numbers<float>(UnitLengths);
        to.Numbers<float>(FieldLengths);
        to.Numbers<float>(FieldAverages);
        to.Numbers<float>([SectionAverage]);
        to.Numbers<int>(Telling);
        to.Numbers<float>(TellingShares);
    }

    public static LexicalIndex Read(PackReader from) => new()
    {
        Documents = from.Int(),
        TermBytes = from.Numbers<byte>(),
        TermStarts = from.Numbers<int>(),
        TermDocuments = from.Numbers<int>(),
        PostingStarts = from.Numbers<int>(),
        PostingUnits = from.Numbers<int>(),
        PostingWeights = from.Numbers<float>(),
        UnitDocuments = from.Numbers<int>(),
        UnitSections = from.Numbers<int>(),
        UnitFields = from.Numbers<byte>(),
        UnitLengths = from.Numbers<float>(),
        FieldLengths = from.Numbers<float>(),
        FieldAverages = from.Numbers<float>(),
        SectionAverage = from.Numbers<float>()[0],
        Telling = from.Numbers<int>(),
        TellingShares = from.Numbers<float>(),
    };
}
