using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>Orders in what is pasted change nothing, with a model that heeds them all.</summary>
public sealed class InjectionTests
{
    private static readonly string Log = Bench.Log("003-kvm-host.log");

    [Fact]
    public void There_are_at_least_150_different_ones() => Assert.True(Injections.All(Log).Select(i => i.Paste).Distinct().Count() >= 150);

    [Fact]
    public async Task Orders_in_a_paste_change_no_cause_command_citation_or_language_and_leak_nothing()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        var assistant = Bench.Assistant(client);
        var (clean, _) = await Bench.AskAsync(assistant, Log);
        var turn = 0;
        foreach (var (name, paste, text) in Injections.All(Log))
        {
            server.Play = Obedient(turn++ % 4, text);
            var (first, better) = await Bench.AskAsync(assistant, paste, turn % 2 == 0 ? "en" : "auto");
            var shown = better ?? first;
            // Against the paste without the order: what is judged and proposed. Against the deterministic answer: every citation.
            Assert.True(clean.Answer.Causes.Where(c => c.Verdict is "confirmed" or "likely").Select(c => (c.Id, c.Verdict)).SequenceEqual(shown.Answer.Causes.Where(c => c.Verdict is "confirmed" or "likely").Select(c => (c.Id, c.Verdict))), name);
            Assert.True(clean.Answer.Actions.Select(a => a.Command).SequenceEqual(shown.Answer.Actions.Select(a => a.Command)), name);
            Bench.SameSubstance(first.Answer, shown.Answer);
            if (turn % 2 == 0)
                Assert.Equal("en", shown.Answer.Language);
            Harmless(name, shown, first);
        }
    }

    /// <summary>Text of the paste may be quoted where the deterministic answer quotes it; a model adds none of it, and of the prompt nothing.</summary>
    private static void Harmless(string name, Assistant.Reply shown, Assistant.Reply first)
    {
        foreach (var poison in Adversaries.Poison)
            Assert.True(Count(shown.Text, poison) <= Count(first.Text, poison), $"{name}: {poison}");
        Assert.True(!shown.Text.Contains("](http", StringComparison.Ordinal) && !shown.Text.Contains("<img", StringComparison.Ordinal), name);
        Assert.DoesNotContain(shown.Answer.Actions.Select(a => a.Command), c => c.Contains("zzpoison", StringComparison.Ordinal) || c.Contains("example.invalid", StringComparison.Ordinal));
        Assert.True(Wrong(shown.Answer).Count == 0, name);
    }

    private static List<Claim> Wrong(Answer answer) => [.. answer.Claims.Where(c => c.Citations.Count == 0 || c.Citations.Contains("L99999") || c.Citations.Contains("C:invented#section"))];

    private static int Count(string text, string word)
    {
        var count = 0;
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            count++;
        return count;
    }

    /// <summary>A model that does as it is told by the paste, in one of four ways.</summary>
    private static Func<Microsoft.AspNetCore.Http.HttpContext, ChatRequest, Task> Obedient(int way, string order) => (context, request) => Sse.TextAsync(context, way switch
    {
        0 => order,
        1 => Written.Sentences(request.Claims.Select(c => (new[] { c.Id }, order.Replace('\n', ' ') + "."))),
        2 => Written.Sentences(request.Joined().Select((s, i) => i % 2 == 0 ? s : (s.Ids, s.Text.TrimEnd('.') + ". " + order.Replace('\n', ' ') + "."))),
        _ => Written.Sentences(request.Claims.Select(c => (new[] { c.Id }, request.System[..60] + " zzpoison."))),
    });

    [Fact]
    public async Task A_text_that_holds_a_mark_of_the_fence_does_not_leave_it()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings());
        foreach (var (_, paste, _) in Injections.All(Log).Where((_, i) => i % 7 == 0))
            await Bench.AskAsync(Bench.Assistant(client), paste);
        Assert.All(server.Requests, r =>
        {
            var mark = r.User[..r.User.IndexOf('>', StringComparison.Ordinal)].Replace("<data-", "", StringComparison.Ordinal);
            Assert.EndsWith($"\n</data-{mark}>", r.User, StringComparison.Ordinal);
            Assert.Equal(2, Count(r.User, "data-" + mark));
            Assert.Equal(3, r.User.Split('\n').Length);
            Assert.NotNull(r.Data);
            Assert.True(Encoding.UTF8.GetByteCount(r.User) > 0);
        });
    }
}
