using System.Text;
using MemHelpBot.Facts;
using MemHelpBot.Parsing;

namespace MemHelpBot.Scanning.Tests;

public sealed class ScanTests : IDisposable
{
    private static readonly string[] Fixtures = ["2.6.32", "4.15-memcg", "4.4", "5.15-failure", "5.4-memcg-v2", "6.8", "el6-memcg", "el7", "el8"];
    private readonly Making making = new();

    public void Dispose() => making.Dispose();

    public static TheoryData<string> Reports => [.. Fixtures];

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_in_the_middle_of_a_log_gives_the_facts_that_a_paste_of_the_whole_log_gives(string fixture)
    {
        foreach (var before in (int[])[0, 1, 700])
        {
            var text = Making.Noise(before) + Making.Report(fixture) + Making.Noise(900, seed: 2);
            var whole = PasteReader.Read(text);
            var found = Assert.Single(making.ScanText(text));
            var incident = Assert.Single(whole.Incidents);
            Assert.Equal(Making.FactsOf(whole, 0), Making.FactsOf(found));
            Assert.Equal((incident.Kind, incident.Span.FirstLine, incident.Span.LastLine, incident.Time, incident.Host), (found.Kind, found.FirstLine, found.LastLine, found.Time, found.Host));
            Assert.Equal(whole.Signatures.Select(s => s.Id), found.Signatures);
        }
    }

    // What platforms and common runtimes write, in its place in a log. Messages that only one program has are not searched for (docs/scan.md).
    [Theory]
    [InlineData("systemd-oomd[712]: Killed /user.slice/a.scope due to memory used (6012000000) / total (6100000000) and swap used (2040000000) / total (2100000000) being more than 90.00%")]
    [InlineData("systemd-oomd[712]: Killed /system.slice/b.service due to memory pressure for /system.slice being 91.73% > 50.00% for > 20s with reclaim activity")]
    [InlineData("pbs_mom[31]: =>> PBS: job killed: mem 8423044kb exceeded limit 8388608kb")]
    [InlineData("kernel: SLUB: Unable to allocate memory on node -1, gfp=0xa20(GFP_ATOMIC)")]
    [InlineData("clickhouse-server[7]: DB::Exception: Memory limit (total) exceeded: would use 13.94 GiB (attempt to allocate chunk of 4219171 bytes), maximum: 13.94 GiB")]
    [InlineData("python3[9]: numpy.core._exceptions._ArrayMemoryError: Unable to allocate 2.86 GiB for an array with shape (40000, 9600) and data type float64")]
    [InlineData("R[9]: Error: cannot allocate vector of size 3.1 Gb")]
    [InlineData("app[9]: java.lang.OutOfMemoryError: Java heap space")]
    public void A_message_that_a_paste_tells_of_is_found_in_a_log(string message)
    {
        var line = "Nov 21 04:17:02 node7 " + message + "\n";
        Assert.Single(PasteReader.Read(line).Incidents);
        Assert.Single(making.ScanText(Making.Noise(50) + line + Making.Noise(900, seed: 2)));
    }

    [Fact]
    public void All_reports_one_after_another_are_found_whatever_the_number_of_workers_and_wherever_chunks_end()
    {
        var text = new StringBuilder();
        var random = new Random(5);
        var truth = new List<(int Line, string Fixture)>();
        var line = 1;
        while (text.Length < 3_000_000)
        {
            var noise = random.Next(200, 3000);
            var fixture = Fixtures[random.Next(Fixtures.Length)];
            text.Append(Making.Noise(noise, random.Next()));
            var report = Making.Report(fixture);
            text.Append(report);
            truth.Add((line + noise, fixture));
            line += noise + report.Count(c => c == '\n');
        }

        var path = making.File("all.log", text.ToString());
        var one = making.Scan(path, 1).Select(i => (i.FirstLine, i.LastLine, i.Start, i.End, Facts: string.Join('\n', Making.FactsOf(i)))).ToList();
        // Reports of different hosts are told as they end.
        Assert.Equal(truth.Select(t => t.Line), one.Select(i => i.FirstLine).Order());
        Assert.Equal(one, making.Scan(path, 4).Select(i => (i.FirstLine, i.LastLine, i.Start, i.End, Facts: string.Join('\n', Making.FactsOf(i)))));

        using var stream = new MemoryStream(File.ReadAllBytes(path));
        making.Found.Clear();
        making.Scanner().Scan("-", new Dribble(stream, 4099), Making.Now, CancellationToken.None);
        Assert.Equal(one.Select(i => (i.FirstLine, i.Start, i.Facts)), making.Found.Select(i => (i.FirstLine, i.Start, string.Join('\n', Making.FactsOf(i)))));
    }

    [Fact]
    public void Bytes_are_those_of_the_lines_in_the_file_also_behind_letters_of_several_bytes()
    {
        var noise = Making.Noise(50);
        var report = Making.Report("6.8");
        var found = Assert.Single(making.ScanText(noise + report + Making.Noise(10)));
        Assert.Equal(Encoding.UTF8.GetByteCount(noise), found.Start);
        Assert.Equal(Encoding.UTF8.GetByteCount(noise + report) - 1, found.End);
    }

