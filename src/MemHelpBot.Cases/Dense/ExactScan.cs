using System.Numerics.Tensors;

namespace MemHelpBot.Cases.Dense;

/// <summary>Compares a vector with every row of a matrix. As fast as the rows come from memory, so it is split over the cores.</summary>
internal static class ExactScan
{
    // Below so many rows a thread is not worth its start.
    private const int RowsOfThread = 16_384;

    // The vectorised product is compiled at every start of the program (some 10 ms); below so many rows a plain loop is done sooner.
    private const int WorthCompiling = 8192;

    /// <summary>The similarity of each row.</summary>
    /// <param name="rows">The rows, one after another.</param>
    /// <param name="query">A vector as long as a row.</param>
    /// <param name="similarities">One for each row.</param>
    public static void Similarities(ReadOnlyMemory<float> rows, ReadOnlyMemory<float> query, Memory<float> similarities)
    {
        var count = similarities.Length;
        if (count < WorthCompiling)
            Plain(rows.Span, query.Span, similarities.Span);
        else if (count < 2 * RowsOfThread)
            Vectorised(rows.Span, query.Span, similarities.Span);
        else
            Spread(rows, query, similarities);
    }

    /// <summary>The product of two vectors of the same length.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Spread(ReadOnlyMemory<float> rows, ReadOnlyMemory<float> query, Memory<float> similarities)
    {
        var threads = Math.Min(Environment.ProcessorCount, similarities.Length / RowsOfThread);
        var each = (similarities.Length + threads - 1) / threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var from = i * each;
            var count = Math.Min(each, similarities.Length - from);
            Vectorised(rows.Span.Slice(from * query.Length, count * query.Length), query.Span, similarities.Span.Slice(from, count));
        });
    }

    private static void Vectorised(ReadOnlySpan<float> rows, ReadOnlySpan<float> query, Span<float> similarities)
    {
        for (var i = 0; i < similarities.Length; i++)
            similarities[i] = TensorPrimitives.Dot(query, rows.Slice(i * query.Length, query.Length));
    }

    private static void Plain(ReadOnlySpan<float> rows, ReadOnlySpan<float> query, Span<float> similarities)
    {
        for (var i = 0; i < similarities.Length; i++)
            similarities[i] = Dot(query, rows.Slice(i * query.Length, query.Length));
    }
}
