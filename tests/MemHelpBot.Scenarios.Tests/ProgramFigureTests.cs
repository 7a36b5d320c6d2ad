using MemHelpBot.Answers.Model;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Figures that programs and batch systems print mean what the one who prints them means by them.</summary>
public sealed class ProgramFigureTests
{
    private const string Shared = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.00 GiB. GPU 0 has a total capacity of 40.00 GiB of which 1.00 GiB is free. ";

    private const string Cache = "Of the allocated memory 22.00 GiB is allocated by PyTorch, and 6.00 GiB is reserved by PyTorch but unallocated.\n";

    [Theory]
    [InlineData("en", "The framework keeps 6,442,450,944 bytes (6 GiB)", "neither free nor held")]
    [InlineData("zh", "框架保留了 6,442,450,944 字节 (6 GiB)", "既不空闲也不属于")]
    [InlineData("pl", "Framework trzyma zarezerwowane i nieużywane 6 442 450 944 bajty (6 GiB)", "nie jest ani wolne")]
    public void What_this_process_holds_is_given_to_no_other(string language, string cache, string others)
    {
        var answer = Bot.Ask(Shared + "Including non-PyTorch memory, this process has 38.50 GiB memory in use. " + Cache, language);

        Assert.Equal("gpu-device-memory", answer.Causes[0].Id);
        Assert.Contains(Said(answer), t => t.StartsWith(cache, StringComparison.Ordinal));
        Assert.DoesNotContain(Said(answer), t => t.Contains(others, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Process 7311 holds 10,737,418,240 bytes (10 GiB)")]
    [InlineData("zh", "进程 7311 在同一设备上占用 10,737,418,240 字节 (10 GiB)")]
    [InlineData("pl", "Proces 7311 trzyma 10 737 418 240 bajtów (10 GiB)")]
    public void Another_process_on_the_device_is_named(string language, string start) => Assert.Contains(
        Said(Bot.Ask(Shared + "Process 7311 has 10.00 GiB memory in use. Including non-PyTorch memory, this process has 29.00 GiB memory in use. " + Cache, language)),
        t => t.StartsWith(start, StringComparison.Ordinal));

    [Theory]
    [InlineData("en", "another process, or another library of this process")]
    [InlineData("zh", "由其他进程或本进程的其他库占用")]
    [InlineData("pl", "inny proces albo inna biblioteka tego procesu")]
    public void Without_a_word_on_processes_the_holder_stays_open(string language, string words) => Assert.Contains(
        Said(Bot.Ask(Shared + "Of the allocated memory 0 bytes is allocated by PyTorch, and 0 bytes is reserved by PyTorch but unallocated.\n", language)),
        t => t.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("Job ID: 91\nState: OUT_OF_MEMORY (exit code 0)\nNodes: 2\nMemory Utilized: 499.00 GB\nMemory Efficiency: 99.80% of 500.00 GB (250.00 GB/node)\n", "#SBATCH --mem=393216000K")]
    [InlineData("JobID|State|ReqMem|NNodes|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|512G|4|||\n91.0|OUT_OF_MEMORY||4|64|63.5G|\n", "#SBATCH --mem=201326592K")]
    [InlineData("JobID|State|ReqMem|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|512G|||\n91.0|OUT_OF_MEMORY||64|63.5G|\n", "#SBATCH --mem=SIZE_IN_K")]
    [InlineData("slurmstepd: error: Detected 1 oom_kill event in StepId=91.0. Some of the step tasks have been OOM Killed.\n   NumNodes=2 NumCPUs=8\n   MinCPUsNode=4 MinMemoryNode=8G MinTmpDiskNode=0\n", "#SBATCH --mem=12582912K")]
    public void The_memory_to_request_is_that_of_a_node(string paste, string command)
    {
        var answer = Bot.Ask(paste, "en");

        Assert.Equal("scheduler-memory-limit", answer.Causes[0].Id);
        Assert.Contains(command, answer.Actions.Select(a => a.Command));
    }

    [Theory]
    [InlineData("JobID|State|ReqMem|MaxRSS|\n91|OUT_OF_MEMORY|64G||\n91.batch|OUT_OF_MEMORY||1200K|\n91.0|OUT_OF_MEMORY||2.5G|\n")]
    [InlineData("JobID|State|ReqMem|NNodes|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|512G|4|||\n91.0|OUT_OF_MEMORY||4|64|63.5G|\n")]
    public void The_largest_task_gives_no_limit(string paste) => Assert.Null(Bot.Ask(paste, "en").Value("fit.limit_wanted_bytes"));

    [Fact]
    public void Steps_of_one_task_give_a_limit_from_the_largest() => Assert.Equal(
        2560L * 1024 * 1024 * 125 / 100,
        Bot.Ask("JobID|State|ReqMem|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|64G|||\n91.batch|OUT_OF_MEMORY||1|1200K|\n91.0|OUT_OF_MEMORY||1|2.5G|\n", "en").Value("fit.limit_wanted_bytes"));

    [Theory]
    [InlineData("en", "also rises when the whole node", "is well below the limit")]
    [InlineData("zh", "整个节点内存耗尽时，该计数也会增加", "远低于上限")]
    [InlineData("pl", "licznik rośnie też, gdy pamięć kończy się na całym węźle", "jest znacznie niższy od limitu")]
    public void A_counted_kill_far_below_the_limit_confirms_nothing(string language, string counter, string below)
    {
        var answer = Bot.Ask("JobID|State|ReqMem|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|64G|||\n91.0|OUT_OF_MEMORY||1|2.5G|\n", language);

        Assert.Equal("likely", answer.Verdict("scheduler-memory-limit"));
        Assert.Contains(Said(answer), t => t.Contains(counter, StringComparison.Ordinal));
        Assert.Contains(Said(answer), t => t.Contains(below, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "One task of the job alone was sampled at")]
    [InlineData("zh", "作业中仅一个任务的采样值就达")]
    [InlineData("pl", "Jeden task zadania miał sam w próbce")]
    public void One_task_at_the_limit_is_told_as_one(string language, string start)
    {
        var answer = Bot.Ask("JobID|State|ReqMem|NNodes|NTasks|MaxRSS|\n91|OUT_OF_MEMORY|128G|1|||\n91.0|OUT_OF_MEMORY||1|8|120G|\n", language);

        Assert.Equal("confirmed", answer.Verdict("scheduler-memory-limit"));
        Assert.Contains(Said(answer), t => t.StartsWith(start, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "were free and no swap was left", "how full the machine was then")]
    [InlineData("zh", "且没有剩余交换空间", "没有显示")]
    [InlineData("pl", "nie było wolnej wymiany", "nie widać, jak zapełniona")]
    public void What_a_JVM_saw_of_the_machine_is_shown(string language, string little, string unknown)
    {
        var answer = Bot.Ask(Jvm + "Memory: 4k page, physical 8388608k(65536k free), swap 0k(0k free)\n", language);

        Assert.Contains(Said(answer), t => t.Contains(little, StringComparison.Ordinal));
        Assert.DoesNotContain(Said(answer), t => t.Contains(unknown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "were free: a limit or the overcommit rules refused it")]
    [InlineData("zh", "拒绝它的是某个限制或过量提交规则")]
    [InlineData("pl", "odmówił jakiś limit albo reguły nadprzydziału")]
    public void A_JVM_refused_on_a_machine_with_room_clears_the_machine(string language, string words)
    {
        var answer = Bot.Ask(Jvm + "MemTotal:       16384000 kB\nMemFree:         8192000 kB\n", language);

        Assert.Equal("ruled-out", answer.Verdict("host-ram-exhausted"));
        Assert.NotEmpty(answer.Saying(words));
    }

    private const string Jvm = "# There is insufficient memory for the Java Runtime Environment to continue.\n# Native memory allocation (mmap) failed to map 268435456 bytes for committing reserved memory.\n";

    [Fact]
    public void The_limit_of_address_space_in_a_JVM_s_report_counts() => Assert.Equal(
        "address-space-rlimit",
        Bot.Ask(Jvm + "rlimit (soft/hard): STACK 8192k/infinity , NPROC 63455/63455 , AS 200000k/200000k , DATA infinity/infinity\n", "en").Causes[0].Id);

    [Theory]
    [InlineData("en", "A sanitizer could not reserve its shadow memory")]
    [InlineData("zh", "sanitizer 无法预留其影子内存")]
    [InlineData("pl", "Sanitizer nie mógł zarezerwować pamięci cieni")]
    public void A_sanitizer_s_shadow_points_to_the_limit_of_address_space(string language, string start)
    {
        var answer = Bot.Ask("==31==ERROR: AddressSanitizer failed to allocate 0xdfff0001000 (15392894357504) bytes at address 2008fff7000 (errno: 12)\n==31==ReserveShadowMemoryRange failed while trying to map 0xdfff0001000 bytes. Perhaps you're using ulimit -v\n", language);

        Assert.Equal(("address-space-rlimit", "likely"), (answer.Causes[0].Id, answer.Causes[0].Verdict));
        Assert.Contains(Said(answer), t => t.StartsWith(start, StringComparison.Ordinal));
        Assert.Null(answer.Cause("not-a-memory-shortage"));
    }

    [Theory]
    [InlineData("en", "do not tell whether memory of the device or of the host is meant", "could not get pages from the kernel")]
    [InlineData("zh", "没有说明是显存还是主机内存", "未能从内核获得内存页")]
    [InlineData("pl", "nie mówią, czy chodzi o pamięć urządzenia, czy hosta", "nie dostał stron od jądra")]
    public void A_status_of_the_GPU_s_driver_leaves_host_and_device_open(string language, string open, string pages)
    {
        var status = Bot.Ask("[ 4120.771204] NVRM: Check failed: Out of memory [NV_ERR_NO_MEMORY] (0x00000051) returned from _kgmmuAlloc(pGpu) @ kern_gmmu.c:811\n", language);
        Assert.NotEmpty(status.Saying(open));
        Assert.Empty(status.Saying(pages));

        var host = Bot.Ask("[ 4120.771204] NVRM: VM: nv_alloc_contig_pages: failed to allocate memory\n", language);
        Assert.NotEmpty(host.Saying(pages));
        Assert.Empty(host.Saying(open));
    }

    private static IEnumerable<string> Said(Answer answer) =>
        answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).Select(c => c.Text.Replace('\u00a0', ' '));
}
