using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace MemHelpBot.Load;

/// <summary>One person: a conversation of some turns, then another one, until the time is up. Every answer is checked.</summary>
/// <param name="host">The host.</param>
/// <param name="options">How fast.</param>
/// <param name="result">Where what was seen is noted.</param>
/// <param name="random">Draws pastes, words and pauses.</param>
internal sealed class Person(HttpClient host, LoadOptions options, LoadResult result, Random random)
{
    /// <summary>Of ten messages one is sent again, as after a broken connection.</summary>
    private const int OneOf = 10;

    private static readonly string[] FollowUps =
        ["why?", "only the commands", "why not more RAM?", "what does anon-rss mean?", "more", "in Chinese please", "po polsku", "in English", "as root", "what do you know so far?", "line 2", "undo", "it did not help"];

    /// <summary>Talks until the time is up; the turn under way is finished.</summary>
    public async Task TalkAsync(CancellationToken timeIsUp)
    {
        try
        {
            await Task.Delay(options.Think * random.NextDouble(), timeIsUp);
            while (!timeIsUp.IsCancellationRequested)
                await ConverseAsync(timeIsUp);
        }
        catch (OperationCanceledException) when (timeIsUp.IsCancellationRequested)
        {
            // Between two messages.
        }
        catch (Exception failed)
        {
            result.Wrong($"a conversation ended: {failed.GetType().Name} {failed.Message}");
        }
    }

    private async Task ConverseAsync(CancellationToken timeIsUp)
    {
        using var begun = await host.PostAsync("/api/conversations", null, CancellationToken.None);
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("id").GetString()!;
        var (turns, answers) = (random.Next(5, 11), new HashSet<string>());
        try
        {
            for (var turn = 0; turn < turns; turn++)
            {
                var paste = turn == 0 || random.Next(5) == 0 ? Paste.Draw(random) : null;
                var text = paste?.Text ?? FollowUps[random.Next(FollowUps.Length)];
                var answer = await SayAsync(id, text, turn);
                if (!answers.Add(answer.Id))
                    result.Wrong("two messages have one answer");
                if (answer.Message != turn)
                    result.Wrong($"message {turn} was counted as {answer.Message}");
                if (paste is not null && !answer.Pids.Contains(paste.VictimPid))
                    result.Wrong($"the answer does not tell of process {paste.VictimPid} of its paste");
                if (random.Next(OneOf) == 0 && (await SayAsync(id, text, turn)).Id != answer.Id)
                    result.Wrong("a message that was sent again has another answer");
                await Task.Delay(options.Think * (0.5 + random.NextDouble()), timeIsUp);
            }
        }
        finally
        {
            await EndAsync(id, answers.Count);
        }
    }

    private async Task<(string Id, int Message, HashSet<long> Pids)> SayAsync(string conversation, string text, int message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{conversation}/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", $"m{message}");
        var clock = Stopwatch.GetTimestamp();
        using var response = await host.SendAsync(request, CancellationToken.None);
        var body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        result.Answered(Stopwatch.GetElapsedTime(clock));
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"status {(int)response.StatusCode}");
        using var reply = JsonDocument.Parse(body);
        var pids = reply.RootElement.GetProperty("answer").GetProperty("facts").EnumerateArray().Where(f => f.GetProperty("name").GetString() == "oom.victim_pid").Select(f => f.GetProperty("value").GetInt64()).ToHashSet();
        return (reply.RootElement.GetProperty("answerId").GetString()!, reply.RootElement.GetProperty("message").GetInt32(), pids);
    }

    /// <summary>The host must hold as many answers as were read; every third conversation is forgotten.</summary>
    private async Task EndAsync(string id, int answers)
    {
        using var shown = await host.GetAsync($"/api/conversations/{id}", CancellationToken.None);
        using var kept = JsonDocument.Parse(await shown.Content.ReadAsByteArrayAsync(CancellationToken.None));
        var held = kept.RootElement.GetProperty("turns").GetArrayLength() + kept.RootElement.GetProperty("earlier").GetArrayLength();
        if (held != answers)
            result.Wrong($"a conversation of {answers} answers holds {held}");
        if (random.Next(3) == 0)
            using (await host.DeleteAsync($"/api/conversations/{id}", CancellationToken.None))
                result.Forgotten();
        result.Finished();
    }
}
