namespace MemHelpBot.Parsing.Kernel;

/// <summary>The zones of a machine and the subject <c>node/zone</c> of their facts, made once for the usual nodes.</summary>
internal static class ZoneNames
{
    private const int UsualNodes = 16;
    private static readonly string[] Names = ["DMA", "DMA32", "Normal", "HighMem", "Movable", "Device"];

    private static readonly string[] Subjects = [.. from node in Enumerable.Range(0, UsualNodes) from name in Names select $"{node}/{name}"];

    /// <summary>Index of the zone's name at <paramref name="at"/>, which moves behind it; -1 when there is none.</summary>
    public static int Read(ReadOnlySpan<char> text, ref int at)
    {
        if (at >= text.Length)
            return -1;
        var zone = text[at] switch
        {
            'D' when text[at..].StartsWith("DMA32", StringComparison.Ordinal) => 1,
            'D' when text[at..].StartsWith("DMA", StringComparison.Ordinal) => 0,
            'D' when text[at..].StartsWith("Device", StringComparison.Ordinal) => 5,
            'N' when text[at..].StartsWith("Normal", StringComparison.Ordinal) => 2,
            'H' when text[at..].StartsWith("HighMem", StringComparison.Ordinal) => 3,
            'M' when text[at..].StartsWith("Movable", StringComparison.Ordinal) => 4,
            _ => -1,
        };
        if (zone >= 0)
            at += Names[zone].Length;
        return zone;
    }

    /// <summary>The subject of a zone's facts.</summary>
    public static string Subject(int node, int zone) =>
        node < UsualNodes ? Subjects[(node * Names.Length) + zone] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{node}/{Names[zone]}");
}
