using System.IO.Compression;
using System.Text;

namespace MemHelpBot.Scanning.Tests;

public sealed class InputTests : IDisposable
{
    private static readonly string Text = Making.Noise(3000) + Making.Report("6.8") + Making.Noise(3000, seed: 2);
    private readonly Making making = new();

    public void Dispose() => making.Dispose();

    [Fact]
    public void A_gzip_file_of_several_members_is_read_to_its_end()
    {
        byte[] packed = [.. Gzip(Text), .. Gzip(Making.Report("el7"))];
        Assert.Equal(["kernel-oom", "kernel-oom"], making.Scan(making.File("a.gz", packed)).Select(i => i.Kind));
        Assert.Empty(making.Skipped);
    }

    [Fact]
    public void A_gzip_file_that_is_cut_or_damaged_is_scanned_as_far_as_it_goes_and_named()
    {
        var packed = Gzip(Making.Report("6.8") + Text);
        Assert.NotEmpty(making.Scan(making.File("cut.gz", packed[..^(packed.Length / 3)])));
        Assert.Contains(making.Skipped, s => s.File.EndsWith("cut.gz", StringComparison.Ordinal) && s.Why.Contains("what came before was scanned", StringComparison.Ordinal));
        making.Skipped.Clear();
        packed[packed.Length * 2 / 3] ^= 0x55;
        making.Scan(making.File("bad.gz", packed));
        Assert.Contains(making.Skipped, s => s.File.EndsWith("bad.gz", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xz")]
    [InlineData("zstd")]
    [InlineData("bzip2")]
    public void Other_archives_are_unpacked_by_the_tool_of_the_system(string tool)
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(d => File.Exists(Path.Combine(d, tool))))
            Assert.Skip($"{tool} is not installed");
        var packed = Packed(tool, making.File("log", Text));
        Assert.Equal("kernel-oom", Assert.Single(making.Scan(making.File("log.packed", packed))).Kind);
        Assert.Empty(making.Skipped);
        making.Scan(making.File("cut", packed[..(packed.Length / 2)]));
        Assert.Single(making.Skipped);
    }

    [Fact]
    public void A_directory_is_read_with_all_below_it_and_links_that_lead_back_do_no_harm()
    {
        making.File("logs/b/two.log", Making.Report("el7"));
        making.File("logs/a.log", Making.Report("6.8"));
        making.File("logs/empty", "");
        making.File("logs/picture.png", [0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8]);
        Directory.CreateSymbolicLink(making.PathOf("logs/b/up"), making.PathOf("logs"));
        var files = making.Scanner().FilesOf(making.PathOf("logs"));
        Assert.Equal(["a.log", "two.log", "picture.png"], files.Select(Path.GetFileName));
        var scanner = making.Scanner();
        foreach (var file in files)
            scanner.ScanFile(file, false, CancellationToken.None);
        Assert.Equal(2, making.Found.Count);
        Assert.Empty(making.Skipped);
    }

    [Fact]
    public void A_pattern_that_no_shell_expanded_is_expanded_and_one_without_a_file_is_told()
    {
        making.File("logs/x.log.1", "a");
        making.File("logs/x.log.2", "b");
        making.File("logs/y.log", "c");
        Assert.Equal(["x.log.1", "x.log.2"], making.Scanner().FilesOf(making.PathOf("l*/x.log.?")).Select(Path.GetFileName));
        Assert.Empty(making.Scanner().FilesOf(making.PathOf("logs/z*")));
        Assert.Single(making.Skipped);
    }

    [Fact]
    public void A_journal_a_binary_file_and_a_missing_one_are_named_with_what_to_do()
    {
        making.Scan(making.File("system.journal", [.. "LPKSHHRH"u8, .. new byte[100]]));
        Assert.Contains("journalctl --file", making.Skipped[^1].Why, StringComparison.Ordinal);
        making.Scan(making.File("core", [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]));
        Assert.Contains("binary", making.Skipped[^1].Why, StringComparison.Ordinal);
        making.Scan(making.PathOf("nowhere"));
        Assert.Contains("no such file", making.Skipped[^1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_in_utf_16_with_a_mark_is_read()
    {
        byte[] bytes = [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Text)];
        Assert.Single(making.Scan(making.File("wide.log", bytes)));
    }

    [Fact]
    public async Task A_followed_file_tells_a_report_soon_after_it_stopped_growing_and_survives_rotation()
    {
        var path = making.File("live.log", Making.Noise(10));
        using var stop = new CancellationTokenSource();
        var following = Task.Run(() => making.Scanner().Follow([path], null, stop.Token), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(path, Making.Report("6.8"), TestContext.Current.CancellationToken);
        await Until(() => making.Found.Count == 1);
        Assert.Equal(11, making.Found[0].FirstLine);
        File.Move(path, path + ".1");
        await File.WriteAllTextAsync(path, Making.Noise(3) + Making.Report("el7"), TestContext.Current.CancellationToken);
        await Until(() => making.Found.Count == 2);
        Assert.Equal(4, making.Found[1].FirstLine);
        await stop.CancelAsync();
        await following;
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 600 && !holds(); i++)
            await Task.Delay(50);
        Assert.True(holds());
    }

    private static byte[] Gzip(string text)
    {
        using var into = new MemoryStream();
        using (var packing = new GZipStream(into, CompressionLevel.Fastest))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return into.ToArray();
    }

    private static byte[] Packed(string tool, string path)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(tool, ["-c", path]) { RedirectStandardOutput = true })!;
        using var into = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(into);
        process.WaitForExit();
        return into.ToArray();
    }
}
