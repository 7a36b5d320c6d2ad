using System.Diagnostics;
using System.Globalization;

namespace MemHelpBot.Fuzz;

/// <summary>Reads damaged text by the million: <c>--inputs 10000000 --seed 1</c>, or one input again: <c>--show SEED</c>.</summary>
internal static class Program
{
    private const int MostFailures = 20;

    private static int Main(string[] args)
    {
        var mutator = new Mutator(new Corpus(Path.Combine(AppContext.BaseDirectory, "Fixtures")));
        if (Option("--show") is { } shown)
        {
            var text = mutator.Make(shown);
            Console.WriteLine(text);
            Console.Error.WriteLine(Invariants.Check(text, twice: true) ?? "holds");
            return 0;
        }

        var (inputs, seed) = (Option("--inputs") ?? 1_000_000, Option("--seed") ?? 1);
        var (done, failures, characters) = (0L, 0, 0L);
        var watch = Stopwatch.StartNew();
        Parallel.For(
            0L, inputs, new ParallelOptions { MaxDegreeOfParallelism = (int)(Option("--threads") ?? Environment.ProcessorCount) },
            (i, state) =>
            {
                var text = mutator.Make((seed << 40) + i);
                Interlocked.Add(ref characters, text.Length);
                if (Invariants.Check(text, twice: i % 64 == 0) is { } broken)
                {
                    Console.WriteLine($"--show {(seed << 40) + i}: {broken}");
                    if (Interlocked.Increment(ref failures) >= MostFailures)
                        state.Stop();
                }

                if (Interlocked.Increment(ref done) % 500_000 == 0)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} inputs, {done / watch.Elapsed.TotalSeconds:0}/s"));
            });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} inputs of {characters / Math.Max(1, done)} characters on average in {watch.Elapsed.TotalSeconds:0} s: {done / watch.Elapsed.TotalSeconds:0}/s, {failures} failures"));
        return failures == 0 ? 0 : 1;

        long? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
