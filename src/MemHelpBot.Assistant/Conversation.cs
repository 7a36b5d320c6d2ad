using MemHelpBot.Assistant.State;
using MemHelpBot.Diagnosis;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant;

/// <summary>What a conversation has told so far. Not thread-safe: one turn at a time.</summary>
public sealed class Conversation
{
    private readonly List<Reading> readings = [];
    private readonly List<string> messages = [];
    private IReadOnlyList<Judgement>? lastJudged;

    /// <summary>The messages as sent, in order.</summary>
    public IReadOnlyList<string> Messages => messages;

    /// <summary>What was read, one a message.</summary>
    public IReadOnlyList<Reading> Readings => readings;

    /// <summary>What is remembered besides the messages.</summary>
    public ConversationMemory Memory { get; internal set; } = new();

    /// <summary>user, root or cluster-admin.</summary>
    public string Role
    {
        get => Memory.Role;
        set => Memory = Memory with { Role = value };
    }

    /// <summary>Language of the last turn that showed one; null at first.</summary>
    public string? Language
    {
        get => Memory.Language;
        set => Memory = Memory with { Language = value };
    }

    /// <summary>How the causes were judged at the last turn; empty at first. After a restart they are judged again from the messages.</summary>
    public IReadOnlyList<Judgement> LastJudged
    {
        get => lastJudged ??= readings.Count == 0 ? [] : Evidence.Of(this).Findings.Causes;
        internal set => lastJudged = value;
    }

    /// <summary>The role that the channel named last: its change, and not its repetition, overrides what the person has said since.</summary>
    internal string? RoleOfChannel
    {
        get => Memory.RoleOfChannel;
        set => Memory = Memory with { RoleOfChannel = value };
    }

    internal int Incidents => readings.Sum(r => r.Incidents.Count);

    /// <summary>The conversation of a record: its messages are read again, nothing is answered.</summary>
    public static Conversation Of(ConversationRecord record)
    {
        var conversation = new Conversation();
        foreach (var (message, answer) in record.Turns)
        {
            if (answer.IsUnread is not true)
                conversation.Add(message.Text, conversation.Read(TurnOf(message)));
            conversation.Memory = answer.After;
        }

        conversation.lastJudged = null;
        return conversation;
    }

    /// <summary>A stored message as a turn.</summary>
    public static Turn TurnOf(Received message) =>
        new(message.Text, message.Language, message.Role) { Notices = [.. message.Notices.Select(n => new Notice(n.Id, n.Text, null))] };

    internal Reading Read(Turn turn)
    {
        var reading = PasteReader.Read(turn.Text, messages.Count, Incidents);
        return turn.Notices.Count == 0 ? reading : reading with { Notices = [.. turn.Notices, .. reading.Notices] };
    }

    internal void Add(string message, Reading reading)
    {
        messages.Add(message);
        readings.Add(reading);
    }

    internal void StartOver()
    {
        messages.Clear();
        readings.Clear();
        lastJudged = [];
        Memory = new ConversationMemory { Role = Memory.Role, RoleOfChannel = Memory.RoleOfChannel, Language = Memory.Language };
    }
}
