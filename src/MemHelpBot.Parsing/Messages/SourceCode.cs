namespace MemHelpBot.Parsing.Messages;

/// <summary>Whether a line is program text that would print a message, rather than the message.</summary>
internal static class SourceCode
{
    private static readonly string[] Marks = ["printf(", "%s", "std::cerr", "std::cout", "console.log(", "print(f\"", "throw new ", "catch ("];

    /// <summary>Whether the line holds what only a source text does.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        // "try to raise your limit" is a sentence; a statement begins its line.
        var statement = text.TrimStart();
        if (statement.StartsWith("raise ", StringComparison.Ordinal) || statement.StartsWith("except ", StringComparison.Ordinal))
            return true;
        foreach (var mark in Marks)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
