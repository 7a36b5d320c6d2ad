using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>The program where only the script or the person's own words name it, and what they state of the run.</summary>
public sealed class NamedProgramTests
{
    private const string Killed = "slurmstepd: error: Detected 1 oom_kill event in StepId=40771.0. Some of the step tasks have been OOM Killed.\n";

    [Theory]
    [InlineData("EXEC=/opt/qe/7.2/bin/ph.x\n", "ph.x")]
    [InlineData("export PROG=\"/home/ann/sim/bin/flow3d\"\n", "flow3d")]
    [InlineData("PW=/sw/qe/bin/pw.x\n", "pw.x")]
    [InlineData("I took the parallel binary of siesta (siestamp) this time.\n", "siestamp")]
    [InlineData("It happens in the rmix_mpi program only.\n", "rmix_mpi")]
    [InlineData("This is a benchmark of LUMA with two grids.\n", "LUMA")]
    [InlineData("The path is /home/u/src/qmcpack/src/Particle/x.hpp here.\n", "qmcpack")]
    [InlineData("we use qmcpack, and QMCPACK was built with gcc.\n", "qmcpack")]
    public void It_is_told_where_no_message_names_one(string told, string program) =>
        Assert.Equal([program], PasteReader.Read(told + Killed).Values("program.name"));

    [Theory]
    [InlineData("EXEC=$BIN/$NAME\n")]
    [InlineData("DATA=/scratch/run/input\n")]
    [InlineData("A star near the grasp of an elmer tree, exciting times, see roms and moose.\n")]
    [InlineData("We compare LAMMPS with GROMACS on this node.\n")]
    [InlineData("The WRF-ROMS coupling and user@vasp.example are no mentions.\n")]
    public void It_is_not_guessed(string told) => Assert.Empty(PasteReader.Read(told + Killed).Values("program.name"));

    [Fact]
    public void A_message_that_names_one_is_nearer_to_the_truth() =>
        Assert.Equal(["cc1plus"], PasteReader.Read("Building LAMMPS fails:\nc++: fatal error: Killed signal terminated program cc1plus\n").Values("program.name"));

    [Fact]
    public void Without_a_failure_there_is_no_program() => Assert.Empty(PasteReader.Read("We run LAMMPS here.\n").Values("program.name"));

    [Theory]
    [InlineData("every one of 48 processors has 3gb", "48")]
    [InlineData("I ran it with 96 MPI ranks", "96")]
    public void Ranks_are_heard_in_prose(string told, string ranks) => Assert.Equal([ranks], PasteReader.Read(told + "\n" + Killed).Values("mpi.ranks"));

    [Theory]
    [InlineData("2 MPI ranks fail, 1 MPI rank and 4 MPI ranks as well")]
    [InlineData("the node has 2 x 24 processors")]
    [InlineData("with 16 MPI ranks per node")]
    public void Ranks_that_are_not_the_run_s_are_not_told(string told) => Assert.Empty(PasteReader.Read(told + "\n" + Killed).Values("mpi.ranks"));

    [Theory]
    [InlineData("The kernel is 2.4.27.1 with a patch.", "2.4.27.1")]
    [InlineData("Kernel version: 6.1.55-v8+", "6.1.55-v8+")]
    [InlineData("running kernel 5.4.0-77-generic on a VM", "5.4.0-77-generic")]
    public void The_kernel_is_heard_in_prose(string told, string release) =>
        Assert.Equal([release], PasteReader.Read(told + "\nOut of memory: Killed process 812 (mpv) total-vm:10kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB\n").Values("kernel.release"));

    [Theory]
    [InlineData("It began with kernel 5.10.3 and is still there in kernel 5.15.7.")]
    [InlineData("the kernel 5 series")]
    public void A_kernel_is_not_guessed(string told) =>
        Assert.Empty(PasteReader.Read(told + "\nOut of memory: Killed process 812 (mpv) total-vm:10kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB\n").Values("kernel.release"));

    [Theory]
    [InlineData("### Kernel Version\n\n5.15.79.1-microsoft-standard-WSL2\n", "5.15.79.1-microsoft-standard-WSL2")]
    [InlineData("[INFO] * Kernel/CPU: 2.6.32-431.el6.x86_64 x86_64 xen\n", "2.6.32-431.el6.x86_64")]
    public void A_form_is_read(string form, string release) => Assert.Equal([release], PasteReader.Read(form + Killed).Values("kernel.release"));

    [Fact]
    public void The_reaper_alone_names_the_victim()
    {
        var reading = PasteReader.Read("Nov 01 22:29:11 node kernel: oom_reaper: reaped process 4140 (indexer), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\n");
        Assert.Equal(["indexer"], reading.Values("oom.victim"));
        Assert.Single(reading.Incidents);
    }

