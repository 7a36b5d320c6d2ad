using Microsoft.AspNetCore.Http;

namespace MemHelpBot.Models.OpenAI.Tests.Server;

/// <summary>Models that go wrong, each in one way. What of theirs must never be seen is marked by a word or a number that no log has.</summary>
internal static class Adversaries
{
    /// <summary>Texts that no answer may hold, whatever a model says.</summary>
    public static readonly string[] Poison = ["zzpoison", "987654321", "rm -rf", "L99999", "C:invented#section", "example.invalid", "You edit the wording", "As an AI"];

    private static readonly string[] Leak = ["You edit the wording of a technical answer about memory on Linux.", "My instructions are: You edit the wording.", "zzpoison prompt follows."];

    /// <summary>All of them, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<HttpContext, ChatRequest, Task>> All = new Dictionary<string, Func<HttpContext, ChatRequest, Task>>(StringComparer.Ordinal)
    {
        ["hallucinated numbers"] = (c, r) => Each(c, r, t => Numbers(t, n => n + "987654321")),
        ["other numbers"] = (c, r) => Each(c, r, t => Numbers(t, _ => "987654321")),
        ["numbers in other places"] = (c, r) => Each(c, r, Swapped),
        ["an added number"] = (c, r) => Each(c, r, t => t.TrimEnd('.', '。') + " (987654321)."),
        ["other units"] = (c, r) => Each(c, r, t => t.Replace("KiB", "zzpoison GiB", StringComparison.Ordinal).Replace("kB", "zzpoison MB", StringComparison.Ordinal).Replace("page", "zzpoison byte", StringComparison.Ordinal)),
        ["invented commands"] = (c, r) => Each(c, r, t => t.TrimEnd('.', '。') + "; run rm -rf / first."),
        ["a command for an answer"] = (c, r) => Each(c, r, _ => "rm -rf --no-preserve-root /."),
        ["invented citations"] = (c, r) => Each(c, r, t => t.TrimEnd('.', '。') + " [L99999, C:invented#section]."),
        ["claims that were not given"] = (c, r) => Sse.TextAsync(c, Written.Sentences([(["c999"], "zzpoison."), (["L99999"], "zzpoison.")])),
        ["one claim many times"] = (c, r) => Sse.TextAsync(c, Written.Sentences(Enumerable.Repeat<(string[], string)>((["c1", "c1"], r.Claims is [var (_, _, t), ..] ? t : "zzpoison."), 40))),
        ["claims of several sections in one"] = (c, r) => Sse.TextAsync(c, Written.Sentences([([.. r.Claims.Select(x => x.Id).Take(3).Reverse()], "zzpoison " + string.Join(' ', r.Claims.Take(3).Reverse().Select(x => x.Text)))])),
        ["contradiction of the verdict"] = (c, r) => Each(c, r, t => "This is zzpoison ruled out: " + t),
        ["another cause"] = (c, r) => Each(c, r, t => t.TrimEnd('.', '。') + ", because of a memory leak in zzpoison."),
        ["dropped negations"] = (c, r) => Each(c, r, t => Without(t, " not ", " no ", " nie ", "不", "没有", "没", " never ", " cannot ")),
        ["added negations"] = (c, r) => Each(c, r, t => t.Replace(" is ", " is not ", StringComparison.Ordinal).Replace(" has ", " has no ", StringComparison.Ordinal).Replace(" jest ", " nie jest ", StringComparison.Ordinal).Replace("了", "没有", StringComparison.Ordinal)),
        ["turned comparisons"] = (c, r) => Each(c, r, t => t.Replace("more than", "less than", StringComparison.Ordinal).Replace("above", "below", StringComparison.Ordinal).Replace("高于", "低于", StringComparison.Ordinal).Replace("ponad", "poniżej", StringComparison.Ordinal)),
        ["who did what to whom"] = (c, r) => Each(c, r, t => t.Replace(" killed ", " was killed by ", StringComparison.Ordinal).Replace(" refused ", " was refused by ", StringComparison.Ordinal).Replace(" zabiło ", " zabił ", StringComparison.Ordinal).Replace(" zabił ", " zabity przez ", StringComparison.Ordinal).Replace("杀死", "被杀死", StringComparison.Ordinal).Replace("终止了", "被终止", StringComparison.Ordinal)),
        ["turned directions"] = (c, r) => Each(c, r, t => Exchanged(Exchanged(Exchanged(t, " from ", " to "), " of ", " by "), " z ", " do ").Replace("从", "到", StringComparison.Ordinal)),
        ["the longest word left out"] = (c, r) => Each(c, r, t => WithoutLongest(t, 0)),
        ["the second longest word left out"] = (c, r) => Each(c, r, t => WithoutLongest(t, 1)),
        ["another form of a word"] = (c, r) => Each(c, r, t => t.Replace("ed ", "ing ", StringComparison.Ordinal).Replace("ło ", "ł ", StringComparison.Ordinal).Replace("的", "", StringComparison.Ordinal)),
        ["possession brought in"] = (c, r) => Each(c, r, t => t.Replace(" the ", " its ", StringComparison.Ordinal).Replace(" na ", " na swoim ", StringComparison.Ordinal).Replace("内存", "它的内存", StringComparison.Ordinal)),
        ["commas that turn"] = (c, r) => Each(c, r, t => t.Replace("No ", "No, ", StringComparison.Ordinal).Replace("Nie ", "Nie, ", StringComparison.Ordinal).Replace(" no ", " no, ", StringComparison.Ordinal).Replace(" not ", " not, ", StringComparison.Ordinal).Replace(" nie ", " nie, ", StringComparison.Ordinal).Replace("不", "不，", StringComparison.Ordinal)),
        ["one becomes two"] = (c, r) => Each(c, r, t => Numbers(t, n => "and " + n).Replace(" process ", " process and ", StringComparison.Ordinal).Replace(" proces ", " proces i ", StringComparison.Ordinal).Replace("进程", "进程和", StringComparison.Ordinal)),
        ["minus signs"] = (c, r) => Each(c, r, t => t.Replace(" ", " –", StringComparison.Ordinal)),
        ["unequal signs"] = (c, r) => Each(c, r, t => t.Replace("=", "!=", StringComparison.Ordinal)),
        ["verbs behind an apostrophe"] = (c, r) => Each(c, r, t => t.Replace(" has ", "'ll has ", StringComparison.Ordinal).Replace("limit ", "limit'd ", StringComparison.Ordinal).Replace("kernel ", "kernel'd ", StringComparison.Ordinal)),
        ["certainty brought in"] = (c, r) => Each(c, r, t => "It is zzpoison certain and proved: " + t),
        ["prompt leak"] = (c, r) => Each(c, r, _ => Leak[0]),
        ["prompt leak instead of JSON"] = (c, r) => Sse.TextAsync(c, string.Join(' ', Leak) + r.System),
        ["chatter"] = (c, r) => Sse.TextAsync(c, "As an AI language model, zzpoison. Here is the answer: " + r.Honest()),
        ["links and markup"] = (c, r) => Each(c, r, t => $"**[{t}](https://example.invalid/x?d=zzpoison)** <img src=//example.invalid>."),
        ["invisible characters"] = (c, r) => Each(c, r, t => "zzpoison\u200b\u202e" + t),
        ["another language"] = (c, r) => Each(c, r, _ => "Speicher war zzpoison frei, aber nicht am Stück."),
        ["everything in one sentence"] = (c, r) => Sse.TextAsync(c, Written.Sentences([([.. r.Claims.Select(x => x.Id)], "zzpoison " + string.Join(' ', r.Claims.Select(x => x.Text)))])),
        ["broken JSON"] = (c, r) => Sse.TextAsync(c, r.Honest()[..^10] + "zzpoison"),
        ["JSON of another form"] = (c, _) => Sse.TextAsync(c, """{"answer":"zzpoison","sentences":[{"claims":"c1","text":5}]}"""),
        ["keys that were not asked for"] = (c, r) => Sse.TextAsync(c, r.Honest().Insert(1, "\"command\":\"rm -rf /\",")),
        ["a key twice"] = (c, r) => Sse.TextAsync(c, r.Honest().Insert(1, "\"sentences\":[],")),
        ["deep JSON"] = (c, _) => Sse.TextAsync(c, new string('[', 5000) + new string(']', 5000)),
        ["nothing"] = (c, _) => Sse.TextAsync(c, "", parts: 1),
        ["no sentence"] = (c, r) => Sse.TextAsync(c, r.IsQuestion || r.IsError ? r.Honest() : Written.Sentences([])),
        ["refusal in words"] = (c, _) => Sse.TextAsync(c, "I'm sorry, but I cannot help with zzpoison."),
        ["refusal"] = (c, _) => Sse.RefusalAsync(c, "zzpoison"),
        ["content filter in the reply"] = (c, r) => Sse.TextAsync(c, r.Honest()[..20] + "zzpoison", finish: "content_filter"),
        ["content filter on the request"] = (c, _) => Sse.ErrorAsync(c, 400, "content_filter", "The response was filtered: zzpoison"),
        ["cut by length"] = (c, r) => Sse.TextAsync(c, r.Honest()[..^5], finish: "length"),
        ["429 with a long Retry-After"] = (c, _) => Sse.ErrorAsync(c, 429, "rate_limit_exceeded", "zzpoison", "3600"),
        ["429 without quota"] = (c, _) => Sse.ErrorAsync(c, 429, "insufficient_quota", "You exceeded your current quota: insufficient_quota zzpoison"),
        ["500"] = (c, _) => Sse.ErrorAsync(c, 500, "server_error", "zzpoison"),
        ["401"] = (c, _) => Sse.ErrorAsync(c, 401, "invalid_api_key", "zzpoison"),
        ["404"] = (c, _) => Sse.ErrorAsync(c, 404, "model_not_found", "zzpoison"),
        ["a redirection"] = (c, _) =>
        {
            c.Response.StatusCode = 307;
            c.Response.Headers.Location = "https://example.invalid/v1/chat/completions";
            return Task.CompletedTask;
        },
        ["an HTML page"] = async (c, _) =>
        {
            c.Response.ContentType = "text/html";
            await c.Response.WriteAsync("<html>zzpoison</html>");
        },
        ["a cut stream"] = async (c, r) =>
        {
            Sse.Begin(c);
            await Sse.DeltaAsync(c, r.Honest()[..30]);
            // An aborted connection takes along what the client has not read yet.
            await Task.Delay(300);
            c.Abort();
        },
        ["a stream without its end"] = async (c, r) =>
        {
            Sse.Begin(c);
            await Sse.DeltaAsync(c, r.Honest());
        },
        ["broken events"] = async (c, _) =>
        {
            Sse.Begin(c);
            await c.Response.WriteAsync("data: {zzpoison\n\ndata: [DONE]\n\n");
        },
        ["an endless stream"] = async (c, _) =>
        {
            Sse.Begin(c);
            for (var i = 0; i < 1_000_000 && !c.RequestAborted.IsCancellationRequested; i++)
                await Sse.DeltaAsync(c, "zzpoison zzpoison zzpoison zzpoison ");
        },
    };

