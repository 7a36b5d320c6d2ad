using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MemHelpBot.EndToEnd.Tests.Doubles;

namespace MemHelpBot.EndToEnd.Tests.Attacks;

/// <summary>Requests that are made to hurt, to the real host: each is refused in words, nothing is kept of it, and the host answers afterwards.</summary>
public sealed class HostileRequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Packed_bodies_are_not_unpacked()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var before = host.Resident();
        var bomb = Packed(new byte[512 * 1024 * 1024]);
        foreach (var encoding in new[] { "gzip", "deflate", "br", null })
        {
            using var content = new ByteArrayContent(bomb);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            if (encoding is not null)
                content.Headers.ContentEncoding.Add(encoding);
            using var answer = await host.Client.PostAsync("/api/diagnose", content, Stop);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        }

        Assert.InRange(host.Resident(), 0, before + (256L * 1024 * 1024));
        await AnswersAsync(host);
    }

    [Fact]
    public async Task A_packed_file_is_refused_as_no_text()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("../../../tmp/owned.log").Open())
            entry.Write(new byte[64 * 1024 * 1024]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(zip.ToArray()), "files", "logs.zip" } };
        using var answer = await host.Client.PostAsync("/api/diagnose", form, Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await AnswersAsync(host);
    }

    [Theory]
    [InlineData("../../../../tmp/owned.log", "owned.log")]
    [InlineData("..\\..\\windows\\owned.log", "owned.log")]
    [InlineData("/etc/cron.d/owned", "owned")]
    [InlineData("<img src=x onerror=alert(1)>.log", "<img src=x onerror=alert(1)>.log")]
    public async Task A_name_of_an_upload_is_shown_and_is_never_a_path(string name, string shown)
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var id = await WebTalk.BeginAsync(host.Client);
        using var form = new MultipartFormDataContent { { new StringContent(HostProcess.Fixture("002-memhog.log")), "files", name } };
        using var response = await host.Client.PostAsync($"/api/conversations/{id}/messages", form, Stop);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(shown, reply.GetProperty("parts")[0].GetProperty("name").GetString());
        Assert.All(Directory.GetFiles(kept.Folder, "*", SearchOption.AllDirectories), f => Assert.DoesNotContain("owned", f, StringComparison.Ordinal));
        Assert.DoesNotContain("<img src=x", await host.Client.GetStringAsync($"/api/conversations/{id}/report", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reaches_a_conversation_by_guessing()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var id = await WebTalk.BeginAsync(host.Client);
        await WebTalk.SayAsync(host.Client, id, HostProcess.Fixture("002-memhog.log"), "m1");
        string[] guesses = [new('0', 32), id.ToUpperInvariant(), id[..31], id + "0", "..%2F" + id, "%2e%2e", id[..16] + "%00" + id[17..], "*", kept.Conversation];
        foreach (var guess in guesses)
        {
            foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/report"), (HttpMethod.Delete, ""), (HttpMethod.Post, "/messages"), (HttpMethod.Post, "/feedback") })
            {
                using var request = new HttpRequestMessage(method, $"/api/conversations/{guess}{path}") { Content = method == HttpMethod.Post ? JsonContent.Create(new { text = "more", helpful = true }) : null };
                using var answer = await host.Client.SendAsync(request, Stop);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{method} {guess}{path}: {answer.StatusCode}");
                Assert.DoesNotContain("memhog", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            }
        }

        Assert.Equal((1, 1), (kept.Count("received"), kept.Count("answered")));
    }

    [Fact]
    public async Task What_is_too_large_or_nested_without_end_is_refused()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting, "--MemHelp:MaxMegabytes=1");
        var deep = new string('[', 200_000);
        foreach (var (body, type, statuses) in new (string, string, HttpStatusCode[])[]
        {
            (new string('x', 3 * 1024 * 1024), "text/plain", [HttpStatusCode.RequestEntityTooLarge]),
            ("{\"text\":\"" + new string('x', 1536 * 1024) + "\"}", "application/json", [HttpStatusCode.RequestEntityTooLarge]),
            ("{\"text\":" + deep, "application/json", [HttpStatusCode.BadRequest]),
            ("{\"text\":\"\\ud800\"}", "application/json", [HttpStatusCode.BadRequest, HttpStatusCode.OK]),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var answer = await host.Client.PostAsync("/api/diagnose", content, Stop);
            Assert.Contains(answer.StatusCode, statuses);
        }

        await AnswersAsync(host);
        Assert.DoesNotContain("xxxx", host.Errors, StringComparison.Ordinal);
    }

    private static async Task AnswersAsync(HostProcess host)
    {
        using var content = new StringContent(HostProcess.Fixture("002-memhog.log"));
        using var answer = await host.Client.PostAsync("/api/diagnose", content, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
