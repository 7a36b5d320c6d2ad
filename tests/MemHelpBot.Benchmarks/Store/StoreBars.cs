using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemHelpBot.Cases.Dense;

namespace MemHelpBot.Benchmarks.Store;

/// <summary>
/// Vector search beside its limits, in one run: <c>store [vectors for the quantised search, 1,000,000 by default]</c>. The vectors
/// are pseudo-random on the sphere: without any structure, the hardest case for codes.
/// </summary>
internal static class StoreBars
{
    private const int Dimensions = 384;
    private const int ExactRows = 100_000;
    private const int Nearest = 10;

    public static void Run(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        Console.WriteLine($"{Environment.ProcessorCount} cores, AVX-512: {Vector512.IsHardwareAccelerated}");
        var rows = Vectors(Math.Max(count, ExactRows), 1);
        var queries = Vectors(200, 2);
        Exact(rows.AsMemory(0, ExactRows * Dimensions), queries);
        Quantised(rows.AsMemory(0, count * Dimensions), queries);
    }

    private static void Exact(ReadOnlyMemory<float> rows, float[] queries)
    {
        var similarities = new float[ExactRows];
        var sums = new float[2];
        var search = Measured(100, i => ExactScan.Similarities(rows, queries.AsMemory(i % 200 * Dimensions, Dimensions), similarities));
        var pass = Measured(100, _ => Parallel.For(0, 2, half => sums[half] = Sum(rows.Span.Slice(half * rows.Length / 2, rows.Length / 2))));
        Tell($"exact search of {ExactRows:N0} x {Dimensions}, two cores", search, (1.5 * pass.Median, 1.5 * pass.Busy), "ms (1.5 passes over the memory)");
    }

    private static void Quantised(ReadOnlyMemory<float> rows, float[] queries)
    {
        var clock = Stopwatch.StartNew();
        var quantised = QuantisedVectors.Of(rows, Dimensions);
        var count = rows.Length / Dimensions;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quantising {count:N0}: {clock.Elapsed.TotalSeconds:0.0} s; bytes a vector: {Dimensions * 4} exact, {(double)(quantised.Signs.Codes.Length + (4 * quantised.Signs.Factors.Length)) / count:0.#} signs, {(double)(quantised.Nibbles.Values.Length + (4 * quantised.Nibbles.Scales.Length)) / count:0.#} four bits"));
        var times = Measured(200, i => quantised.Nearest(queries.AsMemory(i * Dimensions, Dimensions), Nearest));
        Tell($"quantised search of {count:N0}, one core", times, (5, 5), "ms");
        var rotated = queries.AsSpan(0, Dimensions).ToArray();
        new Rotation(Dimensions).Apply(rotated);
        Tell("  of which all signs", Measured(100, _ => quantised.Signs.Scan(rotated, 0, 1, new ScanHits(20_000) { Threshold = 10 })), (5, 5), "ms");
        var sample = new ScanHits(20_000);
        quantised.Signs.Scan(rotated, 0, 127, sample);
        var threshold = sample.Quantile(0.0196);
        Tell("  of which a sample", Measured(100, _ =>
        {
            var own = new ScanHits(20_000);
            quantised.Signs.Scan(rotated, 0, 127, own);
            own.Quantile(0.0196);
        }), (5, 5), "ms");
        Tell("  of which signs above the threshold", Measured(100, _ => quantised.Signs.Scan(rotated, 0, 1, new ScanHits(count / 56) { Threshold = threshold })), (5, 5), "ms");
        var hits = new ScanHits(count / 56) { Threshold = threshold };
        quantised.Signs.Scan(rotated, 0, 1, hits);
        var some = hits.Numbers.ToArray();
        Tell($"  of which {some.Length:N0} rows of four bits", Measured(100, _ => quantised.Nibbles.Nearest(rotated, some, new VectorTop(128))), (5, 5), "ms");
        var (found, similarities) = (0, new float[count]);
        for (var i = 0; i < 200; i++)
        {
            var query = queries.AsMemory(i * Dimensions, Dimensions);
            ExactScan.Similarities(rows, query, similarities);
            var truth = new VectorTop(Nearest);
            for (var number = 0; number < count; number++)
                truth.Offer(number, similarities[number]);
            found += quantised.Nearest(query, Nearest).Numbers.Intersect(truth.Numbers).Count();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recall@10 of it over 200 queries: {found / 2000.0:0.0000}, at least 0.99: {(found >= 1980 ? "yes" : "NO")}"));
    }

    // The median by the clock, and by the processor's time of this thread, which other programs on the machine do not lengthen.
    private static (double Median, double Busy) Measured(int times, Action<int> act)
    {
        for (var i = 0; i < 20; i++)
            act(i);
        var taken = new double[times];
        var busy = new double[times];
        for (var i = 0; i < times; i++)
        {
            var (from, worked) = (Stopwatch.GetTimestamp(), ThreadTime.Milliseconds);
            act(i);
            busy[i] = ThreadTime.Milliseconds - worked;
            taken[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(taken);
        Array.Sort(busy);
        return (taken[times / 2], busy[times / 2]);
    }

    private static void Tell(string what, (double Median, double Busy) taken, (double Median, double Busy) limit, string unit) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {taken.Median:0.00} (this thread worked {taken.Busy:0.00}); limit {limit.Median:0.00} {unit}: {(taken.Median <= limit.Median ? "kept" : taken.Busy <= limit.Busy ? "kept by the time worked" : "MISSED")}"));

    private static float Sum(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        Vector512<float> a = default, b = default, c = default, d = default;
        for (var i = 0; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector512.Sum(a + b + c + d);
    }

    /// <summary>Vectors of length 1 in random directions.</summary>
    private static float[] Vectors(int count, int seed)
    {
        var values = new float[count * Dimensions];
        Parallel.For(0, count, i =>
        {
            var random = new Random((seed * 1_000_003) + i);
            var row = values.AsSpan(i * Dimensions, Dimensions);
            var squares = 0f;
            for (var d = 0; d < Dimensions; d++)
            {
                // The sum of four is near enough to normal.
                row[d] = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
                squares += row[d] * row[d];
            }

            for (var d = 0; d < Dimensions; d++)
                row[d] /= MathF.Sqrt(squares);
        });
        return values;
    }
}
