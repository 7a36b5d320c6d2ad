using MemHelpBot.Conversations;

namespace MemHelpBot.Host.Tests.Api;

public sealed class ConversationShelfTests
{
    [Fact]
    public void A_conversation_is_forgotten_after_its_hours_without_a_turn()
    {
        var clock = new SetClock();
        var shelf = new ConversationShelf(new HostSettings { ConversationHours = 2 }, clock);
        var (kept, left) = (shelf.Create().Id, shelf.Create().Id);
        clock.Now += TimeSpan.FromMinutes(90);
        Assert.NotNull(shelf.Find(kept));
        clock.Now += TimeSpan.FromMinutes(90);
        Assert.NotNull(shelf.Find(kept));
        Assert.Null(shelf.Find(left));
        Assert.Equal(1, shelf.Count);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
