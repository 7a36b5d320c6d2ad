using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Tests.Lint;

public sealed class CorpusLintTests : IDisposable
{
    private readonly TestCorpus files = new();

    [Fact]
    public void A_whole_corpus_has_no_problem() => Assert.Empty(CorpusLint.Check(files.Corpus, TestCorpus.Causes));

    [Theory]
    [InlineData("cases/numa-fragmentation.md", "causes: [memory-fragmentation]", "causes: [memory-fragments]", "The cause 'memory-fragments' is not one")]
    [InlineData("playbooks/cgroup-limit.yaml", "[check-buddyinfo,", "[check-buddy,", "The remedy 'check-buddy' does not exist")]
    [InlineData("playbooks/cgroup-limit.yaml", "is 16 KiB.\"", "is 16 KiB {x}.\"", "A playbook has no placeholders")]
    [InlineData("playbooks/cgroup-limit.yaml", "pl: \"Blok rzędu 2 to 16 KiB.\"", "pl: \"Blok rzędu 2 to 32 KiB.\"", "The number 32")]
    [InlineData("playbooks/cgroup-limit.yaml", "en: \"It was cgroup limit.\"", "en: \"It took 3 tries.\"", "The headline has a number")]
    [InlineData("playbooks/cgroup-limit.yaml", "C:numa-fragmentation#analysis", "C:numa-fragmentation#summary", "'C:numa-fragmentation#summary' leads nowhere")]
    [InlineData("evidence/memory-fragmentation.yaml", "pl: \"{zone} ma {free:both}", "pl: \"{zone} ma {free}", "different placeholders")]
    [InlineData("evidence/memory-fragmentation.yaml", "{order}\"\n    zh", "{order\"\n    zh", "do not pair up")]
    [InlineData("evidence/memory-fragmentation.yaml", "pl: \"{zone} ma {free:both}", "pl: \"{zone} w trybie 0 ma {free:both}", "The number 0")]
    [InlineData("evidence/memory-fragmentation.yaml", "{free:both}", "{free:bytes}", "'bytes' is no format")]
    [InlineData("remedies/zones.yaml", "={kb}", "={mb}", "The parameter {mb} is not declared")]
    [InlineData("remedies/zones.yaml", "={kb}", "=1", "The parameter 'kb' is not used")]
    [InlineData("remedies/zones.yaml", "placeholder: KB", "placeholder: kb", "not in capitals")]
    [InlineData("remedies/zones.yaml", "kernel>=3.10", "kernel>=new", "'kernel>=new' is no condition")]
    [InlineData("remedies/zones.yaml", "  lasts: reboot\n  verify", "  verify", "A fix does not say how long its effect lasts")]
    [InlineData("remedies/zones.yaml", "cat /proc/buddyinfo\n", "cat /proc/buddyinfo\n  lasts: reboot\n", "A check says how long its effect lasts")]
    [InlineData("remedies/zones.yaml", "  verify: [show-reserve]\n", "", "Nothing shows whether the change took effect")]
    [InlineData("remedies/zones.yaml", "verify: [show-reserve]", "verify: [restore-reserve]", "'restore-reserve' is no remedy of the kind verify")]
    [InlineData("remedies/zones.yaml", "  source: vm.rst\n", "", "does not say where its command is documented")]
    [InlineData("remedies/zones.yaml", "risk: reversible", "risk: disruptive", "disruptive and has no warning")]
    [InlineData("remedies/zones.yaml", "placeholder: KB", "placeholder: KIB", "The placeholder 'KIB' is not explained")]
    [InlineData("questions/general.yaml", "remedy: check-buddyinfo", "remedy: raise-reserve", "is a fix, not a check")]
    [InlineData("corrections.yaml", "documents: [numa-fragmentation]", "documents: [numa]", "The document 'numa' does not exist")]
    [InlineData("corrections.yaml", "Order 2 is 4 pages", "Order 3 is 8 pages", "The number 8")]
    public void A_mistake_across_files_is_an_error_at_its_place(string file, string old, string by, string message)
    {
        files.Replace(file, old, by);

        var problem = CorpusLint.Check(files.Corpus, TestCorpus.Causes).First(p => p.Message.Contains(message, StringComparison.Ordinal));

        Assert.Equal((file, ProblemSeverity.Error), (problem.File, problem.Severity));
    }

