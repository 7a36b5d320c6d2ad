using MemHelpBot.EndToEnd.Tests.Doubles;
using MemHelpBot.Load;

namespace MemHelpBot.EndToEnd.Tests;

/// <summary>A short run of the load, for what it proves whatever the machine: nothing lost, nothing doubled, nothing mixed up. Times and memory are for <c>tests/MemHelpBot.Load</c>.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Twenty_people_at_once_each_get_their_own_answers()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        // The first turn pays for code that is compiled then.
        using var first = new StringContent(HostProcess.Fixture("kvm-host.log"));
        using var answer = await host.Client.PostAsync("/api/diagnose", first, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        var options = new LoadOptions { Conversations = 20, Time = TimeSpan.FromSeconds(20), Think = TimeSpan.FromSeconds(1), Seed = 7 };
        var result = await LoadRun.RunAsync(host.Address, host.Resident, options, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', result.Table(options)));
        Assert.Empty(result.Faults);
        Assert.True(result.Answers >= options.Conversations, $"{result.Answers} answers");
    }
}
