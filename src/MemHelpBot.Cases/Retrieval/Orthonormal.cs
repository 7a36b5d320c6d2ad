namespace MemHelpBot.Cases.Retrieval;

/// <summary>Makes the columns of a tall matrix orthonormal: Cholesky's decomposition of their inner products, in double precision and a fixed order.</summary>
internal static class Orthonormal
{
    // A column that adds less than this share of the longest lies in the space of those before it.
    private const double Dependent = 1e-10;

    /// <summary>Changes the matrix in place; columns that depend on those before them become zero.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="columns">Number of columns.</param>
    public static void Make(float[] values, int columns)
    {
        var factor = Factor(InnerProducts(values, columns), columns);
        var solved = new double[columns];
        for (var row = 0; row < values.Length; row += columns)
        {
            for (var i = 0; i < columns; i++)
            {
                if (factor[(i * columns) + i] == 0)
                {
                    solved[i] = 0;
                    continue;
                }

                double sum = values[row + i];
                for (var j = 0; j < i; j++)
                    sum -= factor[(i * columns) + j] * solved[j];
                solved[i] = sum / factor[(i * columns) + i];
            }

            for (var i = 0; i < columns; i++)
                values[row + i] = (float)solved[i];
        }
    }

    private static double[] InnerProducts(float[] values, int columns)
    {
        var products = new double[columns * columns];
        for (var row = 0; row < values.Length; row += columns)
        {
            for (var i = 0; i < columns; i++)
            {
                double left = values[row + i];
                if (left == 0)
                    continue;
                var target = products.AsSpan(i * columns, i + 1);
                for (var j = 0; j < target.Length; j++)
                    target[j] += left * values[row + j];
            }
        }

        return products;
    }

    /// <summary>The lower triangle L with L·Lᵀ equal to the products; 0 on the diagonal of a dependent column.</summary>
    private static double[] Factor(double[] products, int columns)
    {
        var largest = 0.0;
        for (var i = 0; i < columns; i++)
            largest = Math.Max(largest, products[(i * columns) + i]);
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = products[(i * columns) + j];
                for (var k = 0; k < j; k++)
                    sum -= products[(i * columns) + k] * products[(j * columns) + k];
                var pivot = products[(j * columns) + j];
                products[(i * columns) + j] = i == j ? (sum > largest * Dependent ? Math.Sqrt(sum) : 0) : pivot == 0 ? 0 : sum / pivot;
            }
        }

        return products;
    }
}
