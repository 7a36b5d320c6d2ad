using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>What stands beside failures: remarks on a run with a larger stack, kswapd in a list of processes, an annotated field, a trace of verbs.</summary>
public sealed class ToldFormTests
{
    [Theory]
    [InlineData("With ulimit -s unlimited it works.")]
    [InlineData("after export OMP_STACKSIZE=512M : passes")]
    [InlineData("ulimit -s 65532   : passed")]
    public void A_larger_stack_that_helped_is_told(string line) => Assert.Equal(["stack-raise-helped"], PasteReader.Read(line).Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("Even with ulimit -s unlimited it does not work.")]
    [InlineData("I have set ulimit -s unlimited and it still crashes, the other build works")]
    [InlineData("Try ulimit -s unlimited, that solved it for others")]
    [InlineData("Does it work if OMP_STACKSIZE is larger?")]
    [InlineData("export OMP_STACKSIZE=512M")]
    public void Advice_and_denials_are_no_test_of_the_stack(string line) => Assert.Empty(PasteReader.Read(line).Signatures);

    [Theory]
    [InlineData("  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n   61 root      20   0       0      0      0 R  88.4   0.0   2:11.07 kswapd0\n  912 web       20   0 1212340  80412  10240 S  91.0   4.0   0:11.07 node", "88.4")]
    [InlineData("USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nroot          71 43.1  0.0      0     0 ?        R    Feb03  88:12 kswapd1", "43.1")]
    public void The_share_of_kswapd_is_told_and_of_no_other(string table, string share) => Assert.Equal([share], PasteReader.Read(table).Values("kswapd.cpu_percent"));

    [Theory]
    [InlineData("SUnreclaim:     31964948 kB      after two months")]
    [InlineData("SUnreclaim:     31964948 kB <-- here")]
    public void A_field_with_a_remark_beside_it_is_read(string line) => Assert.Equal(["31964948"], PasteReader.Read(line).Values("meminfo.SUnreclaim_kb"));

    [Fact]
    public void A_field_in_a_sentence_is_none() => Assert.Empty(PasteReader.Read("SUnreclaim: 31964948 kB was what it showed").Facts.All);

    [Fact]
    public void A_refused_mapping_behind_a_device_of_verbs_is_the_fabrics()
    {
        const string refused = "mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, 9, 0) = -1 ENOMEM (Cannot allocate memory)";
        Assert.Contains("verbs-enomem", PasteReader.Read("open(\"/dev/infiniband/uverbs1\", O_RDWR) = 9\n" + refused).Signatures.Select(s => s.Id));
        Assert.Equal(["enomem-mmap"], PasteReader.Read("open(\"/dev/shm/a\", O_RDWR) = 9\n" + refused).Signatures.Select(s => s.Id));
    }

    [Fact]
    public void A_program_that_cannot_map_a_file_says_so() =>
        Assert.Equal(["enomem-mmap", "file-map-refused"], PasteReader.Read("prealloc failed: failed to mmap file 'tbl.12.spa': Cannot allocate memory").Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("nsenter: Unable to fork: Cannot allocate memory", true)]
    [InlineData("OCI runtime exec failed: exec failed: unable to start container process: fork/exec /proc/self/exe: cannot allocate memory: unknown", true)]
    [InlineData("-bash: fork: Cannot allocate memory", false)]
    public void A_fork_into_a_container_is_told_apart(string line, bool into) =>
        Assert.Equal(into, PasteReader.Read(line).Signatures.Any(s => s.Id == "fork-into-container"));

    [Theory]
    [InlineData("DOTNET_GCHeapHardLimitPercent=70", true)]
    [InlineData("COMPlus_GCHeapHardLimit=0xC800000", true)]
    [InlineData("set DOTNET_GCHeapHardLimit to what you need: nothing else helps", false)]
    public void A_cap_of_the_heap_counts_where_it_is_assigned(string line, bool set) =>
        Assert.Equal(set, PasteReader.Read(line + "\nUnhandled exception. System.OutOfMemoryException: x").Signatures.Any(s => s.Id == "heap-cap-set"));

    [Fact]
    public void Systemd_oomd_that_saw_memory_and_swap_used_tells_of_the_machine() =>
        Assert.Equal(["systemd-oomd-kill", "oomd-machine-full"], PasteReader.Read(
            "systemd-oomd[702]: Killed /user.slice/user-1001.slice/app.slice/app-x.scope due to memory used (8105459712) / total (8345366528) and swap used (3982684160) / total (4294963200) being more than 90.00%").Signatures.Select(s => s.Id));

    [Fact]
    public void PostgreSQLs_hint_names_huge_pages() =>
        Assert.Contains("huge-pages-in-hint", PasteReader.Read(
            "HINT:  This error usually means that PostgreSQL's request for a shared memory segment exceeded available memory, swap space, or huge pages. To reduce the request size (currently 8878530560 bytes), reduce shared_buffers.").Signatures.Select(s => s.Id));
}
