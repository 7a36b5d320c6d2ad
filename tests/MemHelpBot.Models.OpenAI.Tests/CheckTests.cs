using MemHelpBot.Models.OpenAI.Checking;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>The check says what is wrong and how to mend it, at the step where it is wrong.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task A_good_configuration_passes_every_step()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.TextAsync(c, """{"word":"xylem-4711"}""");
        var steps = await StepsAsync(server.Settings());
        Assert.All(steps, s => Assert.True(s.Ok, s.Text));
        Assert.Equal(["settings", "name", "connection", "sign-in and model", "streaming", "structured output", "context"], steps.Select(s => s.Name));
    }

    [Theory]
    [InlineData(401, "invalid_api_key", "Model:ApiKey")]
    [InlineData(404, "model_not_found", "the server has test-model; correct Model:Name")]
    [InlineData(429, "insufficient_quota", "add credit")]
    [InlineData(500, "server_error", "the server's own log")]
    public async Task A_refusal_is_explained(int status, string code, string mend)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.ErrorAsync(c, status, code, code);
        var last = (await StepsAsync(server.Settings()))[^1];
        Assert.False(last.Ok);
        Assert.Equal("sign-in and model", last.Name);
        Assert.Contains(mend, last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', last.Text);
    }

    [Fact]
    public async Task Nobody_at_the_port_ends_the_check_there()
    {
        var steps = await StepsAsync(new ModelSettings { Section = ModelSettings.Chat, Endpoint = new("http://127.0.0.1:1/v1/"), Name = "x" });
        Assert.Equal("connection", steps[^1].Name);
        Assert.Contains("nobody listens there; start the model server, or correct the port", steps[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_said_so()
    {
        var steps = await StepsAsync(new ModelSettings { Section = ModelSettings.Chat, Endpoint = new("http://no-such-host.invalid/v1/"), Name = "x" });
        Assert.Equal("name", steps[^1].Name);
        Assert.False(steps[^1].Ok);
    }

    [Fact]
    public async Task Tls_where_there_is_none_is_said_so()
    {
        await using var server = await ModelServer.StartAsync();
        var steps = await StepsAsync(server.Settings(s => s with { Endpoint = new UriBuilder(s.Endpoint) { Scheme = "https" }.Uri }));
        Assert.Equal("TLS", steps[^1].Name);
        Assert.Contains("speaks no TLS on this port", steps[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_does_not_do_as_it_is_told_is_named_so()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.TextAsync(c, "Hello! How can I help you?");
        var steps = await StepsAsync(server.Settings());
        Assert.Contains(steps, s => s is { Name: "structured output", Ok: false });
    }

    [Fact]
    public async Task A_server_that_drops_the_beginning_of_a_long_prompt_is_found_out()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, r.User.Length > 4000 ? """{"word":"slab"}""" : """{"word":"xylem-4711"}""");
        var last = (await StepsAsync(server.Settings()))[^1];
        Assert.Equal("context", last.Name);
        Assert.Contains("OLLAMA_CONTEXT_LENGTH", last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(8, true)]
    [InlineData(16, false)]
    public async Task The_length_of_vectors_is_held_to_the_settings(int? dimensions, bool ok)
    {
        await using var server = await ModelServer.StartAsync();
        var steps = await StepsAsync(server.Settings(s => s with { Section = ModelSettings.Embeddings, Dimensions = dimensions }));
        Assert.Equal(ok, steps.Single(s => s.Name == "dimensions").Ok);
    }

    private static async Task<List<CheckStep>> StepsAsync(ModelSettings settings)
    {
        var steps = new List<CheckStep>();
        await foreach (var step in ModelCheck.RunAsync(settings, Bench.Prompts, TestContext.Current.CancellationToken))
            steps.Add(step);
        return steps;
    }
}
