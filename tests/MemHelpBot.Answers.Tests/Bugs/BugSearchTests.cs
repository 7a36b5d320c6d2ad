using MemHelpBot.Answers.Bugs;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Bugs;

public sealed class BugSearchTests
{
    private static KnownBug Bug(BugPattern pattern, bool proved = false) => new("a-bug", pattern, proved, "3.10", null, Some.All("It does."), []);

    private static BugPattern Looks(
        KernelRange[]? kernels = null, string[]? causes = null, string[]? signatures = null, string[]? facts = null, string[]? texts = null) =>
        new(kernels ?? [], causes ?? [], signatures ?? [], [.. (facts ?? []).Select(f => FactCondition.Parse(f)!)], texts ?? []);

    private static AnswerRequest WithKernel(string release) => Some.Request() with
    {
        Findings = new Diagnosis.Findings(new FactSet([Some.Usage, Some.Limit, Some.Read(OomFacts.Release, FactValue.Of(release), 1)]), Some.Request().Findings.Causes),
    };

    private static IReadOnlyList<BugFound> Find(BugPattern pattern, AnswerRequest request) => new BugSearch([Bug(pattern)]).Find(request);

    [Theory]
    [InlineData("4.4.0-57-generic", false)]
    [InlineData("4.4.0-58-generic", true)]
    [InlineData("4.4.0-62-generic", true)]
    [InlineData("4.4.0-63-generic", false)]
    [InlineData("4.4.0", false)]
    [InlineData("4.4.0-59.el7.x86_64", false)]
    [InlineData("garbage", false)]
    public void A_release_has_to_lie_in_the_range(string release, bool found)
    {
        var pattern = Looks([new KernelRange("4.4.0-58", "4.4.0-63", null)], signatures: ["kernel-oom-memcg"]);

        Assert.Equal(found, Find(pattern, WithKernel(release)).Count == 1);
    }

    [Theory]
    [InlineData("3.10.0-693.el7.x86_64", true)]
    [InlineData("3.10.0-1160.el7.x86_64", false)]
    [InlineData("3.10.0-693-generic", false)]
    public void A_flavour_has_to_stand_in_the_release(string release, bool found)
    {
        var pattern = Looks([new KernelRange(null, "3.10.0-1075", ".el7")], causes: ["cgroup-limit"]);

        Assert.Equal(found, Find(pattern, WithKernel(release)).Count == 1);
    }

    [Fact]
    public void A_version_without_the_pattern_and_a_pattern_without_the_version_are_nothing()
    {
        KernelRange[] kernels = [new("4.19", null, null)];
        Assert.Empty(Find(Looks(kernels, signatures: ["systemd-oomd-kill"]), WithKernel("5.4.0-90-generic")));
        Assert.Empty(Find(Looks(kernels, signatures: ["kernel-oom-memcg"]), Some.Request()));
        Assert.Equal([1, 3], Assert.Single(Find(Looks(kernels, signatures: ["kernel-oom-memcg"]), WithKernel("5.4.0-90-generic"))).Lines.Select(l => l.FirstLine));
    }

    [Theory]
    [InlineData("memcg.usage_kb >= 90112", true)]
    [InlineData("memcg.usage_kb > 90112", false)]
    [InlineData("memcg.*_kb < 90113", true)]
    [InlineData("oom.victim = memhog", true)]
    [InlineData("oom.victim != memhog", false)]
    [InlineData("oom.victim ~ mem", true)]
    [InlineData("oom.order >= 0", false)]
    public void Facts_are_compared_by_value(string condition, bool found) => Assert.Equal(found, Find(Looks(facts: [condition]), Some.Request()).Count == 1);

    [Fact]
    public void Words_of_the_paste_are_found_with_their_line()
    {
        var request = Some.Request() with { Paste = new PasteLines([Some.Paste, "SLUB: Unable to allocate\nagain SLUB: Unable to allocate\n"]) };

        var found = Assert.Single(Find(Looks(texts: ["SLUB: Unable to allocate", "not there at all"]), request));

        Assert.Equal(["M2:L1"], found.Lines.Select(l => l.Citation));
        Assert.Empty(Find(Looks(texts: ["not there at all"]), request));
    }

    [Fact]
    public void Several_words_on_later_lines_of_a_long_paste_cost_one_walk()
    {
        var paste = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i} with nothing\n")) + "go1.21.1 linux and zfs_arc_max here\n";
        var any = System.Buffers.SearchValues.Create(["go1.21.1 ", "zfs_arc_max"], StringComparison.Ordinal);

        var found = new PasteLines([paste]).FirstLinesWith(0, any, ["go1.21.1 ", "zfs_arc_max"]);

        Assert.Equal([("go1.21.1 ", 50_001), ("zfs_arc_max", 50_001)], found.OrderBy(f => f.Text, StringComparer.Ordinal));
    }

    [Fact]
    public void A_ruled_out_cause_brings_no_bug() => Assert.Empty(Find(Looks(causes: ["memory-fragmentation"]), Some.Request()));
}
