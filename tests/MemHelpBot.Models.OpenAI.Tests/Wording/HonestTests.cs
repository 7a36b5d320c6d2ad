using MemHelpBot.Answers.Verifying.Sentences;
using MemHelpBot.Assistant;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>A good model's words are shown, labelled, with everything else as it was.</summary>
public sealed class HonestTests
{
    public static TheoryData<string, string> Logs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var log in Bench.LogNames)
            {
                foreach (var lang in (string[])["en", "zh", "pl"])
                    data.Add(log, lang);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Every_sentence_of_every_log_passes_as_it_stands_and_joined(string log, string lang)
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log(log), lang);
        if (server.Requests.Count == 0)
            Assert.Skip("The answer has nothing to word.");
        var texts = server.Requests[0].Claims.ToDictionary(c => c.Id, c => c.Text, StringComparer.Ordinal);
        Assert.All(server.Requests[0].Joined(), s => Assert.Null(SentenceVerifier.Broken(s.Text, [.. s.Ids.Select(i => texts[i])], lang)));
        Assert.NotNull(better);
        Bench.SameSubstance(first.Answer, better.Answer);
        Assert.Equal(0, better.Answer.Wording!.Refused);
        Assert.NotEqual(first.Text, better.Text);
    }

    [Theory]
    [InlineData("en", "language model")]
    [InlineData("zh", "语言模型")]
    [InlineData("pl", "model językowy")]
    public async Task It_is_labelled_in_its_language(string lang, string label)
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log("002-memhog.log"), lang);
        Assert.Contains(label, better!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(label, first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_reply_does_not_wait_for_the_model()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.Slow["a slow first token"];
        using var client = new OpenAIChat(server.Settings());
        var assistant = Bench.Assistant(client);
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn(Bench.Log("003-kvm-host.log")), TestContext.Current.CancellationToken);
        Assert.NotEmpty(reply.Text);
        Assert.Equal(0, server.Calls);
        Assert.True(assistant.CanImprove);
    }

    [Fact]
    public async Task A_follow_up_is_worded_too()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), "why?", "en", Bench.Log("003-kvm-host.log"));
        Assert.True(first.IsFollowUp);
        Bench.SameSubstance(first.Answer, better!.Answer);
        Assert.Equal(first.Answer.Part, better.Answer.Part);
        Assert.Equal(first.Text.Contains("```", StringComparison.Ordinal), better.Text.Contains("```", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_model_gets_the_data_fenced_and_the_form_asked_for()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings(s => s with { ApiKey = "k-123", Authentication = ModelAuthentication.Key }));
        await Bench.AskAsync(Bench.Assistant(client), Bench.Log("003-kvm-host.log"));
        var request = Assert.Single(server.Requests);
        Assert.Equal("Bearer k-123", request.Headers["Authorization"]);
        Assert.Equal("test-model", request.Body["model"]!.ToString());
        Assert.Equal("json_schema", request.Body["response_format"]!["type"]!.ToString());
        Assert.True((bool)request.Body["response_format"]!["json_schema"]!["strict"]!);
        Assert.NotNull(request.Body["max_tokens"]);
        Assert.Matches("^<data-[0-9a-f]{16}>\n\\{.*\\}\n</data-[0-9a-f]{16}>$", request.User);
        Assert.DoesNotContain("{language}", request.System, StringComparison.Ordinal);
        Assert.True(Answers.Models.TokenEstimate.Of(request.System + request.User) + 1400 < 8192);
    }

    [Fact]
    public async Task A_claim_that_holds_a_secret_is_not_sent_and_stands_as_it_is()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        var (first, better) = await Bench.AskAsync(Bench.Assistant(client), Bench.Log("003-kvm-host.log").Replace("python", "ada@example.org", StringComparison.Ordinal));
        Assert.Contains("ada@example.org", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", Assert.Single(server.Requests).User, StringComparison.OrdinalIgnoreCase);
        Bench.SameSubstance(first.Answer, better!.Answer);
        Assert.Contains("ada@example.org", better.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("masked-", better.Text, StringComparison.Ordinal);
    }
}
