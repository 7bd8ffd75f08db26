using static LatentSharp.RowOperations;

namespace LatentSharp;

public static partial class LinearAlgebra
{
    /// <summary>
    /// Householder's reflection I - β v vᵀ that turns x into (α, 0, 0, …): overwrites x with v. β is 0 when x has that form already, and v
    /// then has no meaning.
    /// </summary>
    private static (double Beta, double Alpha) Reflector(Span<double> x)
    {
        var rest = Dot(x[1..], x[1..]);
        if (rest == 0) return (0, x[0]);
        var norm = Math.Sqrt((x[0] * x[0]) + rest);
        var alpha = x[0] > 0 ? -norm : norm;
        x[0] -= alpha;
        return (2 / ((x[0] * x[0]) + rest), alpha);
    }

    /// <summary>
    /// Reflects the block of a matrix with <paramref name="stride"/> columns that begins at (row, column) and goes on to the last column.
    /// </summary>
    private static void ApplyReflector(
        ReadOnlySpan<double> v, double beta, double[] matrix, int stride, int row, int column, double[] scratch)
    {
        var width = stride - column;
        var sums = scratch.AsSpan(0, width);
        sums.Clear();
        for (var i = 0; i < v.Length; i++) AddScaled(sums, v[i], matrix.AsSpan(((row + i) * stride) + column, width));
        for (var i = 0; i < v.Length; i++) AddScaled(matrix.AsSpan(((row + i) * stride) + column, width), -beta * v[i], sums);
    }
}
