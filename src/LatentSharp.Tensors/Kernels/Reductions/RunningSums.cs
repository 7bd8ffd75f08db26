namespace LatentSharp;

/// <summary>Running sums along the middle axis of (outer, length, inner).</summary>
internal static class RunningSums
{
    /// <summary>Columns that are summed side by side.</summary>
    private const int Columns = 64;

    internal static void Run(ReadOnlySpan<float> x, int length, int inner, Span<float> y, bool exclusive, bool reverse)
    {
        if (y.IsEmpty) return;
        Span<double> sums = stackalloc double[Columns];
        for (var block = 0; block < x.Length; block += length * inner)
        {
            for (var left = 0; left < inner; left += Columns)
            {
                var width = Math.Min(Columns, inner - left);
                sums.Clear();
                for (var step = 0; step < length; step++)
                {
                    var at = block + ((reverse ? length - 1 - step : step) * inner) + left;
                    for (var column = 0; column < width; column++)
                    {
                        var with = sums[column] + x[at + column];
                        y[at + column] = (float)(exclusive ? sums[column] : with);
                        sums[column] = with;
                    }
                }
            }
        }
    }
}
