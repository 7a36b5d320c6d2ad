using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Attacks;

/// <summary>Keys change, and nobody can make the bot ask for them over and over.</summary>
public sealed class KeyRollOverTests
{
    [Fact]
    public async Task Invented_key_ids_do_not_make_it_fetch_keys_again_and_again()
    {
        await using var bot = await RunningBot.StartAsync();
        for (var i = 0; i < 40; i++)
        {
            using var response = await bot.PostAsync(Some.Message("hello"), bot.Channel.Token(header: h => h["kid"] = $"invented-{i}"));
            Assert.Equal(401, (int)response.StatusCode);
        }

        Assert.Equal(1, bot.Channel.KeyFetches);
    }

    [Fact]
    public async Task A_new_key_counts_after_five_minutes_and_a_withdrawn_one_ends_with_it()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        Assert.Equal(202, await StatusAsync(bot));
        var old = bot.Channel.Token();
        bot.Channel.WithKey("key-2", "msteams");
        bot.Channel.Forget("key-1");
        Assert.Equal(401, await StatusAsync(bot));
        Assert.Equal(1, bot.Channel.KeyFetches);
        bot.Clock.Shift = TimeSpan.FromMinutes(5.1);
        Assert.Equal(202, await StatusAsync(bot));
        Assert.Equal(2, bot.Channel.KeyFetches);
        Assert.Equal(401, await StatusAsync(bot, old));
    }

    [Fact]
    public async Task Keys_are_fetched_again_twice_a_day()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        await StatusAsync(bot);
        bot.Clock.Shift = TimeSpan.FromHours(11.9);
        await StatusAsync(bot);
        Assert.Equal(1, bot.Channel.KeyFetches);
        bot.Clock.Shift = TimeSpan.FromHours(12.1);
        await StatusAsync(bot);
        Assert.Equal(2, bot.Channel.KeyFetches);
    }

    [Fact]
    public async Task While_the_issuer_is_down_known_keys_count_for_five_days_and_then_nothing_is_let_in()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        Assert.Equal(202, await StatusAsync(bot));
        bot.Channel.IsDown = true;
        bot.Clock.Shift = TimeSpan.FromDays(4.9);
        Assert.Equal(202, await StatusAsync(bot));
        bot.Clock.Shift = TimeSpan.FromDays(5.1);
        Assert.Equal(503, await StatusAsync(bot));
        bot.Channel.IsDown = false;
        bot.Clock.Shift = TimeSpan.FromDays(5.2);
        Assert.Equal(202, await StatusAsync(bot));
    }

    [Fact]
    public async Task Without_any_keys_the_sender_is_told_to_come_back()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Channel.IsDown = true;
        Assert.Equal(503, await StatusAsync(bot));
        Assert.Empty(bot.Desk.Accepted);
    }

    private static async Task<int> StatusAsync(RunningBot bot, string? token = null)
    {
        using var response = await bot.PostAsync(Some.Message("hello"), token);
        return (int)response.StatusCode;
    }
}
