namespace MemHelpBot.Parsing.Messages;

/// <summary>The size of an array from the shape and the element type of a message. Exact where the printed size is rounded.</summary>
internal static class ArrayShape
{
    /// <summary>Bytes of a numpy data type at an index; 0 when the type is unknown.</summary>
    public static long ElementBytes(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end >= 0 && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '<' or '>' or '|'))
            end++;
        var name = at < 0 ? default : text[at..end].TrimStart("<>|=");
        if (name is "bool" or "int8" or "uint8" or "byte" or "S1")
            return 1;
        if (name is "float128" or "longdouble" or "complex128")
            return 16;
        if (name is "complex256")
            return 32;
        if (name is "object" or "int" or "float")
            return 8;
        if (name.Length > 1 && name[0] is 'U' && Scan.Integer(name, 1) is { Value: > 0 and < 1 << 20 } letters)
            return letters.Value * 4;
        var digits = name.IndexOfAnyInRange('0', '9');
        if (digits <= 0 || Scan.Integer(name, digits) is not { } bits || bits.End != name.Length)
            return 0;
        return bits.Value is 8 or 16 or 32 or 64 && name[..digits] is "int" or "uint" or "float" or "complex" ? bits.Value / 8 : 0;
    }

    /// <summary>The product of the numbers between two characters (<c>(886662, 886662)</c>); null when it does not fit 64 bits.</summary>
    public static long? Elements(ReadOnlySpan<char> text, int at, char stop)
    {
        Int128 product = 1;
        var any = false;
        while (Scan.Integer(text, at) is { Value: >= 0 } side)
        {
            product *= side.Value;
            any = true;
            if (product > long.MaxValue)
                return null;
            at = side.End;
            if (at >= text.Length || text[at] == stop)
                return (long)product;
            at = Scan.Blanks(text, at + 1);
            if (at < text.Length && text[at] == stop)
                return (long)product;
        }

        return any ? (long)product : null;
    }

    /// <summary>Elements × bytes; null when it does not fit 64 bits.</summary>
    public static long? Bytes(long elements, long each)
    {
        var product = (Int128)elements * each;
        return product < long.MinValue || product > long.MaxValue ? null : (long)product;
    }
}