    [Fact]
    public void Reports_of_two_hosts_whose_lines_alternate_are_kept_apart()
    {
        var first = Lines("el7", "alpha");
        var second = Lines("6.8", "beta");
        var mixed = new StringBuilder();
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length)
                mixed.Append(first[i]).Append('\n');
            if (i < second.Length)
                mixed.Append(second[i]).Append('\n');
        }

        var found = making.ScanText(mixed + Making.Noise(50)).ToDictionary(i => i.Host!);
        Assert.Equal(2, found.Count);
        foreach (var (host, lines) in (ReadOnlySpan<(string, string[])>)[("alpha", first), ("beta", second)])
        {
            var alone = PasteReader.Read(string.Join('\n', lines) + "\n");
            Assert.Equal(Values(alone.Facts.All), Values(found[host].Facts.All));
        }
    }

    [Fact]
    public void A_task_table_of_thousands_of_rows_without_any_literal_does_not_split_the_report()
    {
        var lines = Making.Report("6.8").Split('\n');
        var row = Array.FindLastIndex(lines, l => l.Contains("] ", StringComparison.Ordinal) && !l.Contains("oom", StringComparison.OrdinalIgnoreCase) && l.Contains("python3", StringComparison.Ordinal));
        Assert.True(row > 0);
        var rows = Enumerable.Range(0, 5000).Select(i => $"[41233.100330] [{200_000 + i,7}]     0 {200_000 + i,7}     2000       {10 + (i % 7)}        1        1        0    36864        0             0 worker");
        string[] grown = [.. lines[..row], .. rows, .. lines[row..]];
        var found = Assert.Single(making.ScanText(string.Join('\n', grown)));
        Assert.Equal(Assert.Single(PasteReader.Read(string.Join('\n', grown)).Incidents).Span.LastLine, found.LastLine);
    }

    [Fact]
    public void A_kernel_message_quoted_by_another_program_is_no_incident() => Assert.Empty(making.ScanText(
        "Nov  3 04:17:02 web-7 logmailer[977]: yesterday: \"python3 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\"\n"
        + "Nov  3 04:17:03 web-7 logcheck[978]: rule 3: kernel: .* Killed process [0-9]+ \\(.*\\) total-vm:\n"));

    [Fact]
    public void One_line_larger_than_any_buffer_is_searched_and_its_find_is_read()
    {
        var text = new string('x', 3_000_000) + " java.lang.OutOfMemoryError: Java heap space " + new string('y', 2_000_000) + "\nend\n";
        var found = making.ScanText(text);
        Assert.All(found, i => Assert.Equal(1, i.FirstLine));
        Assert.Contains(found, i => i.Signatures.Any(s => s.StartsWith("jvm", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_of_nothing_but_kill_lines_gives_every_one_of_them()
    {
        const int Count = 5000;
        var text = string.Concat(Enumerable.Range(0, Count).Select(i => $"[{i}.000100] Out of memory: Killed process {1000 + i} (w{i}) total-vm:100kB, anon-rss:50kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0\n"));
        var found = making.ScanText(text);
        Assert.Equal(Count, found.Count);
        Assert.Equal(Enumerable.Range(1, Count), found.Select(i => i.FirstLine));
        Assert.Equal(Enumerable.Range(1000, Count).Select(i => (long?)i), found.Select(i => i.Facts.Integer(OomFacts.VictimPid)));
    }

    [Fact]
    public void A_log_without_a_last_line_end_and_one_with_carriage_returns_are_read_like_others()
    {
        var report = Making.Report("6.8");
        var expected = Making.FactsOf(Assert.Single(making.ScanText(report)));
        Assert.Equal(expected, Making.FactsOf(Assert.Single(making.ScanText(report.TrimEnd('\n')))));
        Assert.Equal(expected, Making.FactsOf(Assert.Single(making.ScanText(report.Replace("\n", "\r\n", StringComparison.Ordinal)))));
    }

    private static string[] Lines(string fixture, string host) => [.. Making.Report(fixture).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(l => $"Nov  3 04:17:02 {host} kernel: {Bare(l)}")];

    private static string Bare(string line) => line.IndexOf("kernel: ", StringComparison.Ordinal) is var at and >= 0 ? line[(at + 8)..]
        : line[0] == '[' && line.IndexOf("] ", StringComparison.Ordinal) is var end and > 0 ? line[(end + 2)..] : line;

    private static IReadOnlyList<string> Values(IEnumerable<Fact> facts) => [.. facts.Where(f => f.Incident is not null).Select(f => $"{f.Name}={f.Value}").Order(StringComparer.Ordinal)];

    /// <summary>Gives a few bytes at a time, as a pipe does.</summary>
    private sealed class Dribble(Stream inner, int most) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, most));
        public override int Read(Span<byte> buffer) => inner.Read(buffer[..Math.Min(buffer.Length, most)]);
        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
