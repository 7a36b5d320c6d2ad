using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

public sealed class DiagnoseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plain_text_gives_the_answer_object()
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        using var reply = await host.Client.PostAsync("/api/diagnose?language=pl&role=root", new StringContent("Out of memory", Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("application/json; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        var answer = await JsonOf(reply);
        Assert.Equal("memory-fragmentation", answer.GetProperty("primary").GetString());
        Assert.Equal("pl", answer.GetProperty("language").GetString());
        var turn = Assert.Single(product.Assistant.Turns);
        Assert.Equal(("Out of memory", "pl", "root"), (turn.Text, turn.Language, turn.Role));
    }

    [Fact]
    public async Task A_json_body_gives_text_language_and_role()
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        using var reply = await host.Client.PostAsync("/api/diagnose", Json("""{"text":"a\nb","language":"zh","role":"cluster-admin"}"""), Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var turn = Assert.Single(product.Assistant.Turns);
        Assert.Equal(("a\nb", "zh", "cluster-admin"), (turn.Text, turn.Language, turn.Role));
    }

    [Fact]
    public async Task Files_of_a_form_come_before_the_words_and_are_decoded()
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("why?"), "text" },
            { File([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide\nline")]), "files", "wide.log" },
            { File("plain\n"u8.ToArray()), "files", "plain.log" },
        };
        using var reply = await host.Client.PostAsync("/api/diagnose", form, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("wide\nline\nplain\nwhy?", Assert.Single(product.Assistant.Turns).Text);
    }

    [Theory]
    [InlineData("application/json", "{\"text\":", 400, "bad-request")]
    [InlineData("application/json", "[]", 400, "bad-request")]
    [InlineData("application/json", "null", 400, "bad-request")]
    [InlineData("application/json", "{}", 400, "bad-request")]
    [InlineData("application/json", "{\"text\":\"a\",\"language\":\"tlh\"}", 400, "bad-request")]
    [InlineData("application/json", "{\"text\":\"a\",\"role\":\"god\"}", 400, "bad-request")]
    [InlineData("application/xml", "<a/>", 415, "wrong-type")]
    [InlineData("text/plain", "\0\0ELF", 415, "binary")]
    public async Task What_cannot_be_read_is_refused_in_words(string type, string body, int status, string code)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var reply = await host.Client.PostAsync("/api/diagnose", content, Stop);
        Assert.Equal(status, (int)reply.StatusCode);
        var error = (await JsonOf(reply)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.DoesNotContain("Exception", error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_form_is_refused()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var content = new ByteArrayContent("no boundary here"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xyz");
        using var reply = await host.Client.PostAsync("/api/diagnose", content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    public async Task Text_above_the_limit_is_refused_with_the_limit(string type)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:MaxMegabytes=1");
        var big = new string('a', (1024 * 1024) + 1);
        HttpContent content = type switch
        {
            "text/plain" => new StringContent(big, Encoding.UTF8, type),
            "application/json" => Json($"{{\"text\":\"{big}\"}}"),
            _ => new MultipartFormDataContent { { File(Encoding.UTF8.GetBytes(big)), "files", "big.log" } },
        };
        using var reply = await host.Client.PostAsync("/api/diagnose", content, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        var error = (await JsonOf(reply)).GetProperty("error");
        Assert.Equal("too-large", error.GetProperty("code").GetString());
        Assert.Equal(1024 * 1024, error.GetProperty("limit").GetInt64());
        Assert.Contains("1 MB", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_exactly_the_limit_is_answered()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:MaxMegabytes=1");
        using var reply = await host.Client.PostAsync("/api/diagnose", new StringContent(new string('a', 1024 * 1024), Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task A_failure_inside_tells_a_number_and_nothing_of_the_paste()
    {
        var product = new FakeProduct();
        product.Assistant.Before = turn => throw new InvalidOperationException($"cannot read {turn.Text}");
        await using var host = await RunningHost.StartAsync(product);
        using var reply = await host.Client.PostAsync("/api/diagnose", new StringContent("secret-in-paste", Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
        var body = await reply.Content.ReadAsStringAsync(Stop);
        Assert.Contains("\"internal\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-in-paste", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.DoesNotContain(".cs", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_wait_while_the_corpus_opens()
    {
        var opening = new TaskCompletionSource<OpenedProduct>();
        var product = new FakeProduct { Opening = () => opening.Task };
        await using var host = await RunningHost.StartAsync(product);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/healthz", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.GetAsync("/readyz", Stop)).StatusCode);
        var waiting = host.Client.PostAsync("/api/diagnose", new StringContent("x", Encoding.UTF8, "text/plain"), Stop);
        Assert.False(waiting.IsCompleted);
        opening.SetResult(new OpenedProduct(product.Assistant, []));
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/readyz", Stop)).StatusCode);
    }

    [Fact]
    public async Task Readiness_tells_of_a_store_that_is_away_and_stays()
    {
        string? trouble = "Qdrant cannot be reached.";
        var product = new FakeProduct();
        product = new FakeProduct { Opening = () => Task.FromResult(new OpenedProduct(product.Assistant, [], () => trouble)) };
        await using var host = await RunningHost.StartAsync(product);
        using var opened = await host.Client.PostAsync("/api/diagnose", new StringContent("x", Encoding.UTF8, "text/plain"), Stop);

        using var away = await host.Client.GetAsync("/readyz", Stop);
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","store":"Qdrant cannot be reached."}"""), (away.StatusCode, await away.Content.ReadAsStringAsync(Stop)));
        trouble = null;
        Assert.Equal("""{"status":"ready"}""", await host.Client.GetStringAsync("/readyz", Stop));
    }

    private static ByteArrayContent File(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return content;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> JsonOf(HttpResponseMessage reply) =>
        JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(Stop)).RootElement;
}
