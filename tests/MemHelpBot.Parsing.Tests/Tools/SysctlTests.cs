namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class SysctlTests
{
    [Fact]
    public void Settings_are_read_where_they_are_shown_and_not_where_they_are_advised() => Assert.Equal(
        [
            "vm.panic_on_oom = 0 @ 1", "vm.oom_dump_tasks = 1 @ 1", "vm.overcommit_memory = 2 @ 3", "vm.overcommit_ratio = 50 @ 4", "vm.swappiness = 10 @ 5",
            "vm.max_map_count = 65530 @ 9",
        ], Fixture.Read("Tools/sysctl.txt").Printed());

    [Fact]
    public void What_is_written_into_the_configuration_file_is_not_measured() =>
        Assert.Empty(PasteReader.Read("vim /etc/sysctl.conf\n\nvm.overcommit_memory=1\n").Facts.All);
}
