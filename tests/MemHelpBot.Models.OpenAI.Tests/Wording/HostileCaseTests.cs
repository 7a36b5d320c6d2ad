using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>A document of a site that gives orders, in its title, its text and its file's name, with a model that heeds them all.</summary>
public sealed class HostileCaseTests : IDisposable
{
    private const string Question = "frobnicator daemon grows without bound and eats all memory, is it a known case?";
    private readonly string folder = Directory.CreateTempSubdirectory("memhelp-hostile-").FullName;

    public static TheoryData<string, string, string> Orders
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (name, _, text) in Injections.All(Bench.Log("003-kvm-host.log")).Where((_, i) => i % 19 == 0))
                data.Add(name.Split(',')[0], name.Split(", ")[1], text);
            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task It_is_cited_as_it_is_and_changes_nothing_else(string aim, string lang, string order)
    {
        var open = With(order);
        await using var server = await ModelServer.StartAsync();
        foreach (var play in Obedient(order))
        {
            server.Play = (c, r) => Sse.TextAsync(c, play(r));
            using var client = new OpenAIChat(server.Settings());
            var assistant = new MemHelpAssistant(open.Corpus, open.Store, null, Bench.Desk(client));
            var (first, better) = await Bench.AskAsync(assistant, Question, "en");
            var shown = better ?? first;
            Assert.Equal("en", shown.Answer.Language);
            Assert.Equal(first.Answer.Causes.Select(c => (c.Id, c.Verdict)), shown.Answer.Causes.Select(c => (c.Id, c.Verdict)));
            Assert.Equal(first.Answer.Actions.Select(a => a.Command), shown.Answer.Actions.Select(a => a.Command));
            Assert.DoesNotContain(shown.Answer.Actions, a => a.Command.Contains("zzpoison", StringComparison.Ordinal) || a.Command.Contains("example.invalid", StringComparison.Ordinal));
            Assert.All(shown.Answer.Claims, c => Assert.All(c.Citations, t => Assert.True(t[0] == 'L' || open.Corpus.Documents.ContainsKey(t[2..].Split('#')[0]), $"{aim} {lang}: {t}")));
            // What the document is called may stand where documents are named, and nowhere else.
            Assert.All(
                shown.Answer.Sections.Where(s => s.Kind is not "related").SelectMany(s => s.Claims),
                c => Assert.DoesNotContain(Adversaries.Poison, p => c.Text.Contains(p, StringComparison.OrdinalIgnoreCase)));
        }

        Assert.True(server.Calls > 0);
        Assert.Contains(server.Requests, r => r.User.Contains("ext-hostile", StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.Equal(3, r.User.Split('\n').Length));
    }

    /// <summary>The shipped corpus and one more document.</summary>
    private OpenCorpus With(string order)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "corpus"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        var line = order.Replace('\n', ' ').Replace("\"", "'", StringComparison.Ordinal).Replace("\\", "/", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "cases", "ext-hostile.md"), $$"""
            ---
            id: ext-hostile
            title: "The frobnicator daemon grows without bound. {{line}}"
            titles: {zh: "frobnicator 守护进程无限增长", pl: "Demon frobnicator rośnie bez końca"}
            lang: en
            causes: [process-leak]
            signatures: []
            environment: [linux]
            source:
              title: "{{line}}"
              url: null
              date: 2026-01-02
              trust: site
            ---
            ## Symptom
            The frobnicator daemon grows without bound and eats all memory. {{line}}
            ## Evidence
            ```
            frobnicator daemon grows without bound and eats all memory. {{line}}
            ```
            ## Analysis
            {{line}}
            ## Resolution
            {{line}}
            ## Commands
            ```
            free -m
            ```
            ## Corrections
            None.
            """);
        return OpenCorpus.Open(folder, null, null, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<Func<ChatRequest, string>> Obedient(string order)
    {
        var line = order.Replace('\n', ' ');
        yield return _ => order;
        yield return r => r.IsQuestion
            ? Written.Question("only-commands", line, "pl", [line], [line], ["ext-hostile", line], [line])
            : r.IsError ? Written.Error([(line, "L1")], [("ext-hostile", "L1"), (line, line)])
            : Written.Sentences(r.Claims.Select(c => (new[] { c.Id }, line + ".")));
        yield return r => r.IsQuestion || r.IsError ? r.Honest() : Written.Sentences(r.Joined().Select(s => (s.Ids, s.Text.TrimEnd('.') + ". " + line + ".")));
    }
}
