using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Planning;

public sealed class EnvironmentWordsTests
{
    private static EnvironmentWords Read(FactKey key, string value) => new(new FactSet([Some.Read(key, FactValue.Of(value), 1)]), []);

    private static EnvironmentWords Hear(string said) => new(Some.Request() with { Said = [new SaidLine(said, new(0, 1, 1, 0, 1))] });

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/pod1", "kubernetes")]
    [InlineData("/machine.slice/libpod-abc.scope", "podman")]
    [InlineData("/lxc/104/ns", "lxc")]
    [InlineData("/qemu.slice/100.scope", "proxmox")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/a.service", "systemd-user")]
    [InlineData("/slurm/uid_1000/job_77/step_0", "slurm")]
    [InlineData("/hadoop-yarn/container_1", "yarn")]
    public void A_cgroup_tells_its_manager(string cgroup, string word) => Assert.True(Read(OomFacts.Memcg, cgroup).Saw(word));

    [Theory]
    [InlineData("3.10.0-1160.el7.x86_64", "el7 rhel cgroup-v1")]
    [InlineData("5.15.167.4-microsoft-standard-WSL2", "wsl")]
    [InlineData("6.8.12-4-pve", "proxmox")]
    [InlineData("6.8.0-45-generic", "ubuntu apt")]
    [InlineData("5.15.0-1052-azure", "ubuntu apt")]
    [InlineData("6.1.0-18-amd64", "debian apt")]
    [InlineData("6.12.43+deb13-cloud-amd64", "debian apt")]
    [InlineData("4.14.355-275.603.amzn2.x86_64", "el7 rhel")]
    [InlineData("6.6.30-0-lts", "alpine openrc")]
    [InlineData("5.10.43-android12-9", "android")]
    public void A_kernel_release_tells_the_distribution(string release, string words) =>
        Assert.All(words.Split(' '), w => Assert.True(Read(OomFacts.Release, release).Saw(w)));

    [Theory]
    [InlineData("6.8.0-45-generic", "debian")]
    [InlineData("6.1.0-18-amd64", "ubuntu")]
    [InlineData("6.1.119-129.201.amzn2023.x86_64", "el7")]
    [InlineData("5.14.0-503.el9.x86_64", "el7")]
    public void A_kernel_release_tells_no_other_distribution(string release, string word) => Assert.False(Read(OomFacts.Release, release).Saw(word));

    [Theory]
    [InlineData("my pod is on K8s", "kubernetes")]
    [InlineData("Podman kontener ginie", "podman")]
    [InlineData("我在 WSL2 里编译", "wsl")]
    [InlineData("condor_submit says held", "htcondor")]
    [InlineData("pyspark executor lost", "spark")]
    [InlineData("make -j kills the box", "build")]
    public void A_person_says_where_they_are(string said, string word) => Assert.True(Hear(said).Saw(word));

    [Theory]
    [InlineData("the slurmy taste", "slurm")]
    [InlineData("a javascript page", "jvm")]
    [InlineData("mysqldump failed", "mysql")]
    public void A_part_of_a_longer_word_is_not_heard(string said, string word) => Assert.False(Hear(said).Saw(word));

    [Theory]
    [InlineData("we are not on kubernetes", "kubernetes")]
    [InlineData("I don't use Docker here", "docker")]
    [InlineData("no slurm, just ssh", "slurm")]
    [InlineData("没有用 docker，直接跑的", "docker")]
    [InlineData("działa bez podman", "podman")]
    public void What_a_person_denies_is_not_heard(string said, string word) => Assert.False(Hear(said).Saw(word));

    [Theory]
    [InlineData("it does not work in docker", "docker")]
    [InlineData("no idea. it is on slurm", "slurm")]
    [InlineData("程序不能在 docker 里运行", "docker")]
    [InlineData("nie działa w podman", "podman")]
    public void A_denial_of_something_else_leaves_the_place(string said, string word) => Assert.True(Hear(said).Saw(word));

    [Fact]
    public void What_a_person_says_never_hides_a_remedy()
    {
        var words = Hear("we are on kubernetes");
        Assert.True(words.Holds("kubernetes"));
        Assert.True(words.Holds("!kubernetes"));
        Assert.False(Read(OomFacts.Memcg, "/kubepods.slice/x").Holds("!kubernetes"));
    }

    [Fact]
    public void One_of_a_family_holds_until_another_is_seen()
    {
        Assert.True(EnvironmentWords.Of().Holds("cgroup-v2"));
        Assert.False(EnvironmentWords.Of("cgroup-v1").Holds("cgroup-v2"));
        Assert.True(EnvironmentWords.Of().Holds("jvm"));
        Assert.False(EnvironmentWords.Of("node").Holds("jvm"));
        Assert.False(EnvironmentWords.Of().Holds("slurm"));
        Assert.False(EnvironmentWords.Of().Holds("debian"));
    }

    [Theory]
    [InlineData("4.18.0-553.el8.x86_64", "kernel>=4.18", true)]
    [InlineData("3.10.0-1160.el7.x86_64", "kernel>=4.18", false)]
    [InlineData("3.10.0-1160.el7.x86_64", "kernel<4.18", true)]
    public void A_kernel_bound_holds_for_the_kernel_seen(string release, string condition, bool holds) =>
        Assert.Equal(holds, Read(OomFacts.Release, release).Holds(condition));

    [Fact]
    public void Every_word_that_can_be_recognised_is_a_condition()
    {
        var marks = EnvironmentNames.Signatures.Concat(EnvironmentNames.Cgroups).Concat(EnvironmentNames.Releases).Concat(EnvironmentNames.Programs)
            .Concat(EnvironmentNames.Said).Concat(EnvironmentNames.Causes).Concat(EnvironmentNames.Slabs);
        Assert.All(marks, m => Assert.True(RemedyCondition.IsKnown(m.Word), m.Word));
        Assert.All(RemedyCondition.Managers.Concat(RemedyCondition.Traits), p => Assert.Contains(marks, m => m.Word == p));
    }
}
