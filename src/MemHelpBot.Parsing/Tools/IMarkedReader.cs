namespace MemHelpBot.Parsing.Tools;

/// <summary>A reader whose opening line holds one of a few literals. Lines without any of them are never offered to <see cref="IArtefactReader.Begin"/>.</summary>
internal interface IMarkedReader : IArtefactReader
{
    /// <summary>Literals of three characters or more, one of which every opening line holds (ordinal, case counts).</summary>
    IReadOnlyList<string> Marks { get; }
}