    [Fact]
    public void The_first_earlyoom_says_why_it_acts()
    {
        var reading = PasteReader.Read("Low memory! mem avail: 417 of 7875 MiB (6) % <= min 10 %, swap free: 12 of 90 MiB (13) % <= min 20 %\nInvoking oom killer: done\n");
        Assert.Equal(["6"], reading.Values("earlyoom.mem_available_percent"));
        Assert.Equal(["earlyoom-kill"], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void Gradle_s_daemon_names_its_heap()
    {
        var reading = PasteReader.Read("The Daemon will expire after the build after running out of JVM heap space.\nThe currently configured max heap space is '768 MiB' and the configured max metaspace is '384 MiB'.\n");
        Assert.Equal(["805306368"], reading.Values("jvm.max_heap_bytes"));
        Assert.Equal(["jvm-heap"], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void Describe_names_the_pod_behind_its_options() =>
        Assert.Equal(["web-operator-6d57f5fd7-gfnxw"], PasteReader.Read("$ kubectl describe pod -n web-system web-operator-6d57f5fd7-gfnxw\n      Reason:       OOMKilled\n").Values("k8s.pod"));

    [Fact]
    public void A_fork_refused_for_another_reason_is_not_the_memory_s() =>
        Assert.Empty(PasteReader.Read("[4356] 26 Jan 01:43:22.418 # Can't save in background: fork: Invalid argument\n").Signatures);

    [Fact]
    public void Redis_names_the_request_that_ended_it() =>
        Assert.Equal(["65536"], PasteReader.Read("348:M 26 Nov 15:27:52.733 # Out Of Memory allocating 65536 bytes!\n").Values("alloc.failed_bytes"));

    [Fact]
    public void The_version_of_a_bug_report_is_heard() => Assert.Equal(["3.9.1"], PasteReader.Read("* Version: 3.9.1 of the code\n" + Killed).Values("program.version"));

    [Fact]
    public void A_masked_job_leaves_its_step()
    {
        var reading = PasteReader.Read("slurmstepd: error: Detected 3 oom_kill events in StepId=JOBID.27. Some of the step tasks have been OOM Killed.\n");
        Assert.Equal(["27"], reading.Values("slurm.step"));
        Assert.Empty(reading.Values("slurm.job_id"));
    }

    [Fact]
    public void A_title_that_says_137_is_a_fact_and_no_incident()
    {
        var reading = PasteReader.Read("# container gets killed every hour with 137, no OOM flag\n\n[  71.543] br-1: port 1(veth1) entered blocking state\n");
        Assert.Equal(["137"], reading.Values("process.exit_code"));
        Assert.Empty(reading.Incidents);
    }

    [Theory]
    [InlineData("[sim]$ ../src/lmp_mpi -in cell.in\nsrun: error: n3: task 2: Segmentation fault (core dumped)\n", "lmp_mpi")]
    [InlineData("mpirun lineshape --path -qg 3 3 3\nmpirun noticed that process rank 1 with PID 0 on node box exited on signal 9 (Killed).\n", "lineshape")]
    [InlineData("`which relion_refine_mpi` --o Class3D/job2\nmpirun noticed that process rank 1 with PID 0 on node box exited on signal 9 (Killed).\n", "relion_refine_mpi")]
    [InlineData("(base) $ mpirun -np 3 qsolve < a.in > a.out\nmpirun noticed that process rank 1 with PID 0 on node box exited on signal 9 (Killed).\n", "qsolve")]
    [InlineData("# LSBATCH: User input\nsolve -i a.dat\n----\nTERM_MEMLIMIT: job killed after reaching LSF memory usage limit.\n", "solve")]
    [InlineData("a7.out: malloc.c:2401: sysmalloc: Assertion `(old_top == initial_top (av))' failed.\n", "a7.out")]
    public void A_command_names_it(string paste, string program) => Assert.Contains(program, PasteReader.Read(paste).Values("program.name"));

    [Theory]
    [InlineData("RuntimeError: DataLoader worker (pid 4401) is killed by signal: Bus error. Please try to raise your shared memory limit.", "bus-error")]
    [InlineData("RuntimeError: DataLoader worker (pid 4401) is killed by signal: Killed.", "shell-killed")]
    [InlineData("This might be caused by insufficient shared memory: it is possible that dataloader's workers are out of shared memory.", "shm-suspected")]
    [InlineData("c++: fatal error: signal terminated program cc1plus", "compiler-killed")]
    [InlineData("[0.003s][warning][os,thread] Failed to start thread - pthread_create failed (EPERM) for attributes", "call-not-permitted")]
    [InlineData("TERM_THREADLIMIT: job killed after reaching LSF thread limit.", "lsf-thread-limit")]
    [InlineData("[33058.2] infiniband mlx5_1: create_mkey_warn:158:(pid 7): async reg mr failed. status -121", "ibv-reg-mr")]
    public void Messages_are_heard(string line, string signature) => Assert.Contains(signature, PasteReader.Read(line).Signatures.Select(s => s.Id));

    [Fact]
    public void Moab_prints_megabytes()
    {
        var reading = PasteReader.Read("job 771204 exceeded MEM usage hard limit (6135 > 5632)\n");
        Assert.Equal(["771204"], reading.Values("job.id"));
        Assert.Equal(["6282240"], reading.Values("job.peak_kb"));
        Assert.Equal(["5767168"], reading.Values("job.limit_kb"));
    }

    [Fact]
    public void A_value_in_bold_is_read()
    {
        var reading = PasteReader.Read("# free -m\n              total        used        **free**      shared  buff/cache   available\nMem:          8000        2000        **500**        10        5500        5400\nSwap:            0           0           0\n");
        Assert.Equal(["8192000"], reading.Values("free.total_kb"));
        Assert.Equal(["5529600"], reading.Values("free.available_kb"));
    }
}
