using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MemHelpBot.Benchmarks;
using MemHelpBot.Benchmarks.Store;

if (args is ["store", ..])
{
    StoreBars.Run(args[1..]);
    return;
}

if (args is ["words"])
{
    await WordSearchBenchmark.RunAsync(Console.Out);
    return;
}

// In this process: a generated project would have to restore and build on the machine that is being measured.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
