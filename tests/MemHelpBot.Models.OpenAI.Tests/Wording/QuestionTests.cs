using MemHelpBot.Answers;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>A model reads questions that the known words do not cover; it only picks among what there is.</summary>
public sealed class QuestionTests
{
    private const string German = "Worauf stützt sich das alles denn bitteschön?";

    [Fact]
    public async Task A_vague_follow_up_is_understood()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("why", language: "other") : r.Honest());
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), German, "auto", Bench.Log("003-kvm-host.log"));
        Assert.NotEqual(FocusKind.Why, first.Answer.Part);
        Assert.True(better!.IsFollowUp);
        Assert.Equal(FocusKind.Why, better.Answer.Part);
        Assert.Equal(first.Answer.Causes.Select(c => (c.Id, c.Verdict)), better.Answer.Causes.Select(c => (c.Id, c.Verdict)));
    }

    [Fact]
    public async Task A_question_finds_more_with_the_words_of_the_field()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("question", "Fortran severe 41 insufficient virtual memory stack ulimit", "other") : r.Honest());
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), "Mein Rechenprogramm mag nicht mehr, was tun damit?", "auto");
        Assert.NotNull(better);
        Assert.NotEqual(first.Answer.Sources.Select(s => s.Id), better.Answer.Sources.Select(s => s.Id));
        Assert.Equal(first.Answer.Causes.Select(c => (c.Id, c.Verdict)), better.Answer.Causes.Select(c => (c.Id, c.Verdict)));
    }

    [Fact]
    public async Task Ids_that_nobody_gave_change_nothing()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("about-cause", "", "other", ["zzpoison"], ["zzpoison"], ["zzpoison"]) : Written.Sentences([]));
        using var client = new OpenAIChat(server.Settings());
        var (_, better) = await Bench.AskAsync(Bench.Assistant(client), German, "auto", Bench.Log("003-kvm-host.log"));
        Assert.Null(better);
    }

    [Fact]
    public async Task Evidence_is_read_by_the_parser_alone()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        await Bench.AskAsync(Bench.Assistant(client), Bench.Log("002-memhog.log") + "\nWorauf stützt sich das?\n", "auto");
        Assert.DoesNotContain(server.Requests, r => r.IsQuestion);
    }

    [Fact]
    public async Task Secrets_of_a_question_are_masked()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        await Bench.AskAsync(Bench.Assistant(client), "Meine Zugangsdaten sind password=hunter2!x, was nun damit?", "auto");
        Assert.Contains("masked-password-1", server.Requests[0].User, StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.DoesNotContain("hunter2", r.User, StringComparison.Ordinal));
    }
}
