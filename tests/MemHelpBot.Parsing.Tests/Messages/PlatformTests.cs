using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class PlatformTests
{
    [Fact]
    public void Killers_in_user_space_are_platform_incidents_each_with_its_victim()
    {
        var reading = Fixture.Read("Messages/platforms.txt");
        Assert.All(reading.Incidents, i => Assert.Equal(IncidentKind.Platform, i.Kind));
        Assert.Equal(["Web Content"], reading.Values("oom.victim", 0));
        Assert.Equal(["2.52"], reading.Values("earlyoom.mem_available_percent", 0));
        Assert.Equal(["/user.slice/a.scope"], reading.Values("oomd.cgroup", 1));
        Assert.Equal(["71.2"], reading.Values("oomd.pressure_percent", 1));
        Assert.Equal(["b.scope"], reading.Values("oomd.cgroup", 2));
    }

    [Fact]
    public void An_evicted_pod_states_threshold_use_and_request()
    {
        var reading = Fixture.Read("Messages/platforms.txt");
        Assert.Equal(["104857600"], reading.Values("eviction.threshold_bytes"));
        Assert.Equal(["50331648"], reading.Values("eviction.available_bytes"));
        Assert.Equal(["536870912"], reading.Values("k8s.memory_request_bytes"));
        Assert.Equal(["api-6d4b75cb6d-hw9x"], reading.Values("k8s.pod"));
        Assert.Equal(["4"], reading.Values("k8s.restart_count"));
    }

    [Fact]
    public void A_described_pod_has_binary_and_decimal_units() => Assert.Equal(
        ["k8s.reason = OOMKilled @ 2", "process.exit_code = 137 @ 3", "k8s.restart_count = 6 @ 4", "k8s.memory_limit_bytes = 536870912 @ 7", "k8s.memory_request_bytes = 200000000 @ 9"],
        Fixture.Read("Messages/pod.txt").Printed().Where(f => !f.StartsWith("program.message", StringComparison.Ordinal)));

    [Fact]
    public void A_kill_that_the_kernel_reports_in_the_same_paste_opens_no_incident_of_its_own()
    {
        var reading = PasteReader.Read("python3 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\napp.service: Failed with result 'oom-kill'.");
        Assert.DoesNotContain(reading.Incidents, i => i.Kind is IncidentKind.Platform or IncidentKind.Program);
        Assert.Contains("systemd-oom-result", reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void The_same_message_with_other_values_in_another_block_is_another_incident()
    {
        const string Block = "```\nCUDA out of memory. Tried to allocate {0}.00 GiB (GPU 0; 14.00 GiB total capacity)\n```\n";
        var reading = PasteReader.Read(Block.Replace("{0}", "2", StringComparison.Ordinal) + "and on the other machine\n" + Block.Replace("{0}", "3", StringComparison.Ordinal));
        Assert.Equal(2, reading.Incidents.Count);
        Assert.Equal(["3221225472"], reading.Values("cuda.tried_bytes", 1));
    }

    [Fact]
    public void The_same_message_twice_is_one_incident()
    {
        const string Line = "```\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n```\n";
        Assert.Single(PasteReader.Read(Line + "again, the whole log:\n" + Line).Incidents);
    }
}
