namespace MemHelpBot.Scenarios.Tests;

/// <summary>Single lines of the kernel, and logs that contradict themselves, through the whole product.</summary>
public sealed class KernelLineTests
{
    private const string Altered = """
        [    9.000001] a invoked oom-killer: gfp_mask=0x1100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
        [    9.000002] CPU: 3 PID: 1 Comm: a Not tainted 6.8.0-31-generic #1
        [    9.000003] Out of memory: Killed process 10 (a) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB
        """;

    [Theory]
    [InlineData("en", "The allocation flags named on line L1")]
    [InlineData("zh", "第 L1 行列出的分配标志")]
    [InlineData("pl", "Flagi alokacji nazwane w wierszu L1")]
    public void A_log_that_contradicts_itself_is_told_in_the_persons_language(string language, string start) =>
        Assert.Contains(Bot.Ask(Altered, language).Warnings, w => w.StartsWith(start, StringComparison.Ordinal));

    [Fact]
    public void The_same_log_of_the_kernel_that_prints_it_is_not_suspected() => Assert.DoesNotContain(
        Bot.Ask(Altered.Replace("6.8.0-31", "5.15.0-84", StringComparison.Ordinal), "en").Warnings, w => w.Contains("altered", StringComparison.Ordinal));

    [Theory]
    [InlineData("[  501.000004] Out of memory and no killable processes...\n[  501.000005] Kernel panic - not syncing: System is deadlocked on memory", 5)]
    [InlineData("[  501.000004] Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled", 4)]
    [InlineData("[  501.000004] Kernel panic - not syncing: Out of memory and no killable processes...", 4)]
    public void A_panic_for_memory_says_that_the_whole_machine_was_out_of_it(string panic, int line)
    {
        const string Header = """
            a
            [  501.000001] dd invoked oom-killer: gfp_mask=0x6200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null), order=0, oom_score_adj=0
            [  501.000002] CPU: 3 PID: 771 Comm: dd Not tainted 4.19.12-1 #1

            """;
        foreach (var language in (string[])["en", "zh", "pl"])
        {
            var answer = Bot.Ask(Header + panic, language);
            var machine = answer.Causes.Single(c => c.Id == "host-ram-exhausted");
            Assert.Equal(("host-ram-exhausted", "likely"), (answer.Causes[0].Id, machine.Verdict));
            Assert.Contains(machine.For, e => e.Citations.Any(c => c.Contains($"L{line}", StringComparison.Ordinal)));
            Assert.DoesNotContain(answer.Causes, c => c.Id == "cgroup-limit" && c.Verdict != "ruled-out");
        }
    }

    [Theory]
    [InlineData("[ 4120.771204] cgroup: fork rejected by pids controller in /kubepods/pod7", "thread-or-pid-limit", "confirmed")]
    [InlineData("[ 4120.771204] java (811): VmData 4304896 exceed data ulimit 4194304. Update limits or use boot option ignore_rlimit_data.", "address-space-rlimit", "confirmed")]
    [InlineData("[ 4120.771204] __vm_enough_memory: pid: 5120, comm: java, not enough memory for the allocation\nvm.overcommit_memory = 2", "commit-limit", "confirmed")]
    [InlineData("[ 4120.771204] mysqld: page allocation stalls for 10412ms, order:1, mode:0x17080c0(GFP_KERNEL_ACCOUNT|__GFP_ZERO|__GFP_NOTRACK)", "reclaim-thrash", "likely")]
    [InlineData("[ 4120.771204] nf_conntrack: nf_conntrack: table full, dropping packet", "not-a-memory-shortage", "likely")]
    [InlineData("$ cat /proc/pressure/memory\nsome avg10=81.20 avg60=70.00 avg300=22.75 total=881200345\nfull avg10=68.05 avg60=50.00 avg300=10.10 total=771200345", "reclaim-thrash", "confirmed")]
    public void A_single_line_gives_its_cause(string text, string cause, string verdict)
    {
        foreach (var language in (string[])["en", "zh", "pl"])
        {
            var top = Bot.Ask(text, language).Causes[0];
            Assert.Equal((cause, verdict), (top.Id, top.Verdict));
        }
    }
}
