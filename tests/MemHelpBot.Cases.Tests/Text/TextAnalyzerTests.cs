using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Tests.Text;

public sealed class TextAnalyzerTests
{
    private static readonly ConceptLexicon Lexicon = ConceptLexicon.Of(
    [
        new Concept("fragmentation", ["fragmentation", "碎片", "fragmentacja"]),
        new Concept("oom", ["out of memory", "oom killer", "内存不足"]),
        new Concept("commit-limit", ["commitlimit"]),
    ]);

    [Theory]
    [InlineData("vm.overcommit_memory", "vm.overcommit_memory vm overcommit memori")]
    [InlineData("nbnxn_grid.cpp", "nbnxn_grid.cpp nbnxn grid cpp")]
    [InlineData("mask 0x3000d0", "mask 0x3000d0")]
    [InlineData("severe (41)", "41 sever severe(41)")]
    [InlineData("the CommitLimit", "commitlimit commit limit §commit-limit")]
    [InlineData("Killed processes", "kill process")]
    public void Identifiers_stay_whole_beside_their_parts(string text, string terms) => Assert.Equal(Sorted(terms), Terms(text, "en"));

    [Fact]
    public void Parts_of_an_identifier_count_as_words_and_the_whole_counts_beside_them()
    {
        var counts = new TermCounts();
        new TextAnalyzer(Lexicon).Analyze("/proc/sys/vm/overcommit_memory", "en", counts);

        Assert.Equal(1, counts.CountOf("overcommit"));
        Assert.Equal(0.7f, counts.CountOf("proc/sys/vm/overcommit_memory"));
    }

    [Theory]
    [InlineData("pamięć", "pamiec", "pl")]
    [InlineData("Speicherüberlauf", "speicheruberlauf", "de")]
    [InlineData("ＯＯＭ", "oom", "zh")]
    public void Diacritics_and_wide_letters_are_folded(string written, string typed, string lang) =>
        Assert.NotEmpty(Terms(written, lang).Intersect(Terms(typed, lang)));

    [Fact]
    public void Chinese_gives_pairs_and_single_characters() => Assert.Equal(Sorted("内 存 碎 片 内存 存碎 碎片 §fragmentation"), Terms("内存碎片", "zh"));

    [Theory]
    [InlineData("dlaczego pamięć uległa fragmentacji", "pl", "§fragmentation")]
    [InlineData("memory fragmentations", "en", "§fragmentation")]
    [InlineData("Out of memory: Killed process 5", "en", "§oom")]
    [InlineData("worker invoked oom-killer", "en", "§oom")]
    [InlineData("报内存不足", "zh", "§oom")]
    public void A_concept_is_found_in_any_language_and_form(string text, string lang, string concept) => Assert.Contains(concept, Terms(text, lang));

    [Theory]
    [InlineData("pamięć", "pamięcią")]
    [InlineData("fragmentacja", "fragmentacji")]
    [InlineData("procesy", "procesów")]
    public void Polish_forms_of_one_word_share_a_term(string one, string other) => Assert.NotEmpty(Terms(one, "pl").Intersect(Terms(other, "pl")));

    [Theory]
    [InlineData("память", "памяти")]
    [InlineData("процессов", "процессы")]
    [InlineData("фрагментация", "фрагментации")]
    public void Russian_forms_of_one_word_share_a_term(string one, string other) => Assert.NotEmpty(Terms(one, "ru").Intersect(Terms(other, "ru")));

    [Fact]
    public void Any_text_can_be_analyzed()
    {
        var random = new Random(20_264);
        for (var round = 0; round < 300; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(32, 127)))]);

            Assert.NotNull(Terms(text, round % 2 == 0 ? "pl" : "zh"));
        }
    }

    private static IEnumerable<string> Sorted(string terms) => terms.Split(' ').Order(StringComparer.Ordinal);

    private static string[] Terms(string text, string lang)
    {
        var counts = new TermCounts();
        new TextAnalyzer(Lexicon).Analyze(text, lang, counts);
        return counts.Terms;
    }
}
