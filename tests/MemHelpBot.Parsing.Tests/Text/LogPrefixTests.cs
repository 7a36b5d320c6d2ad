using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tests.Text;

public sealed class LogPrefixTests
{
    [Theory]
    [InlineData("[12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("[    0.439932] Mem-Info:", "0.439932", null, true)]
    [InlineData("[Sat Feb  4 21:35:25 2023] Mem-Info:", "Sat Feb  4 21:35:25 2023", null, false)]
    [InlineData("[五 5月 15 17:19:17 2026] Mem-Info:", "五 5月 15 17:19:17 2026", null, false)]
    [InlineData("kern  :warn  : [12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("<6>[12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("6,1234,5678901,-;Mem-Info:", null, null, true)]
    [InlineData("Oct 22 10:59:06 box17 kernel: [12345.678901] Mem-Info:", "Oct 22 10:59:06", "box17", true)]
    [InlineData("Oct  2 10:59:06 box17 kernel: Mem-Info:", "Oct  2 10:59:06", "box17", true)]
    [InlineData("апр 25 06:17:44 home kernel: Mem-Info:", "апр 25 06:17:44", "home", true)]
    [InlineData("10月 22 10:59:06 box17 kernel: Mem-Info:", "10月 22 10:59:06", "box17", true)]
    [InlineData("mars 22 17:00:26 user-X5 systemd[1]: Mem-Info:", "mars 22 17:00:26", "user-X5", false)]
    [InlineData("2024-05-15T14:57:36.877516+08:00 box17 kernel: Mem-Info:", "2024-05-15T14:57:36.877516+08:00", "box17", true)]
    [InlineData("<4>1 2024-05-15T14:57:36.877516+08:00 box17 kernel - - - Mem-Info:", "2024-05-15T14:57:36.877516+08:00", "box17", true)]
    [InlineData("2019-05-17T15:43:36.565426+08:00|warning|kernel[-]|[12727.392078] Mem-Info:", "2019-05-17T15:43:36.565426+08:00", null, true)]
    [InlineData("warning|kernel[-]|[12727.392078] Mem-Info:", "12727.392078", null, true)]
    [InlineData("2023-12-04T10:49:30.127Z In(05) vcpu-5 - Guest: <6>[12727.392078] Mem-Info:", "2023-12-04T10:49:30.127Z", null, true)]
    [InlineData("2024-05-15T14:57:36.877516+08:00 stdout F [12727.392078] Mem-Info:", "2024-05-15T14:57:36.877516+08:00", null, true)]
    [InlineData("[1867671.416523] [ T311137] Mem-Info:", "1867671.416523", null, true)]
    [InlineData("[1867671.416523][    C3] Mem-Info:", "1867671.416523", null, true)]
    [InlineData("<6>[302600.931727] (4)[10628:name]Mem-Info:", "302600.931727", null, true)]
    [InlineData("kernel: [ 1475.869152] Mem-Info:", "1475.869152", null, true)]
    [InlineData("> > [12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("    [12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("- [12345.678901] Mem-Info:", "12345.678901", null, true)]
    [InlineData("[2-3219.187012] Mem-Info:", "3219.187012", null, true)]
    [InlineData("[  +0.002367] Mem-Info:", "", null, true)]
    [InlineData("[Nov21 21:00] Mem-Info:", "", null, true)]
    [InlineData("4289194.222822] Mem-Info:", "4289194.222822", null, true)]
    public void A_prefix_is_stripped_by_offset(string pasted, string? time, string? host, bool kernel)
    {
        var line = Assert.Single(LogLines.Of(pasted));
        Assert.Equal("Mem-Info:", line.Text.ToString());
        Assert.True(line.Prefix.Any);
        Assert.Equal(kernel, line.Prefix.Kernel);
        Assert.Equal(time ?? "", pasted.Substring(line.Prefix.TimeStart, line.Prefix.TimeLength));
        Assert.Equal(host ?? "", pasted.Substring(line.Prefix.HostStart, line.Prefix.HostLength));
        var span = line.Span(0, 0, 9);
        Assert.Equal("Mem-Info:", pasted[span.Start..span.End]);
    }

    [Theory]
    [InlineData("[  692]     0   692    27626     1788   290816        0             0 sshd")]
    [InlineData("[ pid ]   uid  tgid total_vm      rss cpu oom_adj name")]
    [InlineData("2024-05-15 14:57:36 ERROR Worker: java.lang.OutOfMemoryError: Java heap space", "ERROR Worker: java.lang.OutOfMemoryError: Java heap space")]
    [InlineData("MemTotal:       65536 kB")]
    [InlineData("Node 0, zone      DMA      1      0      1")]
    [InlineData("slurmstepd: error: Detected 1 oom-kill event(s)")]
    [InlineData("At 10:59:06 it died: why?")]
    [InlineData("1024 pages RAM")]
    public void What_a_program_wrote_stays(string pasted, string? left = null) =>
        Assert.Equal(left ?? pasted, Assert.Single(LogLines.Of(pasted)).Text.ToString());

    [Fact]
    public void The_tag_of_another_program_is_told()
    {
        const string pasted = "May  5 16:22:43 olap systemd[1]: app.service: A process of this unit has been killed by the OOM killer.";
        var line = Assert.Single(LogLines.Of(pasted));
        Assert.Equal("systemd", pasted.Substring(line.Prefix.TagStart, line.Prefix.TagLength));
        Assert.False(line.Prefix.Kernel);
    }
}
