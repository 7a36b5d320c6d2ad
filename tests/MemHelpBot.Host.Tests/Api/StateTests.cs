using System.Net;
using System.Text;
using System.Text.Json;
using MemHelpBot.Assistant.State;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

/// <summary>Conversations outlive the process, whichever way it ends.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "memhelp-host-" + Guid.NewGuid().ToString("n"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Local => ["--State:Kind=local", $"--State:Directory={directory}"];

    public void Dispose()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, true);
    }

    [Fact]
    public async Task A_conversation_goes_on_after_a_restart_and_its_secrets_are_not_on_the_disk()
    {
        string id;
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            id = await CreateAsync(host.Client);
            var first = await SayAsync(host.Client, id, "password=s3cr3t!pw\n" + RunningHost.Fixture("003-kvm-host.log"), "m1");
            Assert.Equal("memory-fragmentation", Primary(first));
        }

        Assert.DoesNotContain("s3cr3t!pw", string.Concat(Directory.EnumerateFiles(directory).Select(File.ReadAllText)), StringComparison.Ordinal);
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            var second = await SayAsync(host.Client, id, "why not more RAM?", "m2");
            Assert.True(second.GetProperty("isFollowUp").GetBoolean());
            Assert.Equal((1, "memory-fragmentation"), (second.GetProperty("message").GetInt32(), Primary(second)));
            var again = await SayAsync(host.Client, id, "why not more RAM?", "m2");
            Assert.Equal(second.GetRawText(), again.GetRawText());
            Assert.Equal(HttpStatusCode.NoContent, (await host.Client.DeleteAsync($"/api/conversations/{id}", Stop)).StatusCode);
        }

        Assert.Empty(Directory.EnumerateFiles(directory, "*.journal"));
    }

    [Fact]
    public async Task A_person_reads_their_own_secret_again_and_nobody_else_does()
    {
        await using var host = await RunningHost.StartRealAsync();
        var id = await CreateAsync(host.Client);
        await SayAsync(host.Client, id, "Out of memory: Killed process 77 (ada@example.org) total-vm:9000kB, anon-rss:8000kB, file-rss:0kB, shmem-rss:0kB, UID:1 pgtables:1kB oom_score_adj:0", "m1");
        var line = await SayAsync(host.Client, id, "what does line 1 mean?", "m2");
        Assert.Contains("ada@example.org", line.GetProperty("text").GetString(), StringComparison.Ordinal);
        using var report = await host.Client.GetAsync($"/api/conversations/{id}/report", Stop);
        var html = await report.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("ada@example.org", html, StringComparison.Ordinal);
        Assert.Contains("masked-email-1", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_is_stored_with_what_the_answer_stood_on()
    {
        await using (var host = await RunningHost.StartRealAsync(Local))
        {
            var id = await CreateAsync(host.Client);
            Assert.Equal(HttpStatusCode.NotFound, await RateAsync(host.Client, id, """{"helpful":true}"""));
            var answer = (await SayAsync(host.Client, id, RunningHost.Fixture("003-kvm-host.log"), "m1")).GetProperty("answerId").GetString();
            Assert.Equal(HttpStatusCode.NoContent, await RateAsync(host.Client, id, """{"helpful":true}"""));
            Assert.Equal(HttpStatusCode.NoContent, await RateAsync(host.Client, id, $$"""{"answer":"{{answer}}","helpful":false,"reason":"mail me: ada@example.org"}"""));
            Assert.Equal(HttpStatusCode.NotFound, await RateAsync(host.Client, id, """{"answer":"0","helpful":false}"""));
            Assert.Equal(HttpStatusCode.BadRequest, await RateAsync(host.Client, id, """{"helpful":"very"}"""));
            Assert.Equal(HttpStatusCode.BadRequest, await RateAsync(host.Client, id, """{}"""));
        }

        var record = Assert.Single(LocalConversationStore.Look(directory));
        var rated = Assert.Single(record.Ratings);
        Assert.Equal((false, "mail me: masked-email-1"), (rated.Helpful, rated.Reason));
        var evidence = Assert.Single(record.Turns).Answer.Evidence;
        Assert.Equal(("memory-fragmentation", "confirmed"), (evidence.Causes[0].Id, evidence.Causes[0].Verdict));
        Assert.Contains(evidence.Citations, c => c.StartsWith('L'));
    }

    [Fact]
    public async Task A_process_killed_in_mid_turn_loses_and_doubles_nothing()
    {
        var log = RunningHost.Fixture("003-kvm-host.log");
        string id;
        using (var host = await ChildHost.StartAsync(Local))
            id = await CreateAsync(host.Client);
        for (var i = 0; i < 4; i++)
        {
            // Killed after so many milliseconds: before the message is stored, between its writes, or after its answer.
            using (var host = await ChildHost.StartAsync(Local))
            {
                var turn = SayAsync(host.Client, id, log, $"m{i}");
                await Task.WhenAny(turn, Task.Delay(15 * i * i, Stop));
                host.Kill();
                try
                {
                    await turn;
                }
                catch (HttpRequestException)
                {
                    // Cut off: the client does not know whether it was taken.
                }
            }

            // The client got nothing, so it asks again.
            using var after = await ChildHost.StartAsync(Local);
            Assert.Equal("memory-fragmentation", Primary(await SayAsync(after.Client, id, log, $"m{i}")));
            after.Kill();
        }

        var record = Assert.Single(LocalConversationStore.Look(directory));
        Assert.Equal(["m0", "m1", "m2", "m3"], record.Turns.Select(t => t.Message.Id));
        Assert.Empty(record.Waiting);
    }

    private static string Primary(JsonElement reply) => reply.GetProperty("answer").GetProperty("causes")[0].GetProperty("id").GetString()!;

    private static async Task<string> CreateAsync(HttpClient client)
    {
        using var reply = await client.PostAsync("/api/conversations", null, Stop);
        return JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(Stop)).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<HttpStatusCode> RateAsync(HttpClient client, string id, string body)
    {
        using var reply = await client.PostAsync($"/api/conversations/{id}/feedback", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        return reply.StatusCode;
    }

    private static async Task<JsonElement> SayAsync(HttpClient client, string id, string text, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{id}/messages") { Content = new StringContent(text, Encoding.UTF8, "text/plain") };
        request.Headers.Add("Idempotency-Key", message);
        using var reply = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(Stop)).RootElement;
    }
}
