namespace MemHelpBot.Assistant.State;

/// <summary>
/// What a conversation remembers besides its messages. Facts, incidents and judged causes are not here: they are read again from the stored
/// messages, so that they are the same after a restart and better after an upgrade.
/// </summary>
public sealed record ConversationMemory
{
    /// <summary>user, root or cluster-admin.</summary>
    public string Role { get; init; } = "user";

    /// <summary>The role that the channel named last.</summary>
    public string? RoleOfChannel { get; init; }

    /// <summary>Language of the last turn that showed one.</summary>
    public string? Language { get; init; }

    /// <summary>Id of the question asked last: what "yes" and "no" answer.</summary>
    public string? Asked { get; init; }

    /// <summary>Whether the last reply asked if the conversation is to be forgotten: "yes" then means that, and nothing else does.</summary>
    public bool AsksToForget { get; init; }

    /// <summary>Ids of the commands proposed so far, in the order shown: what "it" and "undo" mean.</summary>
    public IReadOnlyList<string> Proposed { get; init; } = [];

    /// <summary>Ids of the commands that the person said did not help.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>Whether the person said that it works now.</summary>
    public bool Solved { get; init; }
}
