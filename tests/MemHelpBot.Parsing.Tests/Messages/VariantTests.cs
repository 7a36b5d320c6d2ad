namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class VariantTests
{
    [Theory]
    [InlineData("slurmstepd-node1: error: Detected 2 oom_kill events in StepId=1234.batch. Some of the step tasks have been OOM Killed.", "slurm-oom", "slurm.step = batch")]
    [InlineData("ggml: allocating 5120.00 MiB on device 0: cudaMalloc failed: out of memory", "cuda-oom", "cuda.tried_bytes = 5368709120")]
    [InlineData("XlaRuntimeError: RESOURCE_EXHAUSTED: Out of memory while trying to allocate 17179869184 bytes.", "cuda-oom", "cuda.tried_bytes = 17179869184")]
    [InlineData("Warning  Evicted  2m  kubelet  The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi.", "k8s-evicted", "k8s.reason = Evicted")]
    [InlineData("npm ERR! errno 137", "exit-137", "process.exit_code = 137")]
    [InlineData("The command '/bin/sh -c npm run build' returned a non-zero code: 137", "exit-137", "process.exit_code = 137")]
    [InlineData("Process finished with exit code 137 (interrupted by signal 9: SIGKILL)", "exit-137", "process.signal = 9")]
    [InlineData("process didn't exit successfully: `/usr/bin/rustc --crate-name foo` (signal: 9, SIGKILL: kill)", "compiler-killed", "program.name = rustc")]
    [InlineData("Container [pid=1,containerID=c] is running 12345B beyond the 'PHYSICAL' memory limit. Current usage: 2.5 GB of 2 GB physical memory used;", "yarn-mem-limit", "job.peak_kb = 2621440")]
    [InlineData("Job has gone over memory limit of 2048 megabytes. Peak usage: 2100 megabytes.", "job-mem-limit", "job.limit_kb = 2097152")]
    [InlineData("Out of memory (Needed 1048576 bytes)", "mysql-oom", "alloc.failed_bytes = 1048576")]
    [InlineData("killing process 77 \"bash\" with signal 15: badness 550, VmRSS 7609 MiB", "earlyoom-kill", "oom.victim = bash")]
    [InlineData("Error: spawn ENOMEM", "enomem-fork", null)]
    [InlineData("fork/exec /bin/ls: cannot allocate memory", "enomem-fork", null)]
    [InlineData("a.out: libx.so: failed to map segment from shared object: Cannot allocate memory", "enomem-mmap", null)]
    [InlineData("[n01:12345] Signal: Segmentation fault (11)", "segfault", null)]
    [InlineData("某用户作业因“forrtl: severe (41): insufficient virtual memory”报错中断", "forrtl-41", null)]
    public void The_wordings_of_other_versions_and_tools_are_known(string line, string signature, string? fact)
    {
        var reading = PasteReader.Read(line);
        Assert.Contains(signature, reading.Signatures.Select(s => s.Id));
        Assert.Single(reading.Incidents);
        if (fact is not null)
            Assert.Contains(fact, reading.Facts.All.Select(f => $"{f.Name} = {f.Value}"));
    }
}