    [Fact]
    public void What_nothing_uses_is_a_warning()
    {
        files.Replace("remedies/zones.yaml", "  undo: [restore-reserve]\n", "");
        files.Replace("playbooks/cgroup-limit.yaml", ", restore-reserve]", "]");
        files.Replace("playbooks/memory-fragmentation.yaml", ", restore-reserve]", "]");

        var problems = CorpusLint.Check(files.Corpus, TestCorpus.Causes);

        Assert.Contains(problems, p => p.Severity == ProblemSeverity.Warning && p.Message == "Nothing refers to the remedy 'restore-reserve'." && p is { File: "remedies/zones.yaml", Line: 34 });
        Assert.Contains(problems, p => p.Message == "Nothing takes the change back.");
    }

    [Fact]
    public void What_the_code_defines_is_compared_when_it_is_given()
    {
        var known = new KnownIds([.. TestCorpus.Causes, "stack-limit"])
        {
            Signatures = ["kernel-oom-global", "kernel-oom-memcg"],
            Questions = ["kernel-log"],
            Evidence = ["memory-fragmentation/zone-below-min"],
            Facts = ["oom.*"],
        };

        var messages = CorpusLint.Check(files.Corpus, known).Select(p => p.Message).ToList();

        Assert.Contains("The signature 'page-allocation-failure' is not known.", messages);
        Assert.Contains("The diagnosis never asks 'buddyinfo'.", messages);
        Assert.Contains("The diagnosis asks 'kernel-log', and no file under questions/ has it.", messages);
        Assert.Contains("The diagnosis never gives the evidence 'memory-fragmentation/no-block'.", messages);
        Assert.Contains("The diagnosis gives the evidence 'memory-fragmentation/zone-below-min', and no file under evidence/ has its sentence.", messages);
        Assert.Contains("The fact 'vm.min_free_kbytes' is not in the catalogue.", messages);
        Assert.Contains("The cause 'stack-limit' has no playbook.", messages);
    }

    [Fact]
    public void Two_cases_that_say_nearly_the_same_are_named()
    {
        var text = File.ReadAllText(files.PathOf("cases/numa-fragmentation.md")).Replace("id: numa-fragmentation", "id: numa-again", StringComparison.Ordinal);
        files.Write("cases/numa-again.md", text);

        var messages = CorpusLint.Check(files.Corpus, TestCorpus.Causes).Select(p => p.Message).ToList();

        Assert.Contains("'numa-fragmentation' says nearly the same as 'numa-again'.", messages);
        Assert.Contains("'numa-fragmentation' has the same title as 'numa-again'.", messages);
    }

