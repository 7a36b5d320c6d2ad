using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>Messages that say by themselves, or with one number beside them, which limit refused.</summary>
public sealed class IncidentFormTests
{
    public static TheoryData<string, string, Verdict> Messages => new()
    {
        { "mapping-split-refused", CauseIds.MapCountLimit, Verdict.Likely },
        { "file-map-refused", CauseIds.MapCountLimit, Verdict.Likely },
        { "ucx-no-resource", CauseIds.InterconnectMemory, Verdict.Likely },
        { "cgroup-ids-used-up", CauseIds.NotAMemoryShortage, Verdict.Likely },
        { "native-heap-trimmed", CauseIds.JvmNativeMemory, Verdict.Likely },
        { "sanitizer-shadow", CauseIds.AddressSpaceRlimit, Verdict.Likely },
        { "address-reservation", CauseIds.AddressSpaceRlimit, Verdict.Possible },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_alone_goes_as_far_as_it_can(string signature, string cause, Verdict verdict)
    {
        var judgement = Paste.OfProgram(signature).Judge(cause);
        Assert.Equal(verdict, judgement!.Verdict);
        Phrases.Fit(judgement);
    }

    private static Judgement? Fitting(Paste paste, string cause)
    {
        var judgement = paste.Judge(cause);
        Phrases.Fit(judgement);
        return judgement;
    }

    [Fact]
    public void Strict_overcommit_refuses_mprotect_as_well() =>
        Assert.Equal(Verdict.Possible, Fitting(new Paste().Tells(VmFacts.Setting, 2, "overcommit_memory").Incident().Says("mapping-split-refused"), CauseIds.MapCountLimit)!.Verdict);

    [Fact]
    public void A_refused_file_makes_the_native_memory_of_the_jvm_a_guess() =>
        Assert.Equal(Verdict.Possible, Fitting(Paste.OfProgram("jvm-hs-err", "file-map-refused").Tells(RuntimeFacts.JvmFailedAlloc, 65_536), CauseIds.JvmNativeMemory)!.Verdict);

    [Fact]
    public void A_small_locked_limit_explains_a_refused_registration_better_than_the_fabric()
    {
        var paste = new Paste().Tells(UlimitFacts.Locked, 8_192).Incident().Says("ibv-reg-mr");
        Assert.Equal(Verdict.Likely, Fitting(paste, CauseIds.MemlockLimit)!.Verdict);
        Assert.Equal(Verdict.Possible, Fitting(paste, CauseIds.InterconnectMemory)!.Verdict);
    }

    [Fact]
    public void A_reservation_under_a_finite_address_space_is_likely() =>
        Assert.Equal("reservation-under-limit", Fitting(new Paste().Tells(UlimitFacts.Virtual, 9_000_000).Incident().Says("address-reservation"), CauseIds.AddressSpaceRlimit)!.For[0].Id);

    [Fact]
    public void The_shadow_of_a_sanitizer_is_no_wrong_size()
    {
        var paste = Paste.OfProgram("sanitizer-shadow").Tells(ProgramFacts.FailedBytes, 15_392_894_357_504);
        Assert.Null(paste.Judge(CauseIds.NotAMemoryShortage));
        Assert.Null(paste.Judge(CauseIds.AppAllocationTooLarge));
        Assert.Null(paste.Judge(CauseIds.HostRamExhausted));
    }

    [Fact]
    public void The_shadow_of_a_sanitizer_under_a_limit_is_likely_and_without_one_it_is_not_that()
    {
        Assert.Equal("shadow-under-limit", Fitting(new Paste().Tells(UlimitFacts.Virtual, 9_000_000).Incident().Says("sanitizer-shadow"), CauseIds.AddressSpaceRlimit)!.For[0].Id);
        Assert.Equal(Verdict.RuledOut, Fitting(new Paste().Tells(UlimitFacts.Virtual, "unlimited").Incident().Says("sanitizer-shadow"), CauseIds.AddressSpaceRlimit)!.Verdict);
    }

    [Fact]
    public void Strict_overcommit_refuses_the_shadow_as_well()
    {
        var paste = new Paste().Tells(VmFacts.Setting, 2, "overcommit_memory").Incident().Says("sanitizer-shadow");
        Assert.Equal((Verdict.Likely, Verdict.Possible), (Fitting(paste, CauseIds.CommitLimit)!.Verdict, Fitting(paste, CauseIds.AddressSpaceRlimit)!.Verdict));
        Assert.Null(Paste.OfProgram("sanitizer-shadow").Judge(CauseIds.CommitLimit));
    }

    [Fact]
    public void A_cap_that_is_set_beside_the_refusal_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Fitting(Paste.OfProgram("dotnet-oom", "heap-cap-set"), CauseIds.RuntimeHeapLimit)!.Verdict);

    [Fact]
    public void Pid_max_beside_a_refused_fork_is_not_ruled_out() =>
        Assert.Equal(Verdict.Possible, Fitting(new Paste().Tells(SettingFacts.KernelSetting, 32_768, "pid_max").Incident().Says("enomem-fork"), CauseIds.ThreadOrPidLimit)!.Verdict);

    [Fact]
    public void A_large_pid_max_is_no_reason() =>
        Assert.Equal(Verdict.RuledOut, Fitting(new Paste().Tells(SettingFacts.KernelSetting, 4_194_304, "pid_max").Incident().Says("enomem-fork"), CauseIds.ThreadOrPidLimit)!.Verdict);

    [Fact]
    public void A_larger_stack_that_helped_explains_the_crash()
    {
        var paste = new Paste().Says("stack-raise-helped").Incident().Says("segfault");
        Assert.Equal(Verdict.Likely, Fitting(paste, CauseIds.StackLimit)!.Verdict);
        Assert.Equal(Verdict.Possible, Fitting(paste, CauseIds.NotAMemoryShortage)!.Verdict);
    }

    [Fact]
    public void A_larger_stack_says_nothing_of_another_failure() =>
        Assert.Null(new Paste().Says("stack-raise-helped").Incident().Says("enomem-malloc").Judge(CauseIds.StackLimit));

    [Fact]
    public void Redis_that_holds_the_machine_is_its_configuration() =>
        Assert.Equal(Verdict.Likely, Fitting(new Paste().Tells(SettingFacts.Redis, 2_469_512_608, "used_memory").Tells(SettingFacts.Redis, 2_071_937_024, "total_system_memory"), CauseIds.DatabaseMemoryConfig)!.Verdict);

    [Fact]
    public void A_full_dev_shm_is_not_the_databases_setting() =>
        Assert.Equal(Verdict.Possible, Fitting(Paste.OfProgram("postgres-shmem", "shm-full").Tells(ProgramFacts.FailedBytes, 33_554_432), CauseIds.DatabaseMemoryConfig)!.Verdict);
}
