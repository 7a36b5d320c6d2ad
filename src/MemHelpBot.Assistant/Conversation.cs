using MemHelpBot.Diagnosis;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant;

/// <summary>What a conversation has told so far. Not thread-safe: one turn at a time.</summary>
public sealed class Conversation
{
    private readonly List<Reading> readings = [];
    private readonly List<string> messages = [];

    /// <summary>The messages as sent, in order.</summary>
    public IReadOnlyList<string> Messages => messages;

    /// <summary>What was read, one a message.</summary>
    public IReadOnlyList<Reading> Readings => readings;

    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; set; } = "user";

    /// <summary>The role that the channel named last: its change, and not its repetition, overrides what the person has said since.</summary>
    internal string? RoleOfChannel { get; set; }

    /// <summary>Language of the last turn that showed one; null at first.</summary>
    public string? Language { get; set; }

    /// <summary>How the causes were judged at the last turn; empty at first.</summary>
    public IReadOnlyList<Judgement> LastJudged { get; internal set; } = [];

    internal int Incidents => readings.Sum(r => r.Incidents.Count);

    internal void Add(string message, Reading reading)
    {
        messages.Add(message);
        readings.Add(reading);
    }

    internal void StartOver()
    {
        messages.Clear();
        readings.Clear();
        LastJudged = [];
    }
}
