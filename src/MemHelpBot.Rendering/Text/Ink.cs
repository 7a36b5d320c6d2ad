namespace MemHelpBot.Rendering.Text;

/// <summary>The part a piece of text plays, and so its colour.</summary>
internal enum Ink
{
    /// <summary>Running text.</summary>
    Plain,

    /// <summary>Headline and headings.</summary>
    Strong,

    /// <summary>Citations and labels.</summary>
    Faint,

    /// <summary>Commands to copy.</summary>
    Command,

    /// <summary>Harmless.</summary>
    Good,

    /// <summary>Changes something.</summary>
    Careful,

    /// <summary>Interrupts something.</summary>
    Bad,
}

/// <summary>Text of one ink.</summary>
internal readonly record struct Run(string Text, Ink Ink = Ink.Plain);
