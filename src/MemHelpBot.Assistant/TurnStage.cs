namespace MemHelpBot.Assistant;

/// <summary>What a turn is at, in this order: for who waits. Each is told when it begins.</summary>
public enum TurnStage
{
    /// <summary>The text is read: formats, facts.</summary>
    Reading,

    /// <summary>The causes are judged.</summary>
    Diagnosing,

    /// <summary>Documents are looked for.</summary>
    Searching,

    /// <summary>The answer is put together and verified.</summary>
    Composing,
}
