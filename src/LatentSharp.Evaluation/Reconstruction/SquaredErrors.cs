namespace LatentSharp;

/// <summary>
/// The mean of (original - reconstruction)² of samples that come some at a time, summed in double precision: as many at once, the same sum.
/// </summary>
internal sealed class SquaredErrors
{
    private double sum;
    private long count;

    /// <summary>The mean so far; NaN of no values.</summary>
    internal double Mean => sum / count;

    /// <summary>The mean of one sample.</summary>
    internal static double MeanOf(ReadOnlySpan<float> original, ReadOnlySpan<float> reconstruction) =>
        Sum(0, original, reconstruction) / original.Length;

    /// <summary>Adds values one after the other.</summary>
    internal void Add(ReadOnlySpan<float> original, ReadOnlySpan<float> reconstruction)
    {
        sum = Sum(sum, original, reconstruction);
        count += original.Length;
    }

    /// <summary>Adds the sum of a sequence's own values.</summary>
    internal void AddSequence(ReadOnlySpan<float> original, ReadOnlySpan<float> reconstruction)
    {
        sum += Sum(0, original, reconstruction);
        count += original.Length;
    }

    private static double Sum(double sum, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var difference = x[i] - (double)y[i];
            sum += difference * difference;
        }
        return sum;
    }
}
