using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Attacks;

/// <summary>What is said in one conversation is known in no other.</summary>
public sealed class ConversationTests
{
    private const string Log = "Out of memory: Killed process 4711 (solver_of_ada) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB";

    [Theory]
    [InlineData("a:2-personal", "personal")]
    [InlineData("19:chat@thread.v2", "groupChat")]
    [InlineData("19:channel@thread.tacv2;messageid=1700000000001", "channel")]
    public async Task Evidence_of_one_conversation_is_not_known_in_another(string other, string type)
    {
        await using var bot = await RunningBot.StartAsync();
        using var told = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        using var asked = await bot.PostAsync(type == "personal" ? Some.Message("what do you know so far?", other) : Some.Mention("what do you know so far?", other, type));
        var messages = await bot.Outside.MessagesAsync(2);
        Assert.Contains("solver_of_ada", messages[0].ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("solver_of_ada", string.Concat(messages.Skip(1).Select(m => m.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_conversation_holds_channel_organisation_and_thread()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        const string thread = "19:channel@thread.tacv2;messageid=1700000000001";
        JsonObject[] activities =
        [
            Some.Message("one"), Some.Mention("two", thread, "channel"), Some.Mention("three", thread.Replace("0001", "0002", StringComparison.Ordinal), "channel"),
            Some.With(Some.Message("four", conversation: "a:1-personal"), a => (a["channelId"], a["conversation"]!["tenantId"]) = ("webchat", null)),
        ];
        foreach (var activity in activities)
            using (await bot.PostAsync(activity))
                continue;
        Assert.Equal(
            [
                ("teams", RunningBot.TenantId, "a:1-personal"), ("teams", RunningBot.TenantId, thread),
                ("teams", RunningBot.TenantId, "19:channel@thread.tacv2;messageid=1700000000002"), ("teams", "channel:webchat", "a:1-personal"),
            ],
            bot.Desk.Accepted.Select(m => (m.Conversation.Channel, m.Conversation.Tenant, m.Conversation.Id)));
    }

    [Fact]
    public async Task Feedback_on_a_message_of_another_conversation_names_no_answer()
    {
        await using var bot = await RunningBot.StartAsync();
        using var told = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        using var foreign = await bot.PostAsync(Some.With(Some.Feedback("dislike", "sent-1"), a => a["conversation"]!["id"] = "a:2-personal"));
        Assert.Equal("", Assert.Single(bot.Desk.Opinions).AnswerId);
    }

    [Fact]
    public async Task A_reply_goes_to_the_conversation_it_was_asked_in_with_its_id_escaped()
    {
        await using var bot = await RunningBot.StartAsync();
        const string thread = "19:channel@thread.tacv2;messageid=17/../../x?y#z";
        using var response = await bot.PostAsync(Some.Mention(Log, thread, "channel"));
        await bot.Outside.MessagesAsync(1);
        Assert.All(bot.Outside.Sent, s => Assert.Equal(
            "https://smba.trafficmanager.net/emea/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D17%2F..%2F..%2Fx%3Fy%23z/activities", s.Url));
        Assert.All(bot.Outside.Messages, m => Assert.Equal(thread, (string?)m["conversation"]!["id"]));
    }
}
