namespace LatentSharp;

/// <summary>How rare values are by the learned ones: -log of the share of learned values that are as small, or as large.</summary>
internal sealed class TailProbabilities
{
    private readonly float[] sorted;
    private readonly int count;

    /// <param name="sorted">(D, N): the values of each column, rising.</param>
    internal TailProbabilities(Tensor sorted) => (this.sorted, count) = (sorted.ToArray(), sorted.Shape[1]);

    /// <summary>The columns of rows (N, D), sorted: (D, N).</summary>
    internal static Tensor Sort(Tensor rows)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var values = rows.AsSpan();
        var sorted = new float[n * d];
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < n; i++) sorted[(j * n) + i] = values[(i * d) + j];
            Array.Sort(sorted, j * n, n);
        }
        return Tensor.From(sorted, [d, n]).Keep();
    }

    /// <summary>-1 for each column whose skewness is below 0, else 1.</summary>
    internal static Tensor Skewness(Tensor rows)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var values = rows.AsSpan();
        var means = LinearAlgebra.ColumnMeans(values, n, d);
        var cubes = new double[d];
        for (var i = 0; i < values.Length; i++) cubes[i % d] += Math.Pow(values[i] - means[i % d], 3);
        return Tensor.From([.. cubes.Select(sum => sum < 0 ? -1f : 1f)], d).Keep();
    }

    /// <summary>
    /// -log F(x) of the lower tail and -log of the upper one. A value beyond all learned ones counts as half a row.
    /// </summary>
    internal (double Lower, double Upper) Of(int column, float value)
    {
        var own = sorted.AsSpan(column * count, count);
        return (Surprise(FirstAbove(own, value)), Surprise(count - FirstAtLeast(own, value)));
    }

    private double Surprise(int rows) => -Math.Log(Math.Max(rows, 0.5) / count);

    private static int FirstAbove(ReadOnlySpan<float> values, float value)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int FirstAtLeast(ReadOnlySpan<float> values, float value)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
