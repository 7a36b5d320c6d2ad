using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Forms met in reports on public trackers, with changed values: what each line alone says.</summary>
public sealed class FieldFormTests
{
    [Theory]
    [InlineData("$ qsub -l nodes=2:ppn=4,mem=96gb,walltime=24:00:00 run.sh\nPBS Job Id: 71.head\nJob exceeded its walltime limit. Job was aborted", "time-limit", "job.limit_kb = 100663296")]
    [InlineData("=>> PBS: job killed: mem job total 1100 kb exceeded limit 1000 kb\nExit_status = 137", "pbs-mem-limit", "process.exit_code = 137")]
    [InlineData("qname        all.q\nexit_status  137                  (Killed)", "exit-137", "process.exit_code = 137")]
    [InlineData("npm run build failed (Exit Code 137)", "exit-137", "process.exit_code = 137")]
    [InlineData("Warning  TaskOOM event for container 12ab", "docker-oomkilled", null)]
    [InlineData("ERROR: Memory allocation failed for SMOKE_DENS in the routine INIT_MESH", "enomem-malloc", "alloc.where = INIT_MESH")]
    [InlineData("[bns_fasta2bntseq] fail to allocate 4096 bytes", "enomem-malloc", "program.name = bwa")]
    [InlineData("Malloc failed!", "enomem-malloc", null)]
    [InlineData("RuntimeError: cuda runtime error (2) : out of memory at /tmp/b/THCStorage.cu:72", "cuda-oom", "alloc.where = /tmp/b/THCStorage.cu:72")]
    [InlineData("terminate called after throwing an instance of 'CUDA::error'\n  what():  \n\n  error: out of memory\n", "cuda-oom", null)]
    [InlineData("Failed to create a completion queue (CQ):\n\nHostname: n0412\nRequested CQE: 16384\nError:    Cannot allocate memory", "verbs-enomem", "mpi.nodes = n0412")]
    [InlineData("PHP Fatal error:  Allowed memory size of 67108864 bytes exhausted (tried to allocate 4096 bytes)\nin /srv/a/b.php on line 12", "php-memory-limit", "alloc.where = /srv/a/b.php:12")]
    public void A_form_is_known_and_tells_its_fact(string paste, string signature, string? fact)
    {
        var reading = PasteReader.Read(paste);
        Assert.Contains(signature, reading.Signatures.Select(s => s.Id));
        if (fact is not null)
            Assert.Contains(fact, reading.Facts.All.Select(f => $"{f.Name} = {f.Value}"));
    }

    [Theory]
    [InlineData("BUG: KASAN: use-after-free in foo_poll+0x1a/0x40 [foo]", "kernel-sanitizer")]
    [InlineData("BUG: KFENCE: out-of-bounds read in bar+0x3/0x9", "kernel-sanitizer")]
    [InlineData("kernel BUG at mm/slub.c:294!", "kernel-oops")]
    [InlineData("BUG: unable to handle page fault for address: ffffa1c2000", "kernel-oops")]
    [InlineData("Unable to handle kernel paging request at virtual address 00100104", "kernel-oops")]
    public void A_bug_the_kernel_tells_of_itself_is_known(string line, string signature)
    {
        var reading = PasteReader.Read("[  81.250000] " + line);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Single(reading.Incidents);
    }

    [Theory]
    [InlineData("$ srun --mem 6G -n 3 ./a", "slurm.req_mem_node_kb", "6291456")]
    [InlineData("$ srun --mem=1500M ./a", "slurm.req_mem_node_kb", "1536000")]
    [InlineData("#SBATCH --mem 3G", "slurm.req_mem_node_kb", "3145728")]
    [InlineData("#SBATCH --mem=7g", "slurm.req_mem_node_kb", "7340032")]
    [InlineData("#SBATCH --nodes=6 --mem=7g", "slurm.nodes", "6")]
    [InlineData("#SBATCH -N 3", "slurm.nodes", "3")]
    [InlineData("#SBATCH --mem-per-cpu 900", "slurm.mem_per_cpu_kb", "921600")]
    [InlineData("#SBATCH --ntasks 5", "mpi.ranks", "5")]
    [InlineData("#SBATCH --cpus-per-task 3", "mpi.threads_per_rank", "3")]
    public void A_request_is_read_with_a_blank_and_with_an_equals_sign(string line, string fact, string value) =>
        Assert.Equal([value], PasteReader.Read(line + "\nslurmstepd: error: Detected 1 oom-kill event(s) in step 51.0 cgroup.").Values(fact));

    [Theory]
    [InlineData("$ ulimit -u\n4096", "ulimit.processes", "4096")]
    [InlineData("me@box:~$ ulimit -u\nunlimited\n", "ulimit.processes", "unlimited")]
    [InlineData("systemd-run --scope -p MemoryHigh=900M -p MemoryMax=1G ./eat", "unit.memory_high_kb", "921600")]
    [InlineData("[1]: max number of threads [2048] for user [es] is too low, increase to at least [4096]", "ulimit.processes", "2048")]
    [InlineData("with MemoryHigh=900M set on the running scope", "unit.memory_high_kb", "921600")]
    public void A_limit_asked_for_or_set_at_a_prompt_is_told(string paste, string fact, string value) => Assert.Equal([value], PasteReader.Read(paste).Values(fact));

