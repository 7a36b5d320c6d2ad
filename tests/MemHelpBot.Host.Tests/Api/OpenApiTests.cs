using System.Net;
using System.Text.Json;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.OpenApi;

namespace MemHelpBot.Host.Tests.Api;

/// <summary>The OpenAPI document is valid, tells of every address and no other, and what is answered keeps to it.</summary>
public sealed class OpenApiTests
{
    private const string Key = "ada-key-0123456789abcdef";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_and_tells_of_every_address_and_no_other()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), $"--MemHelp:Api:Keys:ada={Key}");
        var text = await host.Client.GetStringAsync("/api/openapi.json", Stop);
        if (Environment.GetEnvironmentVariable("MEMHELP_TEST_KEEP") is { } keep)
            await File.WriteAllTextAsync(Path.Combine(keep, "openapi.json"), text, Stop);
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var document = read.Document!;
        Assert.StartsWith("3.1", JsonDocument.Parse(text).RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);

        var real = host.Routes().Where(r => r.Path.StartsWith("/api/", StringComparison.Ordinal) || r.Path.StartsWith("/r/", StringComparison.Ordinal)).Select(r => $"{r.Method} {r.Path}").Where(r => r != "GET /api/openapi.json");
        var described = document.Paths.SelectMany(p => p.Value.Operations!.Keys.Select(m => $"{m.Method} {p.Key}"));
        Assert.Equal(real.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_takes_gives_and_refuses()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var document = OpenApiDocument.Parse(await host.Client.GetStringAsync("/api/openapi.json", Stop), "json").Document!;
        var operations = document.Paths.SelectMany(p => p.Value.Operations!.Select(o => (Path: p.Key, Operation: o.Value))).ToList();
        Assert.Equal(operations.Count, operations.Select(o => o.Operation.OperationId).Distinct().Count());
        foreach (var (path, operation) in operations)
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary), path);
            Assert.NotEmpty(operation.Tags!);
            Assert.Contains(operation.Responses!.Keys, k => k.StartsWith('2'));
            Assert.All(operation.Responses, r => Assert.False(string.IsNullOrWhiteSpace(r.Value.Description), $"{path} {r.Key}"));
            Assert.True(operation.Responses["429"].Headers!.ContainsKey("Retry-After"));
            Assert.All(operation.Responses.Where(r => r.Key[0] is '4' or '5' && !path.StartsWith("/r/", StringComparison.Ordinal)), r => Assert.Equal("Error", Assert.IsType<OpenApiSchemaReference>(r.Value.Content!["application/json"].Schema).Reference.Id));
            Assert.Equal(path.StartsWith("/api/", StringComparison.Ordinal), operation.Security is { Count: 3 });
            Assert.Equal(path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}')), (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Path).Select(p => p.Name));
        }

        var say = document.Paths["/api/conversations/{id}/messages"].Operations![HttpMethod.Post];
        Assert.Equal(["application/json", "multipart/form-data", "text/plain"], say.RequestBody!.Content!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["application/json", "text/event-stream"], say.Responses!["200"].Content!.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(say.Parameters!, p => p.Name == "Idempotency-Key" && p.In == ParameterLocation.Header);
        Assert.Equal(["apiKey", "bearer"], document.Components!.SecuritySchemes!.Keys.Order(StringComparer.Ordinal));
        Assert.NotNull(document.Paths["/api/conversations/{id}/feedback"].Operations![HttpMethod.Post].RequestBody);
    }

    [Theory]
    [InlineData("003-kvm-host.log")]
    [InlineData("004-meminfo-slab.txt")]
    public async Task What_is_answered_keeps_to_its_schema(string fixture)
    {
        await using var host = await RunningHost.StartRealAsync();
        var schema = await SchemaAsync(host);
        var log = RunningHost.Fixture(fixture);
        foreach (var language in (string[])["en", "zh", "pl"])
        {
            var (status, answer) = await host.Client.AskAsync(HttpMethod.Post, "/api/diagnose", JsonSerializer.Serialize(new { text = log, language, role = "user" }));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Empty(schema.Faults("Answer", answer));
        }

        var id = await host.Client.BeginAsync();
        Assert.Empty(schema.Faults("Reply", await host.Client.SayAsync(id, log)));
        Assert.Empty(schema.Faults("Reply", await host.Client.SayAsync(id, "what do you know so far?")));
        Assert.Empty(schema.Faults("Reply", await host.Client.SayAsync(id, log)));
        var shown = (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}?view=true")).Body;
        Assert.Empty(schema.Faults("Conversation", shown));
        Assert.Equal(3, shown.GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public async Task Errors_and_small_bodies_keep_to_their_schemas()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var schema = await SchemaAsync(host);
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, "x");
        foreach (var (method, path, body) in ((HttpMethod, string, string?)[])[
            (HttpMethod.Get, "/api/nothing", null), (HttpMethod.Post, "/api/diagnose", "[]"), (HttpMethod.Delete, "/api/conversations/x", null), (HttpMethod.Post, $"/api/conversations/{id}/feedback", "{}")])
        {
            var (status, told) = await host.Client.AskAsync(method, path, body);
            Assert.InRange((int)status, 400, 499);
            Assert.Empty(schema.Faults("Error", told));
        }

        Assert.Empty(schema.Faults("LinkBody", (await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", "{}")).Body));
        Assert.Empty(schema.Faults("KeyBody", (await host.Client.AskAsync(HttpMethod.Get, "/api/key")).Body));
        Assert.NotEmpty(schema.Faults("Error", JsonDocument.Parse("""{"error":{"code":1,"message":"x","more":2}}""").RootElement));
    }

    private static async Task<Schema> SchemaAsync(RunningHost host) => new(JsonDocument.Parse(await host.Client.GetByteArrayAsync("/api/openapi.json", Stop)).RootElement);
}
