using MemHelpBot.Assistant;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>Answers as <see cref="FakeAssistant"/> does, and has a model that improves, hangs or fails as a test says.</summary>
internal sealed class ImprovingAssistant : IAssistant
{
    private readonly FakeAssistant fake = new();
    private int asked;

    public bool CanImprove => true;

    public bool Fails { get; set; }

    /// <summary>What a reply becomes.</summary>
    public Func<Reply, Reply?> Better { get; init; } = r => r with { Text = "better: " + r.Text, WrittenByModel = true };

    public TaskCompletionSource? Hold { get; init; }

    public int Asked => asked;

    public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default) => fake.ReplyAsync(conversation, turn, cancellationToken);

    public async ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref asked);
        if (Hold is not null)
            await Hold.Task.WaitAsync(cancellationToken);
        return Fails ? throw new InvalidOperationException("the model is away") : Better(reply);
    }
}
