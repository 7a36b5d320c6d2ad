using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>A model may put sentences into another order, but not so that "it" means something else.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Before = ["java holds 4 GiB.", "It was started at noon.", "mysqld was refused a page.", "Swap is not used."];

    [Theory]
    [InlineData(true, 0, 1, 2, 3)]
    [InlineData(true, 2, 3, 0, 1)]
    [InlineData(true, 3, 0, 1, 2)]
    [InlineData(false, 0, 2, 1, 3)]
    [InlineData(false, 1, 0, 2, 3)]
    [InlineData(false, 2, 1, 0, 3)]
    public void What_points_back_stays_behind_what_it_points_to(bool holds, params int[] order) =>
        Assert.Equal(holds, Answers.Rewording.Reference.Holds(Before, [.. order.Select(i => Before[i])], "en"));

    [Theory]
    [InlineData("zh", "java 占用 4 GiB。", "它在中午启动。", "mysqld 被拒绝。")]
    [InlineData("pl", "Proces java zajmuje 4 GiB.", "To jego limit.", "mysqld dostał odmowę.")]
    public void In_every_language(string lang, string first, string pointing, string other)
    {
        Assert.True(Answers.Rewording.Reference.Holds([first, pointing, other], [other, first, pointing], lang));
        Assert.False(Answers.Rewording.Reference.Holds([first, pointing, other], [first, other, pointing], lang));
    }

    [Fact]
    public async Task An_answer_turned_round_keeps_its_substance_and_what_points_back()
    {
        foreach (var log in Bench.LogNames)
        {
            await using var server = await ModelServer.StartAsync();
            server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion || r.IsError ? r.Honest() : Written.Sentences(r.Claims.Reverse().Select(x => (new[] { x.Id }, x.Text))));
            using var client = new OpenAIChat(server.Settings());
            var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log(log));
            if (better is null)
                continue;
            foreach (var (was, now) in first.Answer.Sections.Zip(better.Answer.Sections))
                Assert.True(Answers.Rewording.Reference.Holds([.. was.Claims.Select(c => c.Text)], [.. now.Claims.Select(c => c.Text)], "en"), log);
        }
    }
}
