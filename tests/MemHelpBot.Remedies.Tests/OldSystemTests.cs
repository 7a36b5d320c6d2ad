using MemHelpBot.Diagnosis;

namespace MemHelpBot.Remedies.Tests;

/// <summary>Each system gets the words that its own tools know.</summary>
public sealed class OldSystemTests
{
    /// <summary>What systemd 219 and RHEL 7 do not have.</summary>
    private static readonly string[] NotOnEl7 = ["MemoryMax=", "-p MemoryMax", "MemoryHigh", "systemctl revert", "dnf ", "RuntimeMaxSec", "AllowedMemoryNodes", "NUMAPolicy", "ManagedOOM", "/proc/pressure", "psi=1", "system.control"];

    [Fact]
    public void El7_gets_nothing_that_it_does_not_know()
    {
        foreach (var cause in CauseIds.All)
        {
            foreach (var words in (string[][])[["el7", "rhel", "systemd", "cgroup-v1"], ["el7", "rhel", "systemd", "cgroup-v1", "numa"], ["el7", "rhel", "cgroup-v1", "jvm"]])
                Assert.DoesNotContain(Planned.For(cause, "root", words), a => a.Kind is not "check" && NotOnEl7.Any(n => a.Command.Contains(n, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void El7_gets_the_same_changes_in_its_own_words()
    {
        Assert.Contains(Planned.For(CauseIds.ParentCgroupLimit, "root", "el7", "rhel", "systemd", "cgroup-v1"), a => a.Id == "raise-slice-memory-limit");
        Assert.Contains(Planned.For(CauseIds.KernelSlabGrowth, "root", "el7", "rhel"), a => a.Command == "yum update kernel");
        Assert.Contains(Planned.For(CauseIds.KernelSlabGrowth, "root", "rhel"), a => a.Command == "dnf update kernel");
    }

    [Theory]
    [InlineData("debian apt", "update-kernel-debian")]
    [InlineData("ubuntu apt", "update-kernel-ubuntu")]
    public void Debian_and_Ubuntu_get_their_own_kernel(string words, string id) =>
        Assert.Equal([id], Planned.For(CauseIds.KernelSlabGrowth, "root", words.Split(' ')).Where(a => a.Id.StartsWith("update-kernel-", StringComparison.Ordinal)).Select(a => a.Id));

    [Fact]
    public void Only_a_kernel_that_stays_is_said_to_stand_beside_the_old_one()
    {
        foreach (var id in (string[])["update-kernel-arch", "update-kernel-alpine"])
        {
            var text = Shipped.Corpus.Remedies[id].Text;
            Assert.DoesNotContain("beside", text.In("en"), StringComparison.Ordinal);
            Assert.DoesNotContain("并存", text.In("zh"), StringComparison.Ordinal);
            Assert.DoesNotContain("obok", text.In("pl"), StringComparison.Ordinal);
        }

        Assert.NotNull(Shipped.Corpus.Remedies["update-kernel-arch"].Warning);
    }

    [Fact]
    public void Java_8_starts_with_every_share_of_memory() =>
        Assert.All(Shipped.Remedies.Where(r => r.Command.Contains("RAMPercentage=", StringComparison.Ordinal)), r => Assert.Matches("RAMPercentage=[0-9]+[.][0-9]", r.Command));

    [Fact]
    public void One_container_of_a_Pod_is_changed_and_not_all() =>
        Assert.All(Shipped.Remedies.Where(r => r.Command.StartsWith("kubectl set ", StringComparison.Ordinal) && r.Kind != "verify"), r => Assert.Contains(" -c {container} ", r.Command, StringComparison.Ordinal));

    [Fact]
    public void A_native_refusal_never_gets_a_larger_heap() =>
        Assert.All((string[][])[[], ["kubernetes"], ["docker"], ["systemd"]], words =>
            Assert.DoesNotContain(Planned.For(CauseIds.JvmNativeMemory, "root", words), a => a.Command.Contains("RAMPercentage", StringComparison.Ordinal) || a.Id == "jvm-raise-heap"));
}
