using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Architecture.Tests;

/// <summary>
/// <c>evidence:</c> in the front matter of a case is what the diagnosis finds for the case's main cause in its own log. It makes a case alike to a
/// paste that shows the same. Set MEMHELP_WRITE_DOCS=1 to write it; the test fails when it drifts.
/// </summary>
public sealed class CaseEvidenceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "corpus");

    [Fact]
    public async Task The_evidence_of_each_case_is_what_the_diagnosis_finds_in_its_log()
    {
        var open = OpenCorpus.Open(Folder, null, null, TestContext.Current.CancellationToken);
        var assistant = new MemHelpAssistant(open.Corpus, open.Store);
        var drifted = new List<string>();
        foreach (var document in open.Corpus.Documents.Values.Where(d => d.Kind == DocumentKind.Case).OrderBy(d => d.Id, StringComparer.Ordinal))
        {
            var found = await FoundAsync(assistant, document);
            if (found.SequenceEqual(document.Evidence))
                continue;
            if (Environment.GetEnvironmentVariable("MEMHELP_WRITE_DOCS") == "1")
                await WriteAsync(document.Id, found);
            else
                drifted.Add($"{document.Id}: [{string.Join(", ", found)}]");
        }

        Assert.Empty(drifted);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(MemHelpAssistant assistant, CaseDocument document)
    {
        var conversation = new Conversation();
        await assistant.ReplyAsync(conversation, new Turn(Log(document.Section("evidence")!.Text), "en", null), TestContext.Current.CancellationToken);
        var judged = conversation.LastJudged.Where(j => j.Verdict != Verdict.RuledOut).ToList();
        return judged is [{ Cause: var first }, ..] && first == document.Causes[0]
            ? [.. judged.Where(j => j.Cause == first).SelectMany(j => j.For).Select(e => e.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The fenced blocks of a section, one after the other.</summary>
    private static string Log(string section)
    {
        var inside = false;
        return string.Join('\n', section.Split('\n').Where(line =>
        {
            var fence = line.StartsWith("```", StringComparison.Ordinal);
            inside ^= fence;
            return inside && !fence;
        }));
    }

    private static async Task WriteAsync(string id, IReadOnlyList<string> found)
    {
        var path = Path.Combine(Folder, "cases", id + ".md");
        var lines = (await File.ReadAllLinesAsync(path)).Where(l => !l.StartsWith("evidence:", StringComparison.Ordinal)).ToList();
        if (found.Count > 0)
            lines.Insert(1 + lines.FindIndex(l => l.StartsWith("signatures:", StringComparison.Ordinal)), $"evidence: [{string.Join(", ", found)}]");
        await File.WriteAllTextAsync(path, string.Join('\n', lines) + "\n");
    }
}
