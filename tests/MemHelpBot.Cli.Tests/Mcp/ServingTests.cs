using System.IO.Pipelines;
using System.Text.Json;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cli.Mcp;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Tests.Mcp;

/// <summary>What the server does around its tools.</summary>
public sealed class ServingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_is_called_off_stops_and_the_next_one_is_answered()
    {
        var tool = new Tool();
        var (up, down) = (new Pipe(), new Pipe());
        using var stop = new CancellationTokenSource();
        await using var errors = new StringWriter();
        var running = new McpServing([tool], new NoStore(), errors).RunAsync(up.Reader.AsStream(), down.Writer.AsStream(), stop.Token);
        await using var sent = new StreamWriter(up.Writer.AsStream()) { AutoFlush = true };
        using var got = new StreamReader(down.Reader.AsStream());
        await sent.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}""");
        Assert.Contains("\"id\":1", await got.ReadLineAsync(Token), StringComparison.Ordinal);
        await sent.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await sent.WriteLineAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"tool","arguments":{"do":"wait"}}}""");
        await tool.Began.Task.WaitAsync(Token);
        await sent.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}""");
        await tool.CalledOff.Task.WaitAsync(Token);
        await sent.WriteLineAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"tool","arguments":{"do":"finish"}}}""");
        Assert.Contains("\"id\":3", await got.ReadLineAsync(Token), StringComparison.Ordinal);
        await sent.DisposeAsync();
        await running;
    }

    [Fact]
    public async Task A_fault_is_told_without_what_was_sent_and_the_server_goes_on()
    {
        await using var served = await Served.StartAsync(new Tool());
        var failed = await served.CallAsync("s3cret");
        Assert.True(failed.IsError);
        Assert.Equal("a fault of memhelp itself, not of the arguments; please report it with the text", Text(failed));
        Assert.Contains("tool failed, a fault of memhelp itself: InvalidDataException", served.Errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", served.Errors.ToString(), StringComparison.Ordinal);
        Assert.Equal("done", Text(await served.CallAsync("finish")));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_as_such()
    {
        await using var served = await Served.StartAsync(new Tool());
        var failed = await served.CallAsync("store");
        Assert.True(failed.IsError);
        Assert.StartsWith("the store of cases does not answer", Text(failed), StringComparison.Ordinal);
    }

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private sealed class Tool : IMcpTool
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource CalledOff { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ModelContextProtocol.Protocol.Tool Described { get; } = new() { Name = "tool", InputSchema = JsonElement.Parse("""{"type":"object"}""") };

        public async ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
        {
            switch (arguments.Needed("do"))
            {
                case "wait":
                    Began.TrySetResult();
                    cancellationToken.Register(() => CalledOff.TrySetResult());
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    break;
                case "store":
                    throw new CaseStoreUnavailableException("connection refused");
                case "finish":
                    return new CallToolResult { Content = [new TextContentBlock { Text = "done" }] };
                default:
                    throw new InvalidDataException("cannot read " + arguments.Needed("do"));
            }

            throw new InvalidOperationException("never");
        }
    }

    private sealed class Served(McpClient client, Task running, CancellationTokenSource stop, StringWriter errors) : IAsyncDisposable
    {
        private static readonly PipeOptions Unbound = new(useSynchronizationContext: false);

        public StringWriter Errors => errors;

        public static async Task<Served> StartAsync(Tool tool)
        {
            var (up, down) = (new Pipe(Unbound), new Pipe(Unbound));
            var stop = new CancellationTokenSource();
            var errors = new StringWriter();
            var running = new McpServing([tool], new NoStore(), errors).RunAsync(up.Reader.AsStream(), down.Writer.AsStream(), stop.Token);
            var client = await McpClient.CreateAsync(new StreamClientTransport(up.Writer.AsStream(), down.Reader.AsStream()), cancellationToken: Token);
            return new Served(client, running, stop, errors);
        }

        public async Task<CallToolResult> CallAsync(string what) => await client.CallToolAsync("tool", new Dictionary<string, object?> { ["do"] = what }, cancellationToken: Token);

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
            stop.Dispose();
            await errors.DisposeAsync();
        }
    }

    private sealed class NoStore : ICaseStore
    {
        public ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default) => ValueTask.FromResult<IReadOnlyList<CaseHit>>([]);

        public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult<CaseDocument?>(null);
    }
}
