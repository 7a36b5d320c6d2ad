namespace MemHelpBot.Cli.Chat;

/// <summary>What a key of a terminal does.</summary>
internal enum KeyKind
{
    /// <summary>Nothing that is known here.</summary>
    None,

    /// <summary>The input has ended.</summary>
    Closed,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>A whole paste (bracketed paste mode of xterm).</summary>
    Paste,

    Enter,
    Backspace,
    Delete,
    Left,
    Right,
    Home,
    End,
    Up,
    Down,

    /// <summary>Ctrl-U: from the beginning to here.</summary>
    EraseToHere,

    /// <summary>Ctrl-K: from here to the end.</summary>
    EraseFromHere,

    /// <summary>Ctrl-W: the word before.</summary>
    EraseWord,

    /// <summary>Ctrl-D: the end of the input where the line is empty.</summary>
    EndOfInput,
}

/// <summary>A key.</summary>
internal readonly record struct Key(KeyKind Kind, string Text = "");