    [Theory]
    [InlineData("Run ulimit -u\n4096 is what you need")]
    [InlineData("You should give it MemoryHigh=900M in the unit")]
    [InlineData("$ ulimit -u\n")]
    [InlineData("$ ulimit -")]
    public void Advice_on_limits_tells_none(string paste) => Assert.Empty(PasteReader.Read(paste).Facts.All);

    [Fact]
    public void Names_of_a_described_pod_and_its_container_stand_above()
    {
        var reading = PasteReader.Read(
            """
            Name:             api-6b9c4-x1
            Namespace:        shop
            Node:             w-07/10.1.2.3
            Containers:
              web:
                Container ID:   containerd://ab12
                Last State:     Terminated
                  Reason:       OOMKilled
                  Exit Code:    137
                Restart Count:  4
                Limits:
                  memory:  640Mi
            """);
        Assert.Equal(["api-6b9c4-x1"], reading.Values("k8s.pod"));
        Assert.Equal(["web"], reading.Values("k8s.container"));
    }

    [Fact]
    public void The_traceback_of_ifort_names_the_innermost_line_of_a_source() => Assert.Equal(
        ["mesh.f90:2913", "split_"],
        PasteReader.Read(
            """
            forrtl: severe (41): insufficient virtual memory
            Image              PC                Routine            Line        Source
            solver             0000000000B1C3A4  Unknown               Unknown  Unknown
            solver             0000000000A0C3A4  split_                   2913  mesh.f90
            solver             000000000090C3A4  MAIN__                     18  main.f90
            """).Values("alloc.where"));

    [Fact]
    public void The_launcher_of_mpich_names_its_host() => Assert.Contains("node31", PasteReader.Read(
        """
        ===================================================================================
        =   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES
        =   EXIT CODE: 9
        [proxy:0:1@node31] HYD_pmcd_pmip_control_cmd_cb (pm/pmiserv/pmip_cb.c:913): assert (!closed) failed
        """).Values("mpi.nodes"));

    [Fact]
    public void Tasks_behind_a_cancelled_step_belong_to_the_step_named_below() => Assert.Equal(["410", "411"], PasteReader.Read(
        """
        srun: error: n1: task 0: Out Of Memory
        slurmstepd: error: *** STEP 410.0 ON n1 CANCELLED AT 2024-02-03T04:05:06 ***
        srun: error: n2: task 0: Out Of Memory
        srun: Terminating StepId=411.0
        """).Values("slurm.job_id"));

    [Theory]
    [InlineData("It crashes after ~14 million steps.", "late-failure")]
    [InlineData("fails after about 3 hours", "late-failure")]
    [InlineData("the unoptimized build works", "optimised-only")]
    [InlineData("memory usage keeps increasing", "growth")]
    public void A_symptom_in_words_is_told(string line, string symptom) => Assert.Contains(symptom, PasteReader.Read(line).Values("stated.symptom"));

    [Fact]
    public void What_systemd_oomd_measured_is_told_when_its_kill_line_is_cut() => Assert.Equal(["71.5"], PasteReader.Read(
        """
        systemd-oomd[811]: Memory pressure for /user.slice/user-7.slice/user@7.service is 71.50% > 50.00% for > 20s with reclaim activity
        systemd-oomd[811]: Killed /user.slice/user-7.slice/user@7.service/app.slice/app-e.scope due to memory pressure for /user.slice/user-7.slice/user@7.serv>
        """).Values("oomd.pressure_percent").Distinct());

    [Fact]
    public void The_state_of_the_job_is_no_second_kill()
    {
        var reading = PasteReader.Read("slurmstepd: error: Detected 1 oom_kill event in StepId=51.batch. Some of the step tasks have been OOM Killed.\n\nIt ended with:\nState: OUT_OF_MEMORY (exit code 0)");
        Assert.Single(reading.Incidents);
        Assert.Equal(["OUT_OF_MEMORY"], reading.Values("slurm.state"));
    }

    [Fact]
    public void An_account_whose_job_numbers_were_taken_out_is_read()
    {
        var reading = PasteReader.Read(
            """
            JobID           JobName  Partition    Account      State ExitCode
            ------------ ---------- ---------- ---------- ---------- --------
            [JOBID]        solve-it      debug    default    RUNNING      0:0
            [JOBID].3     python3.9               default OUT_OF_ME+    0:125
            """);
        Assert.Contains("slurm-oom", reading.Signatures.Select(s => s.Id));
        Assert.Equal(["3"], reading.Values("slurm.step"));
        Assert.Empty(reading.Values("slurm.job_id"));
    }
}
