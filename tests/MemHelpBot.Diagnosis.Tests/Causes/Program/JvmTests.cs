using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class JvmTests
{
    [Theory]
    [InlineData("jvm-heap", CauseIds.JvmHeap)]
    [InlineData("jvm-gc-overhead", CauseIds.JvmHeap)]
    [InlineData("jvm-metaspace", CauseIds.JvmMetaspace)]
    [InlineData("jvm-direct", CauseIds.JvmDirectMemory)]
    [InlineData("jvm-hs-err", CauseIds.JvmNativeMemory)]
    public void The_pool_that_the_JVM_names_is_confirmed_and_no_other(string message, string cause) =>
        Assert.Equal([$"{cause} confirmed"], Paste.OfProgram(message).Candidates());

    [Fact]
    public void Another_pool_rules_the_heap_out() => Assert.Equal(Verdict.RuledOut, Paste.OfProgram("jvm-direct").Judge(CauseIds.JvmHeap)!.Verdict);

    [Fact]
    public void The_refused_bytes_are_told()
    {
        var judgement = Paste.OfProgram("jvm-hs-err").Tells(RuntimeFacts.JvmFailedAlloc, 1 << 20).Judge(CauseIds.JvmNativeMemory)!;
        Assert.Equal("kernel-refused-bytes", judgement.For[0].Id);
        Assert.Equal((1 << 20, "commit-lines"), (judgement.For[0].Arguments[0].Fact!.Value.Value.Integer, new Paste().Incident().Tells(RuntimeFacts.JvmError, "Out of swap space?").Judge(CauseIds.JvmNativeMemory)!.Missing[0].Id));
    }

    [Fact]
    public void A_container_above_the_heap_points_to_native_memory()
    {
        var paste = Paste.OfProgram("yarn-mem-limit").Tells(JobFacts.Limit, 262_144).Tells(JobFacts.Peak, 290_000).Tells(RuntimeFacts.JvmMaxHeap, 200L << 20);
        Assert.Equal(["scheduler-memory-limit confirmed", "jvm-native-memory possible"], paste.Candidates());
    }

    [Fact]
    public void A_killed_process_is_none_of_them() => Assert.Empty(Paste.OfProgram("exit-137").Candidates());
}
