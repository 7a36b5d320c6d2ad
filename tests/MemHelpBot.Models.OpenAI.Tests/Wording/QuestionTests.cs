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

    [Theory]
    [InlineData("Worauf stützt sich das alles denn bitteschön?")]
    [InlineData("Mais sur quoi vous fondez-vous pour dire cela ?")]
    [InlineData("На чём основан этот вывод?")]
    [InlineData("この結論の根拠は何ですか？")]
    [InlineData("그 결론의 근거는 무엇입니까?")]
    [InlineData("ما الدليل على هذا الاستنتاج؟")]
    [InlineData("Dựa vào đâu mà kết luận như vậy?")]
    public async Task A_question_in_any_language_is_understood_and_answered_in_English(string question)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("why", language: "other") : r.Honest());
        using var client = new OpenAIChat(server.Settings());
        var (_, better) = await Bench.AskAsync(Bench.Assistant(client), question, "auto", Bench.Log("003-kvm-host.log"));
        Assert.Equal((FocusKind.Why, "en"), (better!.Answer.Part, better.Answer.Language));
    }

    [Fact]
    public async Task The_model_gets_what_was_said_before_and_what_was_asked_last()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("question", "slab growth", "other", entities: ["xylem-node-7"]) : r.Honest());
        using var client = new OpenAIChat(server.Settings());
        var (first, _) = await Bench.AskAsync(Bench.Assistant(client), "Und auf der anderen Maschine, wie dort?", "auto", "xylem-node-7 loses memory every night\n", Bench.Log("003-kvm-host.log"));
        var data = Assert.Single(server.Requests, r => r.IsQuestion).Data;
        Assert.Equal("xylem-node-7 loses memory every night", data["said-before"]![0]!.ToString());
        Assert.Equal(first.Answer.Questions[0].Text, data["asked-last"]!.ToString());
        Assert.Equal("Und auf der anderen Maschine, wie dort?", data["question"]!.ToString());
    }

    [Fact]
    public async Task A_name_that_the_person_did_not_write_is_not_searched_for()
    {
        var sources = new List<string>();
        foreach (var entities in (string[][])[[], ["gromacs", "elasticsearch"]])
        {
            await using var server = await ModelServer.StartAsync();
            server.Play = (c, r) => Sse.TextAsync(c, r.IsQuestion ? Written.Question("question", "memory grows slowly", "other", entities: entities) : r.Honest());
            using var client = new OpenAIChat(server.Settings());
            var (_, better) = await Bench.AskAsync(Bench.Assistant(client), "Mein Rechenprogramm mag nicht mehr, was tun damit?", "auto");
            sources.Add(string.Join(' ', better!.Answer.Sources.Select(s => s.Id)));
        }

        Assert.Equal(sources[0], sources[1]);
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