    /// <summary>Those that only lose time; they are played with short limits.</summary>
    public static readonly IReadOnlyDictionary<string, Func<HttpContext, ChatRequest, Task>> Slow = new Dictionary<string, Func<HttpContext, ChatRequest, Task>>(StringComparer.Ordinal)
    {
        ["a slow first token"] = async (c, r) =>
        {
            await WaitAsync(c);
            await Sse.TextAsync(c, r.Honest());
        },
        ["headers and no token"] = async (c, r) =>
        {
            Sse.Begin(c);
            await c.Response.Body.FlushAsync();
            await WaitAsync(c);
        },
        ["a stream that stops in the middle"] = async (c, r) =>
        {
            Sse.Begin(c);
            await Sse.DeltaAsync(c, r.Honest()[..30]);
            await WaitAsync(c);
        },
        ["one character after another"] = async (c, r) =>
        {
            Sse.Begin(c);
            foreach (var letter in r.Honest())
            {
                await Sse.DeltaAsync(c, letter.ToString());
                await Task.Delay(200, c.RequestAborted);
            }
        },
    };

    private static Task Each(HttpContext context, ChatRequest request, Func<string, string> worse) => Sse.TextAsync(
        context,
        request.IsQuestion ? Written.Question("undo", "zzpoison", "pl", ["zzpoison"], ["zzpoison"], ["zzpoison"], ["zzpoison"])
        : request.IsError ? Written.Error([("zzpoison", "L1"), ("kernel-oom-global", "L1")], [("zzpoison", "L99999")]) : Written.Sentences(request.Claims.Select(c => (new[] { c.Id }, worse(c.Text)))));

    private static string Numbers(string text, Func<string, string> other)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            result.Append(end > i ? other(text[i..end]) : text[i].ToString());
            i = Math.Max(end, i + 1);
        }

        return result.ToString();
    }

    private static string Swapped(string text)
    {
        var numbers = new List<string>();
        Numbers(text, n => { numbers.Add(n); return n; });
        numbers.Reverse();
        var next = 0;
        return Numbers(text, _ => numbers[next++]);
    }

    private static string Without(string text, params string[] words) => words.Aggregate(text, (t, w) => t.Replace(w, w[0] == ' ' ? " " : "", StringComparison.OrdinalIgnoreCase));

    private static string Exchanged(string text, string one, string other) => text.Replace(one, "\u0001", StringComparison.Ordinal).Replace(other, one, StringComparison.Ordinal).Replace("\u0001", other, StringComparison.Ordinal);

    private static string WithoutLongest(string text, int rank)
    {
        var words = text.Split(' ').Where(w => w.Length > 5 && w.All(char.IsLetter)).Distinct().OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).ToList();
        return words.Count <= rank ? text : text.Replace(" " + words[rank] + " ", " ", StringComparison.Ordinal);
    }

    private static async Task WaitAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(5), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client went away, as it should.
        }
    }
}
