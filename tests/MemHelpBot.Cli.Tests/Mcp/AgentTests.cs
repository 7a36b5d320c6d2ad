using System.Text.Json;
using MemHelpBot.Cli.Tests.Making;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Tests.Mcp;

/// <summary><c>memhelp mcp</c> as an agent has it: a child process, driven by the protocol's own client.</summary>
public sealed class AgentTests(AgentTests.Server server) : IClassFixture<AgentTests.Server>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tools_say_what_they_take()
    {
        var tools = await server.Client.ListToolsAsync(cancellationToken: Token);
        Assert.Equal(["diagnose", "explain_term", "get_case", "search_cases", "what_if"], tools.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var tool in tools)
        {
            Assert.True(tool.Description.Length > 60, tool.Name);
            Assert.True(tool.ProtocolTool.Annotations?.ReadOnlyHint);
            Assert.False(tool.JsonSchema.GetProperty("additionalProperties").GetBoolean());
            Assert.All(tool.JsonSchema.GetProperty("properties").EnumerateObject(), p => Assert.True(p.Value.GetProperty("description").GetString()!.Length > 3, $"{tool.Name}.{p.Name}"));
        }
    }

    [Fact]
    public async Task A_log_gives_the_answer_object_and_a_text_to_read()
    {
        var result = await CallAsync("diagnose", new() { ["text"] = Memhelp.ExampleLog, ["language"] = "en", ["role"] = "root" });
        var answer = Assert.NotNull(result.StructuredContent);
        Assert.Equal("memory-fragmentation", answer.GetProperty("causes")[0].GetProperty("id").GetString());
        Assert.Equal("confirmed", answer.GetProperty("causes")[0].GetProperty("verdict").GetString());
        Assert.All(answer.GetProperty("answer").GetProperty("claims").EnumerateArray(), c => Assert.NotEmpty(c.GetProperty("citations").EnumerateArray()));
        var text = Text(result);
        Assert.StartsWith("**Memory was free but fragmented", text, StringComparison.Ordinal);
        Assert.Contains("echo 1 > /proc/sys/vm/compact_memory", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_cited_can_be_read()
    {
        var hits = (await CallAsync("search_cases", new() { ["query"] = "order 2 fragmentation KVM guest", ["limit"] = 3 })).StructuredContent!.Value.GetProperty("hits");
        Assert.InRange(hits.GetArrayLength(), 1, 3);
        var id = hits[0].GetProperty("id").GetString()!;
        var read = await CallAsync("get_case", new() { ["id"] = $"C:{id}#{hits[0].GetProperty("section").GetString()}" });
        Assert.Equal(id, read.StructuredContent!.Value.GetProperty("id").GetString());
        Assert.Contains(read.StructuredContent!.Value.GetProperty("sections")[0].GetProperty("text").GetString()!.Trim(), Text(read), StringComparison.Ordinal);
        var resource = await server.Client.ReadResourceAsync($"memhelp://cases/{id}", cancellationToken: Token);
        Assert.Equal(Text(read), Assert.IsType<TextResourceContents>(Assert.Single(resource.Contents)).Text);
    }

    [Theory]
    [InlineData("en", "anon-rss")]
    [InlineData("zh", "Committed_AS")]
    [InlineData("pl", "lowmem_reserve")]
    public async Task A_term_is_explained_with_its_source(string language, string term)
    {
        var result = await CallAsync("explain_term", new() { ["term"] = term, ["language"] = language });
        Assert.StartsWith(term, result.StructuredContent!.Value.GetProperty("claims")[0].GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("C:", Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_computed()
    {
        var result = await CallAsync("what_if", new() { ["ranks"] = 32, ["per-rank"] = "7GiB", ["node-memory"] = "192GiB" });
        var table = Assert.Single(result.StructuredContent!.Value.GetProperty("tables").EnumerateArray());
        Assert.Contains(table.GetProperty("rows").EnumerateArray(), r => r.GetProperty("id").GetString() == "ranks" && r.GetProperty("value").GetDecimal() == 32);
        Assert.Contains("224 GiB", Text(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diagnose", "{}", "\"text\" is missing or empty: send it as a text")]
    [InlineData("diagnose", """{"text":["a"]}""", "\"text\" is a list: send a text")]
    [InlineData("diagnose", """{"text":"a","languag":"pl"}""", "there is no argument \"languag\"; use text, language, role")]
    [InlineData("diagnose", """{"text":"a","role":"god"}""", "\"role\" is one of user, root, cluster-admin")]
    [InlineData("diagnose", """{"text":"a\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007"}""", "\"text\" is binary data, not text: unpack an archive, read a journal with journalctl, and send the text")]
    [InlineData("search_cases", """{"query":"a","limit":1000}""", "\"limit\" is a whole number from 1 to 20")]
    [InlineData("get_case", """{"id":"../../etc/passwd"}""", "there is no case \"../../etc/passwd\": search_cases finds ids")]
    [InlineData("explain_term", """{"term":"the weather in Paris"}""", "\"the weather in Paris\" is no term of the glossary: send one word alone, as it stands in the log (anon-rss), or look for it with search_cases")]
    [InlineData("what_if", """{"limit":"8"}""", "limit: '8' has no unit: write 8GiB, 8MiB (steps of 1024) or 8GB (steps of 1000)")]
    [InlineData("what_if", "{}", "nothing to compute: state the numbers of the change")]
    public async Task A_wrong_argument_is_told_with_the_way_to_mend_it(string tool, string arguments, string said)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!;
        var result = await server.Client.CallToolAsync(tool, given, cancellationToken: Token);
        Assert.True(result.IsError);
        Assert.StartsWith(said, Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol()
    {
        var refused = await Assert.ThrowsAsync<McpProtocolException>(() => server.Client.CallToolAsync("run_command", new Dictionary<string, object?> { ["command"] = "id" }, cancellationToken: Token).AsTask());
        Assert.Equal(McpErrorCode.InvalidParams, refused.ErrorCode);
    }

    private async Task<CallToolResult> CallAsync(string tool, Dictionary<string, object?> arguments)
    {
        var result = await server.Client.CallToolAsync(tool, arguments, cancellationToken: Token);
        Assert.True(result.IsError is not true, Text(result));
        return result;
    }

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    public sealed class Server : IAsyncLifetime
    {
        public McpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Name = "memhelp", Command = "dotnet", Arguments = [Memhelp.Path, "mcp"] }));

        public ValueTask DisposeAsync() => Client.DisposeAsync();
    }
}
