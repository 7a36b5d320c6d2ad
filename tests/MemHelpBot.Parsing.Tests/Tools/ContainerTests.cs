namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ContainerTests
{
    [Fact]
    public void Docker_stats_tells_use_and_limit_by_name() => Assert.Equal(
        [
            "container[web].memory_usage_bytes = 2088427848 @ 2", "container[web].memory_limit_bytes = 2147483648 @ 2", "container[web].memory_percent = 97.25 @ 2", "container[web].pids = 33 @ 2",
        ],
        PasteReader.Read("""
            CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O          BLOCK I/O         PIDS
            0f2a4c5d6e7f   web       12.01%    1.945GiB / 2GiB       97.25%    1.1MB / 2.2MB    10.5MB / 0B       33
            1f2a4c5d6e7f   old       --        -- / --               --        --               --                --
            """).Printed());

    [Fact]
    public void Podman_counts_in_thousands() => Assert.Equal(
        ["container[db].memory_usage_bytes = 512300000 @ 2", "container[db].memory_limit_bytes = 16500000000 @ 2", "container[db].memory_percent = 3.1 @ 2"],
        PasteReader.Read("ID            NAME        CPU %       MEM USAGE / LIMIT  MEM %       NET IO\n11aa22bb33cc  db          0.51%       512.3MB / 16.5GB   3.10%       -- / --\n").Printed());

    [Fact]
    public void Inspect_tells_limits_and_that_nothing_was_killed() => Assert.Equal(
        ["container.oom_killed = false @ 2", "memcg.limit_kb = 524288 @ 4", "container.memory_swap_kb = unlimited @ 5", "container.shm_size_bytes = 67108864 @ 6"],
        PasteReader.Read("""
                    "Dead": false,
                    "OOMKilled": false,
                    "NanoCpus": 0,
                    "Memory": 536870912,
                    "MemorySwap": -1,
                    "ShmSize": 67108864,
                    "PidsLimit": null,
            """).Printed().Where(f => !f.Contains("exit", StringComparison.Ordinal)));

    [Fact]
    public void A_memory_in_MiB_of_another_JSON_is_no_limit() => Assert.Empty(PasteReader.Read("      \"Memory\": 512,").Printed("memcg"));

    [Fact]
    public void Compose_limits_are_read() => Assert.Equal(
        ["memcg.limit_kb = 524288 @ 3", "container.shm_size_bytes = 1073741824 @ 4"],
        PasteReader.Read("services:\n  web:\n    mem_limit: 512m\n    shm_size: '1gb'\n").Printed());

    [Fact]
    public void Kubectl_top_is_read_for_pods_containers_and_nodes()
    {
        Assert.Equal(["k8s.top[a-1/app].memory_bytes = 1025507328 @ 2"], PasteReader.Read("POD   NAME   CPU(cores)   MEMORY(bytes)\na-1   app    250m         978Mi\n").Printed());
        Assert.Equal(
            ["k8s.top[node-1].memory_bytes = 15311306752 @ 2", "k8s.top[node-1].memory_percent = 96 @ 2"],
            PasteReader.Read("NAME     CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%\nnode-1   1200m        30%    14602Mi         96%\nnode-2   <unknown>    <unknown>   <unknown>   <unknown>\n").Printed());
    }

    [Fact]
    public void Kubectl_describe_node_tells_capacity_and_what_is_promised() => Assert.Equal(
        ["k8s.node_capacity_bytes = 16656412672 @ 3", "k8s.node_allocatable_bytes = 15583682560 @ 6", "k8s.node_memory_requests_bytes = 15199109120 @ 12", "k8s.node_memory_limits_bytes = 25000000000 @ 12"],
        PasteReader.Read("""
            Capacity:
              cpu:                4
              memory:             16266028Ki
            Allocatable:
              cpu:                3920m
              memory:             15218440Ki
              pods:               110
            Allocated resources:
              (Total limits may be over 100 percent, i.e., overcommitted.)
              Resource           Requests       Limits
              cpu                2500m (63%)    8 (204%)
              memory             14495Mi (97%)  25G (160%)
            Events:              <none>
            """).Printed().Where(f => f.StartsWith("k8s.node", StringComparison.Ordinal)));

    [Fact]
    public void Systemctl_status_tells_the_unit_and_its_memory() => Assert.Equal(
        [
            "unit.name = web.service @ 1", "unit.tasks = 12 @ 4", "unit.tasks_max = 4915 @ 4",
            "unit.memory_kb = 1258291 @ 5", "unit.memory_max_kb = 2097152 @ 5", "unit.memory_available_kb = 819200 @ 5", "unit.memory_peak_kb = 2097152 @ 5", "unit.swap_kb = 0 @ 5", "unit.swap_peak_kb = 1024 @ 5",
        ],
        PasteReader.Read("""
            ● web.service - The web
                 Loaded: loaded (/etc/systemd/system/web.service; enabled)
                 Active: active (running) since Sat 2026-11-21 10:00:00 UTC; 1h ago
                  Tasks: 12 (limit: 4915)
                 Memory: 1.2G (max: 2.0G available: 800M peak: 2.0G swap: 0B swap peak: 1.0M)
                    CPU: 1min 3s
            """).Printed());

    [Fact]
    public void Systemctl_show_is_in_bytes_and_a_unit_file_has_units()
    {
        Assert.Equal(
            ["unit.memory_kb = 1048576 @ 1", "unit.memory_max_kb = unlimited @ 3", "unit.tasks_max = 4915 @ 4", "unit.result = success @ 5"],
            PasteReader.Read("MemoryCurrent=1073741824\nMemoryPeak=[not set]\nMemoryMax=infinity\nTasksMax=4915\nResult=success\n").Printed());
        Assert.Equal(["unit.memory_max_kb = unlimited @ 1"], PasteReader.Read("MemoryLimit=18446744073709551615\nMemoryCurrent=18446744073709551615").Printed());
        Assert.Equal(["unit.memory_max_kb = 2097152 @ 2"], PasteReader.Read("[Service]\nMemoryMax=2G\n").Printed());
    }
}
