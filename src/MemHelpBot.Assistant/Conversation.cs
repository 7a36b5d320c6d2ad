using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant;

/// <summary>What a conversation has told so far. Not thread-safe: one turn at a time.</summary>
public sealed class Conversation
{
    private readonly List<Reading> readings = [];

    /// <summary>What was read, one a message.</summary>
    public IReadOnlyList<Reading> Readings => readings;

    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; set; } = "user";

    /// <summary>Language of the last turn that showed one; null at first.</summary>
    public string? Language { get; set; }

    internal void Add(Reading reading) => readings.Add(reading);
}
