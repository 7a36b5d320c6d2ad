namespace MemHelpBot.Cases.Ingest;

/// <summary>What a block of a document is.</summary>
internal enum BlockKind
{
    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Prose or a list: may be parted.</summary>
    Paragraph,

    /// <summary>A table, a row a line: parted between rows only.</summary>
    Table,

    /// <summary>A log, a command, code: kept whole.</summary>
    Verbatim,
}

/// <summary>A block of a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without marks of heading or fence.</param>
/// <param name="Line">1-based line in the source where it starts; 0 where lines mean nothing.</param>
internal readonly record struct Block(BlockKind Kind, string Text, int Line);

/// <summary>A part of a document with a title of its own.</summary>
/// <param name="Title">The title, or null where the blocks have to tell.</param>
/// <param name="Blocks">Its blocks in order.</param>
internal sealed record RawPart(string? Title, IReadOnlyList<Block> Blocks);

/// <summary>A document as its format gives it, before it is cut into sections.</summary>
/// <param name="Key">Tells it from other documents of the same file; lower-case words and hyphens.</param>
/// <param name="Title">Its title, or null where the parts have to tell.</param>
/// <param name="Url">An address that the text gives as its own, or null.</param>
/// <param name="Date">Year-month-day as the text gives it as its own, or null.</param>
/// <param name="Parts">Its parts; at least one.</param>
internal sealed record RawDocument(string Key, string? Title, string? Url, string? Date, IReadOnlyList<RawPart> Parts);
