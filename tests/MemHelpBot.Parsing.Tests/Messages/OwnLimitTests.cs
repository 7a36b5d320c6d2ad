using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Limits that programs, servers and platforms set themselves, and the watchdogs of cluster frameworks.</summary>
public sealed class OwnLimitTests
{
    [Theory]
    [InlineData("Code: 241. DB::Exception: Memory limit (for query) exceeded: would use 9.38 GiB (attempt to allocate chunk of 4718592 bytes), maximum: 9.31 GiB.", "server-memory-limit", "ClickHouse", "9996536381", "10071698309", "4718592")]
    [InlineData("DB::Exception: (total) memory limit exceeded: would use 3.25 GiB (attempt to allocate chunk of 1048576 bytes), current RSS 30.00 GiB, maximum: 28.50 GiB.", "server-memory-limit", "ClickHouse", "30601641984", "3489660928", "1048576")]
    [InlineData("[parent] Data too large, data for [<http_request>] would be [2055672944/1.9gb], which is larger than the limit of [2040109465/1.8gb]", "server-memory-limit", "Elasticsearch", "2040109465", "2055672944", null)]
    [InlineData("CircuitBreakingException: [request] Data too large, data for [<reused_arrays>] would be larger than limit of [3844551475/3.5gb]", "server-memory-limit", "Elasticsearch", "3844551475", null, null)]
    [InlineData("memory resource limit alarm set on node rabbit@mq1.", "server-memory-limit", "RabbitMQ", null, null, null)]
    [InlineData("Out of Memory Error: failed to allocate data of size 64.0 MiB (1.5 GiB/1.6 GiB used)", "program-memory-limit", null, "1717986918", "1610612736", "67108864")]
    [InlineData("Current maximum heap size is 2147483648 bytes (2048 MB).", "program-memory-limit", null, "2147483648", null, null)]
    [InlineData("EXITING because of FATAL PARAMETER ERROR: limitGenomeGenerateRAM=28000000000is too small for your genome", "program-memory-limit", "STAR", "28000000000", null, null)]
    [InlineData("Out-of-memory error in routine RdGeom-1 (IEnd= 1572865 MxCore= 1048576)", "program-memory-limit", "Gaussian", null, null, null)]
    public void A_limit_of_its_own_is_told_with_limit_use_and_request(string line, string signature, string? program, string? limit, string? used, string? bytes)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(program is null ? [] : [program], reading.Values("program.name"));
        Assert.Equal(limit is null ? [] : [limit], reading.Values("runtime.heap_limit_bytes"));
        Assert.Equal(used is null ? [] : [used], reading.Values("runtime.heap_used_bytes"));
        Assert.Equal(bytes is null ? [] : [bytes], reading.Values("alloc.failed_bytes"));
    }

    [Fact]
    public void A_duckdb_request_that_malloc_refused_is_no_limit_of_its_own()
    {
        var reading = PasteReader.Read("Out of Memory Error: Failed to allocate block of 4096 bytes (bad allocation)");
        Assert.Equal(["enomem-malloc"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["4096"], reading.Values("alloc.failed_bytes"));
    }

    [Theory]
    [InlineData("heroku[web.1]: Process running mem=640M(125.0%)\nheroku[web.1]: Error R14 (Memory quota exceeded)", "655360", null)]
    [InlineData("Memory limit of 256 MiB exceeded with 271 MiB used. Consider increasing the memory limit", "277504", "262144")]
    [InlineData("Exceeded soft memory limit of 512 MB with 530 MB after servicing 12 requests total.", "542720", "524288")]
    [InlineData("OutOfMemoryError: Container killed due to memory usage", null, null)]
    [InlineData("2025-05-01 ERR Instance became unhealthy: Exited with status 137 (out of memory)", null, null)]
    public void A_platform_names_its_quota(string text, string? used, string? limit)
    {
        var reading = PasteReader.Read(text);
        Assert.Contains("platform-memory-limit", reading.Signatures.Select(s => s.Id));
        Assert.Equal(used is null ? [] : [used], reading.Values("memcg.usage_kb"));
        Assert.Equal(limit is null ? [] : [limit], reading.Values("memcg.limit_kb"));
        Assert.Single(reading.Incidents);
    }

    [Fact]
    public void Lambda_killed_at_its_size_is_the_platforms_quota() => Assert.Equal(
        ["platform-memory-limit", "shell-killed"],
        PasteReader.Read("REPORT RequestId: 5b\tDuration: 900 ms\tMemory Size: 1024 MB\tMax Memory Used: 1024 MB\nError: Runtime exited with error: signal: killed").Signatures.Select(s => s.Id).Order());

    [Fact]
    public void Lambda_killed_far_below_its_size_is_not()
    {
        var reading = PasteReader.Read("Error: Runtime exited with error: signal: killed\nREPORT RequestId: 5b\tDuration: 900 ms\tMemory Size: 1024 MB\tMax Memory Used: 77 MB");
        Assert.Equal(["shell-killed"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["78848"], reading.Values("memcg.usage_kb"));
    }

    [Theory]
    [InlineData("distributed.nanny.memory - WARNING - Worker tcp://10.0.0.4:40211 (pid=88) exceeded 95% memory budget. Restarting...")]
    [InlineData("ray.exceptions.OutOfMemoryError: Task was killed due to the node running low on memory.")]
    [InlineData("(raylet) node_manager.cc:3064: 1 Workers (tasks / actors) killed due to memory pressure (OOM), 0 Workers crashed")]
    public void A_framework_that_ends_its_worker_is_a_watchdog(string line) =>
        Assert.Equal(["memory-watchdog"], PasteReader.Read(line).Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("write /var/lib/docker/tmp/x: no space left on device", "disk-full")]
    [InlineData("OSError: [Errno 28] No space left on device", "disk-full")]
    [InlineData("write error: Disk quota exceeded", "disk-full")]
    [InlineData("shm_open /dev/shm/psm2: No space left on device", null)]
    [InlineData("failed to watch /etc: inotify: no space left on device", null)]
    [InlineData("there is no space left on device sda", null)]
    public void A_full_disk_is_told_from_other_full_things(string line, string? signature) =>
        Assert.Equal(signature is null ? [] : [signature], PasteReader.Read(line).Signatures.Select(s => s.Id));
}
