using MemHelpBot.Answers.Model;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Remedies.Tests;

/// <summary>What says that it raises something raises it, what lowers lowers, and the way back leads to what was.</summary>
public sealed class DirectionTests
{
    [Theory]
    [InlineData(65530, "262144")]
    [InlineData(262144, "524288")]
    [InlineData(1048576, "2097152")]
    public void More_mappings_are_more_than_there_are(long present, string count)
    {
        var actions = With(CauseIds.MapCountLimit, Read(VmFacts.Setting, present, "max_map_count"));
        Assert.Contains(actions, a => a.Command == $"sysctl -w vm.max_map_count={count}");
        Assert.Contains(actions, a => a.Id == "undo-max-map-count" && a.Command.EndsWith($"vm.max_map_count={present}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(32768, true)]
    [InlineData(4194304, false)]
    public void Process_ids_are_raised_only_below_the_most_there_can_be(long present, bool offered)
    {
        var actions = With(CauseIds.ThreadOrPidLimit, Read(SettingFacts.KernelSetting, present, "pid_max"));
        Assert.Equal(offered, actions.Any(a => a.Id == "raise-pid-max"));
        Assert.Equal(offered, actions.FirstOrDefault(a => a.Kind == "fix")?.Id == "raise-pid-max");
    }

    [Theory]
    [InlineData("work_mem", 65536, "lower-work-mem", "work_mem = 32768\"")]
    [InlineData("work_mem", 4096, "lower-work-mem", null)]
    [InlineData("innodb_buffer_pool_size", 8388608, "mysql-buffer-pool", " 4294967296 ")]
    [InlineData("innodb_buffer_pool_size", 131072, "mysql-buffer-pool", null)]
    public void A_setting_of_a_database_is_halved_and_its_default_left_alone(string setting, long kb, string id, string? part)
    {
        var action = With(CauseIds.DatabaseMemoryConfig, [setting == "work_mem" ? "postgres" : "mysql"], Read(SettingFacts.Database, kb, setting)).FirstOrDefault(a => a.Id == id);
        Assert.Equal(part is not null, action is not null);
        if (part is not null)
            Assert.Contains(part, action!.Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vm.compaction_proactiveness", 60, CauseIds.MemoryFragmentation, "raise-compaction-proactiveness")]
    [InlineData("vm.watermark_scale_factor", 200, CauseIds.AtomicReserveExhausted, "raise-watermark-scale-factor")]
    public void A_fixed_value_is_not_offered_where_more_is_set(string setting, long present, string cause, string id)
    {
        Assert.Contains(With(cause), a => a.Id == id);
        Assert.DoesNotContain(With(cause, Read(VmFacts.Setting, present, setting[3..])), a => a.Id == id);
    }

    [Fact]
    public void A_bound_in_bytes_is_no_bound_on_a_small_machine()
    {
        Assert.Contains(With(CauseIds.ReclaimThrash, ["openrc"], Read(MeminfoFacts.Field, 67108864, "MemTotal")), a => a.Id == "lower-dirty-bytes");
        Assert.DoesNotContain(With(CauseIds.ReclaimThrash, ["openrc"], Read(MeminfoFacts.Field, 4194304, "MemTotal")), a => a.Id == "lower-dirty-bytes");
    }

    [Fact]
    public void Every_fixed_number_of_a_setting_has_a_bound()
    {
        // 0 and 1 are modes.
        var fixedOnes = Shipped.Remedies.Where(r => r.Kind is "mitigate" or "fix" && (r.Command.Contains("sysctl", StringComparison.Ordinal) || r.Command.Contains("alter system", StringComparison.Ordinal)))
            .Where(r => r.Command.Split(["\\n", "=", " "], StringSplitOptions.RemoveEmptyEntries).Any(w => long.TryParse(w.Trim('\''), out var number) && number > 1)).ToList();
        Assert.NotEmpty(fixedOnes);
        Assert.All(fixedOnes, r => Assert.True(r.When.Any(w => FactBound.Parse(w) is not null), r.Id));
    }

    [Theory]
    [InlineData(524288L, null, "--memory 655360k --memory-swap 1207959552 ", "--memory 524288k --memory-swap 1073741824 ")]
    [InlineData(9007199254740988L, null, "--memory 655360k --memory-swap -1 ", "--memory 524288k --memory-swap -1 ")]
    [InlineData(0L, null, "--memory 655360k --memory-swap 671088640 ", "--memory 524288k --memory-swap 536870912 ")]
    [InlineData(null, 1048576L, "--memory 655360k --memory-swap 1207959552 ", "--memory 524288k --memory-swap 1073741824 ")]
    [InlineData(null, 9007199254740988L, "--memory 655360k --memory-swap -1 ", "--memory 524288k --memory-swap -1 ")]
    [InlineData(null, null, "--memory 655360k --memory-swap NEW_SIZE_AND_SWAP ", "--memory 524288k --memory-swap OLD_SIZE_AND_SWAP ")]
    public void A_container_keeps_its_swap(long? swap, long? both, string raised, string back)
    {
        List<Fact> facts = [Read(MemcgFacts.Limit, 524288)];
        if (swap is { } own)
            facts.Add(Read(MemcgFacts.SwapLimit, own));
        if (both is { } sum)
            facts.Add(Read(MemcgFacts.MemswLimit, sum));
        foreach (var tool in (string[])["docker", "podman"])
        {
            var actions = Planned.With(new FactSet([.. facts]), CauseIds.CgroupLimit, "root", tool);
            Assert.Contains(actions, a => a.Id == $"raise-{tool}-memory" && a.Command.Contains(raised, StringComparison.Ordinal));
            Assert.Contains(actions, a => a.Id == $"undo-{tool}-memory" && a.Command.Contains(back, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_limit_counts_where_a_sampled_peak_lies_below_it()
    {
        var actions = Planned.With(new FactSet([Read(JobFacts.Peak, 6000), Read(JobFacts.Limit, 8000)]), CauseIds.SchedulerMemoryLimit, "user", "pbs");
        Assert.Contains(actions, a => a.Id == "pbs-mem" && a.Command.EndsWith("mem=10000kb", StringComparison.Ordinal));
    }

    [Fact]
    public void The_cache_of_zfs_goes_back_to_its_former_bound_in_bytes()
    {
        var undo = With(CauseIds.DriverKernelMemory, ["zfs"], Read(SettingFacts.ArcMax, 1048576)).Single(a => a.Id == "undo-zfs-arc");
        Assert.EndsWith("echo 1073741824 > /sys/module/zfs/parameters/zfs_arc_max", undo.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_raised_limit_of_a_unit_goes_back_to_the_former_one()
    {
        foreach (var (words, property) in (ReadOnlySpan<(string[], string)>)[(["systemd", "cgroup-v2"], "MemoryMax"), (["systemd", "cgroup-v1", "el7"], "MemoryLimit")])
        {
            var actions = Planned.With(new FactSet([Read(MemcgFacts.Limit, 80000)]), CauseIds.CgroupLimit, "root", words);
            Assert.Contains(actions, a => a.Kind == "fix" && a.Command == $"systemctl set-property UNIT {property}=100000K");
            Assert.Contains(actions, a => a.Kind == "undo" && a.Command == $"systemctl set-property UNIT {property}=80000K");
            Assert.Contains(actions, a => a.Kind == "verify" && a.Command.Contains($"-p {property}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Postgres_is_not_told_what_Redis_and_Elasticsearch_ask_for()
    {
        Assert.DoesNotContain(With(CauseIds.DatabaseMemoryConfig, ["postgres"]), a => a.Id is "set-overcommit-always" or "persist-overcommit-always" or "raise-max-map-count");
        Assert.Contains(With(CauseIds.DatabaseMemoryConfig, ["redis"]), a => a.Id == "set-overcommit-always");
        Assert.Contains(With(CauseIds.DatabaseMemoryConfig, ["elasticsearch"]), a => a.Id == "raise-max-map-count");
    }

    [Fact]
    public void Nothing_takes_back_more_than_its_own_change() =>
        Assert.DoesNotContain(Shipped.Remedies, r => r.Command.Contains("systemctl revert", StringComparison.Ordinal) || r.Command.Contains("systemctl --user revert", StringComparison.Ordinal));

    private static Fact Read(FactKey key, long value, string? subject = null) => new(key, subject, FactValue.Of(value), new SourceSpan(0, 1, 1, 0, 1), 0);

    private static IReadOnlyList<AnswerAction> With(string cause, params IEnumerable<Fact> facts) => With(cause, [], facts);

    private static IReadOnlyList<AnswerAction> With(string cause, string[] words, params IEnumerable<Fact> facts) => Planned.With(new FactSet([.. facts]), cause, "root", words);
}
