using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MemHelpBot.Answers;
using MemHelpBot.Assistant;
using MemHelpBot.Facts;
using MemHelpBot.Parsing;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>Remembers its turns, and how many ran at once.</summary>
internal sealed class FakeAssistant : IAssistant
{
    private int running;

    /// <summary>What asks it to forget.</summary>
    public const string Forget = "forget this conversation";

    public ConcurrentQueue<Turn> Turns { get; } = new();

    public int MostAtOnce { get; private set; }

    /// <summary>What a turn waits for before it is answered.</summary>
    public Func<Turn, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What a model makes of a reply; null for no model.</summary>
    public Func<Reply, Reply?>? Better { get; set; }

    public bool CanImprove => Better is not null;

    public ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default) => ValueTask.FromResult(Better?.Invoke(reply));

    public async ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
    {
        Turns.Enqueue(turn);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref running));
        try
        {
            await Before(turn).WaitAsync(cancellationToken);
            if (turn.Says is { } says)
                return new Reply(Some.Answer(turn.Language), $"{says}", true) { Forgets = says == FocusKind.Forget };
            var followUp = conversation.Readings.Count > 0;
            Keep(conversation, turn.Text);
            return new Reply(Some.Answer(turn.Language == "auto" ? "en" : turn.Language), followUp ? Some.FollowUp : Some.Markdown, followUp) { Forgets = turn.Text == Forget };
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private static void Keep(Conversation conversation, string text)
    {
        var reading = new Reading(FactSet.Empty, [], [], [], [], [], []);
        try
        {
            Add(conversation, text, reading);
        }
        catch (MissingMethodException)
        {
            // A conversation that keeps readings only.
            Add(conversation, reading);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")]
    private static extern void Add(Conversation conversation, string message, Reading reading);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")]
    private static extern void Add(Conversation conversation, Reading reading);
}
