namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ProcessTableTests
{
    [Fact]
    public void Ps_aux_tells_processes_their_sum_and_the_largest_by_name()
    {
        const string paste = """
            $ ps aux --sort=-rss | head -5
            USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            postgres    2211  3.1 41.5 9123456 6543210 ?     Ss   Nov21  12:01 postgres: writer process
            app         4410 99.0 20.1 3123456 3210000 ?     Sl   10:02   1:12 /usr/bin/java -Xmx2g -jar a.jar
            root           2  0.0  0.0      0     0 ?        S    Oct01   0:00 [kthreadd]
            """;
        var reading = PasteReader.Read(paste);
        Assert.Equal(
            [
                "process[2211].memory_percent = 41.5 @ 3", "process[2211].virtual_kb = 9123456 @ 3", "process[2211].rss_kb = 6543210 @ 3", "process[2211].name = postgres @ 3",
                "process[4410].memory_percent = 20.1 @ 4", "process[4410].virtual_kb = 3123456 @ 4", "process[4410].rss_kb = 3210000 @ 4", "process[4410].name = java @ 4",
                "process[2].memory_percent = 0 @ 5", "process[2].virtual_kb = 0 @ 5", "process[2].rss_kb = 0 @ 5", "process[2].name = [kthreadd] @ 5",
            ], reading.Printed("process["));
        Assert.Equal(["3"], reading.Values("ps.count"));
        Assert.Equal(["9753210"], reading.Values("ps.rss_total_kb"));
        Assert.Equal(("postgres", 6543210L), reading.Facts.Find(Facts.ProcessFacts.Top)!.Value.Value.Tasks!.Select(t => (t.Comm, t.RssKb)).First());
        Assert.Equal("6543210", reading.Cited(paste, "process[2211].rss_kb"));
    }

    [Fact]
    public void Columns_behind_the_command_are_counted_from_the_right() => Assert.Equal(
        ["process[812].swap_kb = 0 @ 2", "process[812].uss_kb = 9188 @ 2", "process[812].pss_kb = 9905 @ 2", "process[812].rss_kb = 13456 @ 2", "process[812].name = systemd @ 2"],
        PasteReader.Read("""
              PID User     Command                         Swap      USS      PSS      RSS
              812 ana      /lib/systemd/systemd --user        0     9188     9905    13456
            """).Printed("process["));

    [Fact]
    public void Top_gives_sizes_with_suffixes_and_its_memory_lines() => Assert.Equal(
        [
            "free.total_kb = 16265626 @ 4", "free.free_kb = 353894 @ 4", "free.used_kb = 12288102 @ 4", "free.swap_total_kb = 2097152 @ 5", "free.swap_used_kb = 2097152 @ 5", "free.available_kb = 3379610 @ 5",
            "process[771].virtual_kb = 22649242 @ 8", "process[771].rss_kb = 10695475 @ 8", "process[771].memory_percent = 64.1 @ 8", "process[771].name = python3 @ 8",
            "process[901].virtual_kb = 912344 @ 9", "process[901].rss_kb = 80120 @ 9", "process[901].memory_percent = 0.5 @ 9", "process[901].name = sshd @ 9",
        ],
        [.. PasteReader.Read("""
            top - 10:01:22 up 12 days,  1:11,  2 users,  load average: 12.01, 9.22, 5.10
            Tasks: 312 total,   2 running, 310 sleeping,   0 stopped,   0 zombie
            %Cpu(s): 12.1 us,  3.4 sy,  0.0 ni, 40.1 id, 44.2 wa,  0.0 hi,  0.2 si,  0.0 st
            MiB Mem :  15884.4 total,    345.6 free,  12000.1 used,   3538.7 buff/cache
            MiB Swap:   2048.0 total,      0.0 free,   2048.0 used.   3300.4 avail Mem

                PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
                771 ana       20   0   21.6g  10.2g  12344 R 100.0  64.1  10:01.22 python3
                901 root      20   0  912344  80120   8100 S   0.3   0.5   0:01.00 sshd
            """).Printed("free."), .. PasteReader.Read("\n\n\n\n\n\n" + """
                PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
                771 ana       20   0   21.6g  10.2g  12344 R 100.0  64.1  10:01.22 python3
                901 root      20   0  912344  80120   8100 S   0.3   0.5   0:01.00 sshd
            """).Printed("process[")]);

    [Fact]
    public void Older_top_and_htop_are_read_too()
    {
        Assert.Equal(
            ["free.total_kb = 8062344 @ 1", "free.used_kb = 7900000 @ 1", "free.free_kb = 162344 @ 1", "free.swap_total_kb = 0 @ 2", "free.swap_used_kb = 0 @ 2"],
            PasteReader.Read("Mem:   8062344k total,  7900000k used,   162344k free,   120000k buffers\nSwap:        0k total,        0k used,        0k free,  3001000k cached").Printed());
        Assert.Equal(
            ["free.total_kb = 16252928 @ 1", "free.used_kb = 5484052 @ 1", "free.swap_total_kb = 2097152 @ 2", "free.swap_used_kb = 0 @ 2"],
            PasteReader.Read("  Mem[|||||||||||||      5.23G/15.5G]\n  Swp[                      0K/2.00G]").Printed());
        Assert.Equal(
            ["process[4031].rss_kb = 1048576 @ 2"],
            PasteReader.Read("  PID△USER       PRI  NI  VIRT   RES   SHR S  CPU%▽MEM%   TIME+  Command\n 4031 ana         20   0 8123M 1024M  102M S  12.0  6.4  1:02.03 /usr/lib/firefox/firefox").Printed("process[4031].rss"));
    }

    [Fact]
    public void A_start_with_blanks_in_it_gives_no_numbers()
    {
        var reading = PasteReader.Read("  PID                  STARTED   RSS COMMAND\n  101 Sat Nov 21 10:22:31 2026 20480 sh");
        Assert.Empty(reading.Printed("process["));
        Assert.Equal([2], reading.Unread.Select(u => u.Span.FirstLine));
    }

    [Fact]
    public void A_table_without_memory_is_a_table_and_gives_none()
    {
        var reading = PasteReader.Read("UID          PID    PPID  C STIME TTY          TIME CMD\nroot           1       0  0 Nov01 ?        00:01:02 /sbin/init");
        Assert.Empty(reading.Facts.All);
        Assert.Empty(reading.Prose);
    }

    [Fact]
    public void A_sentence_with_PID_in_it_is_prose() => Assert.Single(PasteReader.Read("The PID of the java process is 4711 and its RSS grows").Prose);
}
