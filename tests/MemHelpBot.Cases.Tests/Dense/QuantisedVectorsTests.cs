using MemHelpBot.Cases.Dense;

namespace MemHelpBot.Cases.Tests.Dense;

public sealed class QuantisedVectorsTests
{
    [Theory]
    [InlineData(20_000, 96)]
    [InlineData(9_999, 384)]
    [InlineData(5_000, 50)]
    public void The_nearest_are_found_with_their_exact_similarity(int count, int dimensions)
    {
        var rows = SomeVectors.Of(count, dimensions, 7);
        var quantised = QuantisedVectors.Of(rows, dimensions);
        var found = 0;
        for (var q = 0; q < 20; q++)
        {
            var query = SomeVectors.Of(1, dimensions, 100 + q);
            var exact = new float[count];
            ExactScan.Similarities(rows, query, exact);
            var truth = Enumerable.Range(0, count).OrderByDescending(i => exact[i]).ThenBy(i => i).Take(10).ToHashSet();

            var nearest = quantised.Nearest(query, 10);

            for (var i = 0; i < nearest.Count; i++)
                Assert.Equal(exact[nearest.Numbers[i]], nearest.Similarities[i], 1e-5f);
            found += nearest.Numbers.Count(truth.Contains);
        }

        Assert.True(found >= 198, $"{found} of 200");
    }

    [Fact]
    public void Estimates_are_near_the_product_and_right_on_average()
    {
        const int Count = 1000;
        const int Dimensions = 384;
        var rows = SomeVectors.Of(Count, Dimensions, 3);
        var codes = SignCodes.Of(Count, Dimensions, (i, into) => rows.AsMemory(i * Dimensions, Dimensions).CopyTo(into));
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            // The row itself as a query: its similarity to itself is 1.
            var hits = new ScanHits(Count) { Threshold = 0.8f };
            codes.Scan(rows.AsSpan(i * Dimensions, Dimensions), 0, 1, hits);
            Assert.Equal([i], hits.Numbers.ToArray());
        }

        var query = SomeVectors.Of(1, Dimensions, 9);
        for (var block = 0; block < codes.Blocks; block++)
        {
            var all = new Recording(codes, query, block);
            for (var i = block * SignCodes.BlockVectors; i < Math.Min(Count, (block + 1) * SignCodes.BlockVectors); i++)
            {
                var error = all.EstimateOf(i) - ExactScan.Dot(query, rows.AsSpan(i * Dimensions, Dimensions));
                (sum, squares) = (sum + error, squares + (error * error));
            }
        }

        Assert.InRange(sum / Count, -0.005, 0.005);
        Assert.InRange(Math.Sqrt(squares / Count), 0.03, 0.05);
    }

    [Fact]
    public void Two_threads_find_what_one_finds()
    {
        var rows = SomeVectors.Of(40_000, 24, 5);
        var query = SomeVectors.Of(1, 24, 6);
        var similarities = new float[40_000];

        ExactScan.Similarities(rows, query, similarities);

        for (var i = 0; i < similarities.Length; i += 997)
            Assert.Equal(ExactScan.Dot(query, rows.AsSpan(i * 24, 24)), similarities[i], 1e-5f);
        Assert.Equal(ExactScan.Dot(query, rows.AsSpan(39_999 * 24, 24)), similarities[^1], 1e-5f);
    }

    /// <summary>Finds an estimate by asking with thresholds.</summary>
    private sealed class Recording(SignCodes codes, float[] query, int block)
    {
        public float EstimateOf(int number)
        {
            var (low, high) = (-1f, 1f);
            for (var step = 0; step < 20; step++)
            {
                var middle = (low + high) / 2;
                var hits = new ScanHits(SignCodes.BlockVectors) { Threshold = middle };
                codes.Scan(query, block, int.MaxValue / 2, hits);
                if (hits.Numbers.Contains(number))
                    low = middle;
                else
                    high = middle;
            }

            return low;
        }
    }
}

internal static class SomeVectors
{
    /// <summary>Vectors of length 1 in random directions; the same seed gives the same.</summary>
    public static float[] Of(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        var values = new float[count * dimensions];
        for (var row = 0; row < values.Length; row += dimensions)
        {
            var squares = 0f;
            for (var i = row; i < row + dimensions; i++)
            {
                values[i] = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
                squares += values[i] * values[i];
            }

            for (var i = row; i < row + dimensions; i++)
                values[i] /= MathF.Sqrt(squares);
        }

        return values;
    }
}
