using System.Buffers;

namespace MemHelpBot.Parsing.Tools;

/// <summary>Sets of characters that names and numbers of files and tools are made of.</summary>
internal static class Characters
{
    /// <summary>Of the names of the kernel's counters.</summary>
    public static readonly SearchValues<char> Counter = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_0123456789");

    /// <summary>Of a kernel list: <c>0-1,4</c>.</summary>
    public static readonly SearchValues<char> List = SearchValues.Create("0123456789,-");

    /// <summary>Of numbers with blanks between them.</summary>
    public static readonly SearchValues<char> Numbers = SearchValues.Create(" 0123456789");

    /// <summary>Of an address.</summary>
    public static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
}
