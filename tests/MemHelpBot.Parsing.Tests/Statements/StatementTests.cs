using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Statements;

public sealed class StatementTests
{
    [Theory]
    [InlineData("limit 32g, node 48 GB, the node hangs, no OOM kill", "stated.limit_kb = 33554432|stated.machine_memory_kb = 50331648|stated.symptom = no-kill|stated.symptom = hang")]
    [InlineData("我们的 Pod 内存 limit 8g，宿主机32g内存，节点卡死，没有被 OOM 掉", "stated.limit_kb = 8388608|stated.machine_memory_kb = 33554432|stated.symptom = no-kill|stated.symptom = hang")]
    [InlineData("节点已经关闭swap了。", "stated.no_swap = true")]
    [InlineData("Serwer ma 64 GB pamięci i zawiesza się, swap jest wyłączony", "stated.machine_memory_kb = 67108864|stated.symptom = hang|stated.no_swap = true")]
    [InlineData("The box got slower and slower and then stood still", "stated.symptom = hang|stated.symptom = slow")]
    [InlineData("the parent has 100 MB and each child 60 MB", "stated.parent_limit_kb = 102400|stated.child_limit_kb = 61440")]
    [InlineData("The limit is 100 MB for the parent cgroup and 60 MB for the two child cgroups.", "stated.parent_limit_kb = 102400|stated.child_limit_kb = 61440")]
    [InlineData("my job took 70 % of RAM, a day later: killed", "stated.symptom = killed|stated.used_percent = 70")]
    [InlineData("a 40GB process forks and then it stops", "stated.process_kb = 41943040")]
    [InlineData("the service keeps growing and swap is off", "stated.symptom = growth|stated.no_swap = true")]
    public void What_a_person_says_becomes_a_fact_with_the_value_as_stated(string sentence, string facts) =>
        Assert.Equal(facts.Split('|'), PasteReader.Read(sentence).Facts.All.Select(f => $"{f.Name} = {f.Value}"));

    [Fact]
    public void Still_and_halted_alone_are_no_symptom() =>
        Assert.Empty(PasteReader.Read("it is still running and the queue was halted by hand").Facts.All);

    [Theory]
    [InlineData("kernel: memory: usage 81920kB, limit 81920kB, failcnt 30")]
    [InlineData("Memory Efficiency: 93.32% of 750.00 GB memory used")]
    [InlineData("the machine still has 300 GB free")]
    [InlineData("we use version 2.4G of the node tool here")]
    [InlineData("[2024-01-01 10:00:00] the node has 64 GB of RAM")]
    [InlineData("export LIMIT=40g node server memory")]
    [InlineData("the file of 12 GB was copied to the other disk")]
    public void Logs_and_other_sizes_are_no_statement_of_a_limit_or_a_machine(string line) =>
        Assert.DoesNotContain(PasteReader.Read(line).Facts.All, f => f.Name.StartsWith("stated.", StringComparison.Ordinal) && f.Name.EndsWith("_kb", StringComparison.Ordinal));

    [Theory]
    [InlineData("The service Keeps Growing and swap is OFF.", "stated.symptom = growth|stated.no_swap = true")]
    [InlineData("节点已经关闭swap了，一直增长。", "stated.symptom = growth|stated.no_swap = true")]
    public void What_is_said_behind_hundreds_of_sentences_is_heard_as_well(string sentence, string facts)
    {
        var before = string.Concat(Enumerable.Repeat("we grow tomatoes near the lock and swap them for rice\n", 300));
        Assert.Equal(facts.Split('|'), PasteReader.Read(before + sentence).Facts.All.Select(f => $"{f.Name} = {f.Value}"));
    }

    [Fact]
    public void A_statement_stands_on_the_size_itself()
    {
        const string Sentence = "our node has 62 GB of RAM";
        Assert.Equal("62 GB", PasteReader.Read(Sentence).Cited(Sentence, "stated.machine_memory_kb"));
    }
}
