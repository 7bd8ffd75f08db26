namespace LatentSharp;

/// <summary>The point of the simplex that is nearest to a row of numbers (Martins and Astudillo 2016, algorithm 1).</summary>
internal static class SparsemaxRow
{
    /// <summary>y = max(x - τ, 0), with τ such that the sum is 1. NaN everywhere when a number is NaN or +∞.</summary>
    internal static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.Check(x.Length, y.Length);
        if (x.IsEmpty) return;
        var largest = Extremes.Max(x);
        if (!float.IsFinite(largest))
        {
            y.Fill(float.NaN);
            return;
        }
        for (var i = 0; i < x.Length; i++) y[i] = x[i] - largest;
        y.Sort();
        // From the largest down: the support ends where a number would lie below the threshold that it makes itself.
        var (sum, threshold) = (0.0, 0.0);
        for (var count = 1; count <= y.Length; count++)
        {
            double value = y[^count];
            if (1 + (count * value) <= sum + value) break;
            sum += value;
            threshold = (sum - 1) / count;
        }
        for (var i = 0; i < x.Length; i++) y[i] = (float)Math.Max(x[i] - (double)largest - threshold, 0);
    }

    /// <summary>dx (+)= dy minus its mean over the support, on the support.</summary>
    internal static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < y.Length; i++)
        {
            if (y[i] > 0) (sum, count) = (sum + dy[i], count + 1);
        }
        var mean = (float)(sum / Math.Max(count, 1));
        for (var i = 0; i < y.Length; i++) dx[i] = (accumulate ? dx[i] : 0) + (y[i] > 0 ? dy[i] - mean : 0);
    }
}
