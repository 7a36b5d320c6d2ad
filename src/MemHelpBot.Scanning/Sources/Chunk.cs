using MemHelpBot.Scanning.Search;
using MemHelpBot.Scanning.Segments;

namespace MemHelpBot.Scanning.Sources;

/// <summary>
/// Some bytes of a file and what the fast search found in them. Small enough to stay in a processor's own cache from reading to counting;
/// reused. The end of the chunk before stands in front of the data, so that a literal across the border is found.
/// </summary>
internal sealed class Chunk
{
    /// <summary>Data of one chunk at most.</summary>
    public const int Size = 256 * 1024;

    private readonly List<Find> finds = [];
    private readonly byte[] buffer;
    private readonly int margin;

    /// <summary>A chunk for literals of at most <paramref name="longest"/> bytes.</summary>
    public Chunk(int longest) => (margin, buffer) = (longest - 1, GC.AllocateUninitializedArray<byte>(longest - 1 + Size));

    /// <summary>Where the data stands in the file.</summary>
    public long Offset { get; set; }

    /// <summary>How much data there is.</summary>
    public int Length { get; set; }

    /// <summary>How many bytes before the data are there too.</summary>
    public int Before { get; set; }

    /// <summary>How many line ends the data holds.</summary>
    public int LineEnds { get; private set; }

    /// <summary>The data.</summary>
    public ReadOnlySpan<byte> Data => buffer.AsSpan(margin, Length);

    /// <summary>Finds, ascending, at most one a line.</summary>
    public ReadOnlySpan<Find> Finds => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(finds);

    /// <summary>Where to read to: room for <paramref name="before"/> bytes in front of the data, at most the length of a literal, and for the data.</summary>
    public Span<byte> Room(int before) => buffer.AsSpan(margin - before);

    /// <summary>Where the data is read to.</summary>
    public Memory<byte> DataRoom => buffer.AsMemory(margin);

    /// <summary>How many bytes in front of the data the search needs, when that many exist.</summary>
    public int Margin => margin;

    /// <summary>Copies the end of another chunk to the front.</summary>
    public void Follow(Chunk other)
    {
        var end = other.buffer.AsSpan(margin - other.Before, other.Before + other.Length);
        Before = Math.Min(margin, end.Length);
        end[^Before..].CopyTo(buffer.AsSpan(margin - Before));
        Offset = other.Offset + other.Length;
    }

    /// <summary>Searches the data and counts its lines.</summary>
    public void Search(LiteralSearch search)
    {
        finds.Clear();
        LineEnds = 0;
        var text = buffer.AsSpan(margin - Before, Before + Length);
        var counted = Before;
        for (var from = 0; search.IndexOf(text[from..]) is var found and >= 0;)
        {
            found += from;
            var end = text[found..].IndexOf((byte)'\n');
            from = end < 0 ? text.Length : found + end + 1;
            // Before the data: told with the last chunk, unless its line goes on here.
            if (from <= Before)
                continue;
            var position = Math.Max(found, Before);
            LineEnds += text[counted..position].Count((byte)'\n');
            counted = position;
            finds.Add(new Find(position - Before, LineEnds));
        }

        LineEnds += text[counted..].Count((byte)'\n');
    }
}
