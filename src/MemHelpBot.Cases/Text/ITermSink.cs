namespace MemHelpBot.Cases.Text;

/// <summary>Takes the terms of a text.</summary>
internal interface ITermSink
{
    /// <summary>Takes one occurrence of a term.</summary>
    /// <param name="term">Valid during the call only.</param>
    /// <param name="weight">How much it counts; 1 for a word.</param>
    void Add(ReadOnlySpan<char> term, float weight);
}
