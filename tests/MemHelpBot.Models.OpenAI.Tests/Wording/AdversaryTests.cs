using MemHelpBot.Answers.Models;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>Whatever the model does, what the person sees is correct: the deterministic answer, or one in verified words.</summary>
public sealed class AdversaryTests
{
    private static readonly (string Log, string Lang)[] Seen = [("003-kvm-host.log", "en"), ("002-memhog.log", "zh"), ("000-fortran-sigsegv.log", "pl")];

    public static TheoryData<string> Names => [.. Adversaries.All.Keys];

    public static TheoryData<string> SlowNames => [.. Adversaries.Slow.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_of_a_model_that_goes_wrong_is_seen(string name)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All[name];
        foreach (var (log, lang) in Seen)
        {
            using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
            var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log(log), lang);
            if (better is null)
                continue;
            Bench.SameSubstance(first.Answer, better.Answer);
            Assert.All(Adversaries.Poison, p => Assert.DoesNotContain(p, better.Text, StringComparison.OrdinalIgnoreCase));
        }

        Assert.True(server.Calls > 0);
    }

    [Theory]
    [MemberData(nameof(SlowNames))]
    public async Task A_model_that_loses_time_is_given_up_in_time(string name)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.Slow[name];
        var outcomes = new List<ModelOutcome>();
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0, Timeout = TimeSpan.FromSeconds(2), FirstToken = TimeSpan.FromSeconds(1) }));
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client, outcomes, time: TimeSpan.FromSeconds(3)), Bench.Log("003-kvm-host.log"));
        Assert.Null(better);
        Assert.NotEmpty(first.Answer.Claims);
        Assert.Equal("too-slow", Assert.Single(outcomes).Outcome);
    }

    [Theory]
    [InlineData("broken JSON", "bad-reply")]
    [InlineData("nothing", "bad-reply")]
    [InlineData("refusal in words", "bad-reply")]
    [InlineData("refusal", "refused")]
    [InlineData("content filter in the reply", "refused")]
    [InlineData("content filter on the request", "refused")]
    [InlineData("cut by length", "cut")]
    [InlineData("a cut stream", "cut")]
    [InlineData("a stream without its end", "cut")]
    [InlineData("an endless stream", "cut")]
    [InlineData("429 with a long Retry-After", "rate-limited")]
    [InlineData("429 without quota", "no-quota")]
    [InlineData("500", "server-error")]
    [InlineData("401", "not-allowed")]
    [InlineData("404", "not-found")]
    [InlineData("a redirection", "not-found")]
    public async Task The_operator_learns_why_and_nothing_of_the_content(string name, string outcome)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All[name];
        var outcomes = new List<ModelOutcome>();
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
        await Bench.AskAsync(Bench.Assistant(client, outcomes), Bench.Log("003-kvm-host.log"));
        var told = Assert.Single(outcomes);
        Assert.Equal(outcome, told.Outcome);
        Assert.DoesNotContain("zzpoison", told.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("python", told.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_sentence_that_fails_is_said_by_the_deterministic_one_in_its_place()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, Written.Sentences(r.Joined().Select((s, i) => i == 1 ? (s.Ids, "zzpoison " + s.Text) : s)));
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log("003-kvm-host.log"));
        Assert.NotNull(better);
        Bench.SameSubstance(first.Answer, better.Answer);
        Assert.DoesNotContain("zzpoison", better.Text, StringComparison.Ordinal);
        Assert.Equal(1, better.Answer.Wording!.Refused);
        Assert.True(better.Answer.Wording.Sentences > 1);
    }

    [Fact]
    public async Task What_a_model_leaves_out_is_said_all_the_same()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, Written.Sentences([([r.Claims[^1].Id], r.Claims[^1].Text)]));
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log("003-kvm-host.log"));
        Assert.NotNull(better);
        Bench.SameSubstance(first.Answer, better.Answer);
        Assert.Equal(first.Answer.Claims.Select(c => c.Text).Order(StringComparer.Ordinal), better.Answer.Claims.Select(c => c.Text).Order(StringComparer.Ordinal));
    }
}
