using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Planning;

public sealed class ParameterValueTests
{
    private static string? Of(string type, string text) =>
        ParameterValue.Of(new RemedyParameter("p", type, "f", null, "P"), Some.Read(OomFacts.Memcg, FactValue.Of(text), 1));

    [Theory]
    [InlineData("/system.slice/app.service", "system.slice/app.service")]
    [InlineData(@"/system.slice/a\x2db.service", @"'system.slice/a\x2db.service'")]
    public void A_cgroup_is_quoted_when_the_shell_would_read_it(string cgroup, string word) => Assert.Equal(word, Of("cgroup", cgroup));

    [Theory]
    [InlineData("unit", "/system.slice/app.service", "app.service")]
    [InlineData("unit", "/user.slice/user-1000.slice", "user-1000.slice")]
    [InlineData("unit", "/slurm/uid_0/job_1", null)]
    [InlineData("unit", "/system.slice/a b.service", null)]
    [InlineData("container", "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789ab")]
    [InlineData("container", "/system.slice/docker-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope", "0123456789ab")]
    [InlineData("container", "/system.slice/docker.service", null)]
    [InlineData("ctid", "/lxc/104/ns", "104")]
    [InlineData("ctid", "/qemu.slice/9001.scope", "9001")]
    [InlineData("ctid", "/lxc/web/ns", null)]
    public void A_cgroup_names_the_unit_the_container_or_the_guest(string type, string cgroup, string? word) => Assert.Equal(word, Of(type, cgroup));

    [Theory]
    [InlineData("cgroup", "/a/../../etc")]
    [InlineData("cgroup", "a.slice")]
    [InlineData("cgroup", "/a;reboot")]
    [InlineData("cgroup", "/$(reboot)")]
    [InlineData("cgroup", "/a b")]
    [InlineData("cgroup", "/a'b")]
    [InlineData("unit", "-rf.service")]
    [InlineData("node-list", "0-1;id")]
    [InlineData("job", "1;id")]
    [InlineData("word", "--help")]
    [InlineData("cache", "")]
    [InlineData("pid", "12")]
    public void What_does_not_validate_never_enters_a_command(string type, string text) => Assert.Null(Of(type, text));

    [Theory]
    [InlineData("size-kb", "x1.25", 90112, "112640")]
    [InlineData("size-kb", "x1.1", 10, "11")]
    [InlineData("size-mb", null, 90112, "88")]
    [InlineData("size-mb", null, 90113, "89")]
    [InlineData("size-bytes", null, 1, "1024")]
    [InlineData("size-kb", "by two", 10, null)]
    [InlineData("size-kb", "x2 >=262144", 65530, "262144")]
    [InlineData("size-kb", "x2 >=262144", 200000, "400000")]
    [InlineData("size-kb", "x2 >= 262144", 10, null)]
    [InlineData("size-kb", "x0", 10, null)]
    [InlineData("size-kb", "x-1", 10, null)]
    [InlineData("size-bytes", "x1.25 +swap", 10, null)]
    [InlineData("size-kb", null, -10, null)]
    public void A_size_follows_its_rule_and_is_rounded_up(string type, string? rule, long kb, string? word) =>
        Assert.Equal(word, ParameterValue.Of(new RemedyParameter("p", type, "f", rule, "P"), Some.Read(MemcgFacts.Limit, FactValue.Of(kb), 1)));

    [Theory]
    [InlineData("size-bytes", 0, "102400")]
    [InlineData("size-bytes", 1, "102401")]
    [InlineData("size-bytes", 9223372036854771712, "-1")]
    [InlineData("size-kb", 1, null)]
    public void Memory_and_swap_is_the_sum_of_both_in_bytes(string type, long swap, string? word) =>
        Assert.Equal(word, ParameterValue.Of(new RemedyParameter("p", type, "f", "x1.25 +swap", "P"), Some.Read(MemcgFacts.Limit, FactValue.Of(80), 1), swap));

    [Fact]
    public void A_parameter_nothing_fills_stays_a_visible_placeholder() =>
        Assert.Equal("cat /sys/fs/cgroup/CGROUP/memory.max", new CommandBook(Some.Corpus, FactSet.Empty).Fill("read-limit", null)!.Command);
}
