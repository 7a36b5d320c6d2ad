using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Cli.Mcp;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests.Mcp;

/// <summary>The lines themselves: what goes over standard input and output, and what of it is refused.</summary>
public sealed class WireTests
{
    private const string Secret = "ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0mR4nd0";

    [Fact]
    public async Task Every_line_gets_its_line_and_nothing_else_is_written()
    {
        using var process = Memhelp.Start("mcp");
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await SendAsync(process, Request(1, "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}"""));
        var hello = await LineAsync(process, 1);
        Assert.Equal(("2025-06-18", "memhelp"), ((string)hello["result"]!["protocolVersion"]!, (string)hello["result"]!["serverInfo"]!["name"]!));
        await SendAsync(process, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await SendAsync(process, Request(2, "tools/list", "{}"));
        Assert.Equal(5, ((await LineAsync(process, 2))["result"]!["tools"]!).AsArray().Count);

        await SendAsync(process, "Out of memory: this is no protocol");
        await SendAsync(process, """{"jsonrpc":"2.0","id":3,"method":"tools/ca""");
        Assert.Equal(-32700, (int)(await LineAsync(process, 3))["error"]!["code"]!);
        await SendAsync(process, Request(4, "tools/call", """{"name":"rm -rf","arguments":{}}"""));
        Assert.Equal(-32602, (int)(await LineAsync(process, 4))["error"]!["code"]!);
        await SendAsync(process, Request(5, "tools/call", $$$"""{"name":"diagnose","arguments":{"text":"{{{new string('x', BoundedLines.Longest)}}}"}}"""));
        Assert.Equal(-32700, (int)(await LineAsync(process, 5))["error"]!["code"]!);
        await SendAsync(process, Request(6, "tools/call", $$$"""{"name":"diagnose","arguments":{"text":"{{{new string('x', McpArguments.MaxBytes + 1)}}}"}}"""));
        var refused = (await LineAsync(process, 6))["result"]!;
        Assert.True((bool)refused["isError"]!);
        Assert.Equal("\"text\" is longer than 10 MiB, the most that is read: cut it to the part that matters", (string)refused["content"]![0]!["text"]!);
        await SendAsync(process, Request(7, "tools/call", new JsonObject { ["name"] = "diagnose", ["arguments"] = new JsonObject { ["text"] = Memhelp.ExampleLog + "token=" + Secret } }.ToJsonString()));
        var answer = (await LineAsync(process, 7))["result"]!;
        Assert.Equal("memory-fragmentation", (string)answer["structuredContent"]!["causes"]![0]!["id"]!);

        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(1, (await errors).Count(c => c == '\n'));
        Assert.DoesNotContain(Secret, await errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc\nde\n", 8, "abc\nde\n")]
    [InlineData("abcdefghij\nde\n", 4, "abcd\nde\n")]
    [InlineData("abcd\n\nefghi", 4, "abcd\n\nefgh")]
    public async Task A_line_is_cut_at_its_limit_whatever_the_pieces_it_comes_in(string sent, int limit, string kept)
    {
        foreach (var piece in new[] { 1, 2, 3, 64 })
        {
            using var source = new MemoryStream(Encoding.UTF8.GetBytes(sent));
            await using var lines = new BoundedLines(source, limit);
            var got = new MemoryStream();
            var buffer = new byte[piece];
            for (int read; (read = await lines.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
                got.Write(buffer, 0, read);
            Assert.Equal(kept, Encoding.UTF8.GetString(got.ToArray()));
        }
    }

    private static string Request(int id, string method, string parameters) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""";

    private static async Task SendAsync(Process process, string line)
    {
        await process.StandardInput.WriteAsync(line + "\n");
        await process.StandardInput.FlushAsync();
    }

    private static async Task<JsonNode> LineAsync(Process process, int id)
    {
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The server ended.");
        var message = JsonNode.Parse(line)!;
        Assert.Equal(("2.0", id), ((string)message["jsonrpc"]!, (int)message["id"]!));
        return message;
    }
}
