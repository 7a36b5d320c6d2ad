using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests.Mcp;

/// <summary>The protocol's own inspector (npm) takes <c>memhelp mcp</c> for a server. Skipped where node, npm or a registry is missing.</summary>
public sealed class InspectorTests
{
    private const string Package = "@modelcontextprotocol/inspector";
    private const string Version = "2.12.0";

    [Fact]
    public async Task The_inspector_lists_the_tools_and_calls_one()
    {
        var inspector = await InstalledAsync();
        var listed = await RunAsync(inspector, "--method", "tools/list");
        Assert.Contains("diagnose", listed["tools"]!.AsArray().Select(t => (string)t!["name"]!));
        var told = await RunAsync(inspector, "--method", "tools/call", "--tool-name", "explain_term", "--tool-arg", "term=anon-rss");
        Assert.Contains("anon-rss", (string)told["content"]![0]!["text"]!, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> RunAsync(string inspector, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(inspector, ["--cli", "dotnet", Memhelp.Path, "mcp", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
        return JsonNode.Parse(output)!;
    }

    private static async Task<string> InstalledAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Memhelp.Repository, "artifacts", "mcp-inspector")).FullName;
        var inspector = Path.Combine(folder, "node_modules", ".bin", "mcp-inspector");
        if (File.Exists(inspector))
            return inspector;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, $"{Package}@{Version}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(3));
            try
            {
                await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(patience.Token), npm.StandardError.ReadToEndAsync(patience.Token), npm.WaitForExitAsync(patience.Token));
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                Assert.Skip($"npm did not install {Package} in three minutes");
            }

            Assert.SkipUnless(npm.ExitCode == 0 && File.Exists(inspector), $"npm cannot install {Package}@{Version} here");
        }
        catch (Win32Exception)
        {
            Assert.Skip("npm is not installed");
        }

        return inspector;
    }
}
