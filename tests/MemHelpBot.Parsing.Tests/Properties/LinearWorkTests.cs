using System.Runtime.InteropServices;
using MemHelpBot.Parsing.Tests.Kernel;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>
/// Four times the text is about four times the work, whatever stands in it. Work is the bytes allocated, which are counted, and the
/// processor time of this thread, which other tests do not share; sixteen times would be quadratic.
/// </summary>
public sealed partial class LinearWorkTests
{
    private const int Characters = 60_000;
    private const int Times = 4;
    private const double MostBytes = 5.5;
    private const double MostTime = 9;
    private const int ThreadTime = 3;

    public static TheoryData<string> Texts() =>
    [
        "fixtures", "kill lines", "choices", "table heads", "task rows", "octal", "entities", "escapes", "json", "zone lines", "free lists", "headers", "statistics", "prose", "numbered", "wrapped",
        "blanks", "digits", "brackets", "commas", "open brackets in lines", "one line of octal", "one line of entities", "one line of records", "quotes", "nested json",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Four_times_the_text_is_four_times_the_work(string name)
    {
        var (one, four) = (Text(name, Characters), Text(name, Characters * Times));
        PasteReader.Read(one);
        var (less, more) = (Measure(one), Measure(four));
        Assert.True(more.Bytes < (less.Bytes * MostBytes) + 1_000_000, $"{name}: {less.Bytes} bytes became {more.Bytes}");
        Assert.True(more.Nanoseconds < (less.Nanoseconds * MostTime) + 8_000_000, $"{name}: {less.Nanoseconds} ns became {more.Nanoseconds}");
    }

    private static string Text(string name, int characters)
    {
        var unit = name switch
        {
            "fixtures" => string.Concat(Fixture.All().Select(f => f.Log)),
            "kill lines" => "[ 12.345678] Out of memory: Killed process 7 (a) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0\n",
            "choices" => "[ 12.345678] Out of memory: Kill process 7 (a) score 3 or sacrifice child\n",
            "table heads" => "[ 12.345678] [ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name\n",
            "task rows" => "[ 12.345678] [ 4711]     0  4711     1000      100    61440        0             0 bash\n",
            "octal" => "active_anon:1 inactive_anon:2#012 active_file:3#012#012#012\n",
            "entities" => "&amp;&amp;&lt;&gt;&nbsp;&#10; anon-rss\n",
            "escapes" => "\u001b[31m\u200b\u00a0 x \\n \\x0a oom\n",
            "json" => "{\"log\":\"[ 12.345678] Mem-Info:\\n\",\"stream\":\"stdout\",\"time\":\"2026-05-09T12:31:07Z\"}\n",
            "zone lines" => "[ 12.345678] Node 0 DMA free:15892kB min:24kB low:28kB high:36kB present:15976kB managed:15892kB\n",
            "free lists" => "[ 12.345678] Node 0 DMA: 1*4kB (U) 0*8kB 1*16kB (U) = 20kB\n",
            "headers" => "[ 12.345678] java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0\n",
            "statistics" => "[ 12.345678] Memory cgroup stats for /a:\nanon 4096\nfile 8192\n",
            "prose" => "the server died again and we do not know why it was killed, out of memory perhaps?\n",
            "numbered" => "  12  some line without a prefix\n",
            "wrapped" => "[ 12.345678] " + new string('x', 67) + "\n" + new string('y', 80) + "\n",
            "open brackets in lines" => "[ 12.345678] ([([([([([([(\n",
            "blanks" => " ",
            "digits" => "7",
            "brackets" => "[](){}",
            "commas" => ",",
            "one line of octal" => "#012 active_anon:1",
            "one line of entities" => "&amp;",
            "one line of records" => "[ 12.345678] Mem-Info: ",
            "quotes" => "> ",
            "nested json" => "{\"a\":\"",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        return string.Concat(Enumerable.Repeat(unit, Math.Max(1, characters / unit.Length)));
    }

    private static (long Bytes, long Nanoseconds) Measure(string text)
    {
        var (bytes, time) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Now());
            PasteReader.Read(text);
            (bytes, time) = (Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before), Math.Min(time, Now() - started));
        }

        return (bytes, time);
    }

    // Where there is no such clock only the bytes are compared.
    private static long Now() => OperatingSystem.IsLinux() && GetTime(ThreadTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);
}
