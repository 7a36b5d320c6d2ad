using System.Net;
using System.Text.Json;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

/// <summary>Links to a report, and conversations shown again.</summary>
public sealed class ShareTests : IDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "memhelp-share-" + Guid.NewGuid().ToString("n"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Local => ["--State:Kind=local", $"--State:Directory={directory}"];

    public void Dispose()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, true);
    }

    [Fact]
    public async Task A_link_opens_the_masked_report_also_after_a_restart_until_it_is_revoked()
    {
        string url, id;
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            id = await host.Client.BeginAsync();
            await host.Client.SayAsync(id, "password=s3cr3t!pw\n" + RunningHost.Fixture("003-kvm-host.log"));
            var before = DateTimeOffset.UtcNow;
            var (status, link) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", """{"days":2}""");
            Assert.Equal(HttpStatusCode.Created, status);
            url = link.GetProperty("url").GetString()!;
            Assert.Matches("^/r/[A-Za-z0-9_-]{64}$", url);
            Assert.InRange(link.GetProperty("expires").GetDateTimeOffset(), before.AddDays(2), DateTimeOffset.UtcNow.AddDays(2));
            Assert.DoesNotContain(id, url, StringComparison.Ordinal);
        }

        // Only the hash of the secret is stored.
        Assert.DoesNotContain(url[^20..], string.Concat(Directory.EnumerateFiles(directory, "*.journal").Select(File.ReadAllText)), StringComparison.Ordinal);
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            using var stranger = new HttpClient { BaseAddress = host.Address };
            using var reply = await stranger.GetAsync(url, Stop);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal("text/html; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
            Assert.Contains("sandbox", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("noindex", reply.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
            Assert.True(reply.Headers.CacheControl!.NoStore);
            var html = await reply.Content.ReadAsStringAsync(Stop);
            Assert.Contains("masked-password-1", html, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t!pw", html, StringComparison.Ordinal);
            Assert.DoesNotContain(id, html, StringComparison.Ordinal);

            var links = (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}/report-links")).Body;
            var link = Assert.Single(links.EnumerateArray());
            Assert.False(link.TryGetProperty("url", out _));
            var path = $"/api/conversations/{id}/report-links/{link.GetProperty("id").GetString()}";
            Assert.Equal(HttpStatusCode.NoContent, (await host.Client.AskAsync(HttpMethod.Delete, path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await host.Client.AskAsync(HttpMethod.Delete, path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url, Stop)).StatusCode);
            Assert.Empty((await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}/report-links")).Body.EnumerateArray());
        }
    }

    [Fact]
    public async Task What_is_said_after_the_link_was_made_does_not_show_under_it()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, "one");
        var url = await ShareAsync(host, id);
        await host.Client.SayAsync(id, "two");
        Assert.Contains("1 message(s)", await host.Client.GetStringAsync(url, Stop), StringComparison.Ordinal);
        Assert.Contains("2 message(s)", await host.Client.GetStringAsync(await ShareAsync(host, id), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_with_its_conversation_and_a_wrong_one_opens_nothing()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, "one");
        var url = await ShareAsync(host, id);
        var other = url[..^1] + (url[^1] == 'A' ? 'Q' : 'A');
        foreach (var wrong in (string[])[other, "/r/" + new string('A', 64), "/r/x", "/r/" + new string('%', 3) + "2e", "/r/..%2f..%2fetc", url + "A"])
        {
            using var reply = await host.Client.GetAsync(wrong, Stop);
            Assert.Contains(reply.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        }

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(url, Stop)).StatusCode);
        await host.Client.DeleteAsync($"/api/conversations/{id}", Stop);
        using var gone = await host.Client.GetAsync(url, Stop);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("expired or was revoked", await gone.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_which_no_time_is_named_is_good_for_a_week()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, "one");
        foreach (var body in (string?[])[null, "{}", """{"days":null}"""])
        {
            var (status, link) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", body);
            Assert.Equal(HttpStatusCode.Created, status);
            Assert.Equal(TimeSpan.FromDays(7), link.GetProperty("expires").GetDateTimeOffset() - link.GetProperty("made").GetDateTimeOffset());
        }
    }

    [Theory]
    [InlineData("""{"days":0}""")]
    [InlineData("""{"days":31}""")]
    [InlineData("""{"days":"7"}""")]
    [InlineData("[]")]
    public async Task A_link_is_good_from_one_day_to_thirty(string body)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", "{}")).Status);
        await host.Client.SayAsync(id, "one");
        var (status, told) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", body);
        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), (status, told.Code()));
    }

    [Fact]
    public async Task A_conversation_has_twenty_links_at_most()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, "one");
        for (var i = 0; i < 20; i++)
            await ShareAsync(host, id);
        var (status, told) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", "{}");
        Assert.Equal((HttpStatusCode.Conflict, "too-many-links"), (status, told.Code()));
    }

    [Fact]
    public async Task A_link_needs_no_key_and_counts_against_the_address()
    {
        const string Key = "ada-key-0123456789abcdef";
        await using var host = await RunningHost.StartAsync(new FakeProduct(), $"--MemHelp:Api:Keys:ada={Key}", "--MemHelp:Api:RequestsPerMinute=4");
        var id = await host.Client.BeginAsync(("X-Api-Key", Key));
        await host.Client.SayAsync(id, "one", ("X-Api-Key", Key));
        var url = (await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", "{}", ("X-Api-Key", Key))).Body.GetProperty("url").GetString();
        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 100 && !statuses.Contains(HttpStatusCode.TooManyRequests))
            statuses.Add((await host.Client.GetAsync(url, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.True(statuses.Count > 4 && statuses[..^1].TrueForAll(s => s == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_conversation_is_shown_again_as_it_was_also_after_a_restart()
    {
        string id;
        JsonElement first, second;
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            id = await host.Client.BeginAsync();
            var log = JsonSerializer.Serialize(new { text = "why?", files = new[] { new { name = "dmesg of ada@example.org.txt", text = RunningHost.Fixture("003-kvm-host.log") } }, view = true });
            first = (await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/messages", log)).Body;
            second = await host.Client.SayAsync(id, "why not more RAM?");
            await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/feedback", """{"helpful":true}""");
        }

        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            var shown = (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}?view=true")).Body;
            var turns = shown.GetProperty("turns").EnumerateArray().ToList();
            Assert.Equal(2, turns.Count);
            Assert.Equal(Answer(first), Answer(turns[0].GetProperty("reply")));
            Assert.Equal(Answer(second), Answer(turns[1].GetProperty("reply")));
            Assert.Equal(first.GetProperty("view").GetRawText(), turns[0].GetProperty("reply").GetProperty("view").GetRawText());
            var parts = turns[0].GetProperty("reply").GetProperty("parts").EnumerateArray().ToList();
            Assert.Equal("dmesg of masked-email-1", parts[0].GetProperty("name").GetString());
            Assert.Equal(JsonValueKind.Null, parts[1].GetProperty("name").ValueKind);
            Assert.Equal("why not more RAM?", turns[1].GetProperty("text").GetString());
            Assert.True(turns[1].GetProperty("helpful").GetBoolean());
            Assert.False(turns[0].TryGetProperty("helpful", out _));
        }
    }

    [Fact]
    public async Task Of_a_long_conversation_the_newest_turns_are_shown_whole_and_the_others_told()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        for (var i = 0; i < 23; i++)
            await host.Client.SayAsync(id, $"message {i}");
        var shown = (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}")).Body;
        Assert.Equal(3, shown.GetProperty("earlier").GetArrayLength());
        Assert.StartsWith("The kernel killed qemu-kvm", shown.GetProperty("earlier")[0].GetProperty("headline").GetString(), StringComparison.Ordinal);
        var turns = shown.GetProperty("turns").EnumerateArray().ToList();
        Assert.Equal("message 3, message 22", $"{turns[0].GetProperty("text")}, {turns[^1].GetProperty("text")}");
        Assert.Equal([3, 22], [turns[0].GetProperty("reply").GetProperty("message").GetInt32(), turns[^1].GetProperty("reply").GetProperty("message").GetInt32()]);
    }

    [Fact]
    public async Task Who_reads_a_conversation_again_changes_nothing_of_it()
    {
        await using var host = await RunningHost.StartRealAsync();
        var id = await host.Client.BeginAsync();
        await host.Client.SayAsync(id, RunningHost.Fixture("003-kvm-host.log"));
        await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}");
        var next = await host.Client.SayAsync(id, "only the commands");
        Assert.Equal((1, true), (next.GetProperty("message").GetInt32(), next.GetProperty("isFollowUp").GetBoolean()));
    }

    private static string Answer(JsonElement reply) => $"{reply.GetProperty("answerId")} {reply.GetProperty("message")} {reply.GetProperty("text")} {reply.GetProperty("answer").GetRawText()}";

    private static async Task<string> ShareAsync(RunningHost host, string id)
    {
        var (status, link) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/report-links", "{}");
        Assert.Equal(HttpStatusCode.Created, status);
        return link.GetProperty("url").GetString()!;
    }
}
