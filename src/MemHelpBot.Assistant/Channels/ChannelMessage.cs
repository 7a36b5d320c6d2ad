using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Channels;

/// <summary>A message as a channel took it in. Nothing in it is trusted.</summary>
public sealed record ChannelMessage
{
    /// <summary>The conversation it belongs to.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>The channel's own id of the message: a second delivery has the same one and is not answered again.</summary>
    public required string Id { get; init; }

    /// <summary>The channel's id of the person; several may talk in one conversation.</summary>
    public required string User { get; init; }

    /// <summary>What was written, without the mention of the bot and without markup of the channel.</summary>
    public required string Text { get; init; }

    /// <summary>Files that came with it.</summary>
    public IReadOnlyList<ChannelFile> Files { get; init; } = [];

    /// <summary>What stood in the thread before the bot was called into it, oldest first; given with the first message only.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>auto, en, zh or pl.</summary>
    public string Language { get; init; } = "auto";

    /// <summary>What the channel needs to answer later (addresses, ids), as text of its own making; kept with the message.</summary>
    public string Address { get; init; } = "";
}

/// <summary>A file that came with a message.</summary>
/// <param name="Name">Its name as the person's machine had it: shown, never used as a path.</param>
/// <param name="Bytes">Its content, within the channel's limit.</param>
public sealed record ChannelFile(string Name, ReadOnlyMemory<byte> Bytes);