    [Theory]
    [InlineData("titles:\n  zh: \"测试 numa-fragmentation\"\n  pl: \"Próba numa-fragmentation\"\n", "", "lacks its titles in Chinese and Polish")]
    [InlineData("测试 numa-fragmentation", "Test in English", "A title is not in its language")]
    [InlineData("  lang: en\n", "", "The language of the source is missing")]
    [InlineData("url: https://example.org/numa-fragmentation", "url: null", "The source has no address")]
    [InlineData("date: 2022-06-15", "date: 2026-12", "The date 2026-12 of the source lies in the future")]
    [InlineData("## Resolution\nSee numa-fragmentation, where the setting was changed.", "## Resolution\nSee above.", "The section 'Resolution' says nothing ('See above')")]
    [InlineData("## Resolution\nSee numa-fragmentation, where the setting was changed.", "## Resolution\nIt was fixed.", "The section 'Resolution' has 3 words")]
    [InlineData("## Resolution\nSee", "## Resolution\nTODO: See", "The section 'Resolution' is still to be written")]
    [InlineData("## Evidence\n", "## Evidence\n[12.1] Node 0 DMA32 free:9000kB min:12000kB\n", "stands outside a fenced block")]
    [InlineData("An order 2 request", "As in C:note-buddy#consequence, an order 2 request", "The reference 'C:note-buddy#consequence' in 'Analysis' leads nowhere")]
    public void A_case_that_is_not_finished_is_an_error(string old, string by, string message)
    {
        files.Replace("cases/numa-fragmentation.md", old, by);

        var problems = CorpusLint.Check(files.Corpus, new KnownIds(TestCorpus.Causes) { Today = new DateOnly(2026, 11, 21) });

        var problem = Assert.Single(problems);
        Assert.Equal(("cases/numa-fragmentation.md", ProblemSeverity.Error), (problem.File, problem.Severity));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_was_handed_over_without_its_address_says_so()
    {
        files.Replace("cases/numa-fragmentation.md", "url: https://example.org/numa-fragmentation", "url: unknown");

        Assert.Empty(CorpusLint.Check(files.Corpus, TestCorpus.Causes));
        Assert.Null(CorpusReader.Read(files.Corpus).Corpus.Documents["numa-fragmentation"].Source.Url);
    }

    [Fact]
    public void A_cause_with_too_few_cases_is_an_error()
    {
        var problems = CorpusLint.Check(files.Corpus, new KnownIds(TestCorpus.Causes) { CasesPerCause = 3 });

        Assert.Equal(["The cause 'cgroup-limit' has 2 of 3 cases.", "The cause 'memory-fragmentation' has 2 of 3 cases."], problems.Select(p => p.Message));
        Assert.All(problems, p => Assert.Equal(ProblemSeverity.Error, p.Severity));
    }

    [Fact]
    public void Questions_and_judgements_have_to_fit_together()
    {
        files.Write("eval/site.queries.jsonl", """
            {"id": "site-001", "text": "why killed?", "lang": "en"}
            {"id": "site-002", "text": "dlaczego?", "lang": "pl"}
            {"id": "site-002", "text": "为什么？", "lang": "de"}
            not json
            """);
        files.Write("eval/site.qrels.jsonl", """
            {"query": "site-001", "doc": "numa-fragmentation", "relevance": 2}
            {"query": "site-009", "doc": "note-none", "relevance": 1}
            {"query": "site-001", "doc": "numa-fragmentation", "relevance": 1}
            {"query": "site-001", "doc": "note-buddy", "relevance": "high"}
            """);

        var problems = CorpusLint.Check(files.Corpus, TestCorpus.Causes).Select(p => p.ToString()).ToList();

        Assert.Equal(
            [
                "eval/site.qrels.jsonl:2: error: The document 'note-none' does not exist. Name a case or note of the corpus.",
                "eval/site.qrels.jsonl:2: error: The question 'site-009' does not exist. Mend the id.",
                "eval/site.qrels.jsonl:3: error: 'numa-fragmentation' is judged twice for 'site-001'. Keep one.",
                "eval/site.qrels.jsonl:4: error: A judgement needs 'query', 'doc' and 'relevance' from 0 to 3. Add what is missing.",
                "eval/site.queries.jsonl:2: error: No document answers the question 'site-002'. Add a judgement with a relevance above 0.",
                "eval/site.queries.jsonl:3: error: 'de' is no language of the questions. Use en, zh or pl.",
                "eval/site.queries.jsonl:3: error: The question 'site-002' stands twice. Give it an id of its own.",
                "eval/site.queries.jsonl:4: error: The line is no JSON object. Write one object a line.",
            ],
            problems);
    }

    public void Dispose() => files.Dispose();
}
