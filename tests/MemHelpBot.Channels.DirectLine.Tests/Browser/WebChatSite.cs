using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace MemHelpBot.Channels.DirectLine.Tests.Browser;

/// <summary>
/// The sample site of <c>infra/directline</c> as a process of its own, with Microsoft's Web Chat. That is fetched from npm into <c>artifacts/</c> at first
/// use; set MEMHELP_TEST_WEBCHAT to a webchat.js where there is no npm.
/// </summary>
internal sealed class WebChatSite : IAsyncDisposable
{
    private const string Package = "botframework-webchat";
    private const string Version = "4.18.1";

    private readonly Process process;

    private WebChatSite(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it; skips the calling test when it cannot be had.</summary>
    public static async Task<WebChatSite> StartAsync(Uri bot, string secret, int port)
    {
        var start = new ProcessStartInfo("node") { ArgumentList = { Path.Combine(Root(), "infra", "directline", "site.mjs") }, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MEMHELP_DIRECTLINE_SECRET"] = secret;
        start.Environment["MEMHELP_DIRECTLINE"] = new Uri(bot, "/v3/directline").AbsoluteUri;
        start.Environment["PORT"] = $"{port}";
        start.Environment["WEBCHAT"] = await BundleAsync();
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is not installed (apt-get install nodejs)");
        }

        process!.BeginErrorReadLine();
        Assert.Equal($"The page is at http://localhost:{port}", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return new WebChatSite(process, new Uri($"http://localhost:{port}/"));
    }

    /// <summary>Where pictures of the tests are kept, for people to look at.</summary>
    public static string Picture(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Folder(), "screens")).FullName, $"{name}.png");

    public ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<string> BundleAsync()
    {
        if (Environment.GetEnvironmentVariable("MEMHELP_TEST_WEBCHAT") is { Length: > 0 } given)
            return given;
        var bundle = Path.Combine(Folder(), $"webchat-{Version}.js");
        if (File.Exists(bundle))
            return bundle;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm")
            {
                ArgumentList = { "pack", "--silent", "--ignore-scripts", "--pack-destination", Folder(), $"{Package}@{Version}" },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            var packed = Path.Combine(Folder(), $"{Package}-{Version}.tgz");
            Assert.SkipUnless(npm.ExitCode == 0 && File.Exists(packed), $"npm could not fetch {Package}@{Version}: {(await npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n')[0]}");
            await using var archive = new TarReader(new GZipStream(File.OpenRead(packed), CompressionMode.Decompress));
            while (await archive.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
            {
                if (entry.Name == "package/dist/webchat.js")
                    await entry.ExtractToFileAsync(bundle, overwrite: true, TestContext.Current.CancellationToken);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed (apt-get install npm, or set MEMHELP_TEST_WEBCHAT to a webchat.js)");
        }

        return bundle;
    }

    private static string Folder() => Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "webchat")).FullName;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemHelpBot.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests lie outside of the repository.");
        return folder;
    }
}
