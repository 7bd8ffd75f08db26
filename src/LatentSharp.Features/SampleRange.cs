namespace LatentSharp;

/// <summary>The smallest and the largest value of samples; NaN when one is no number.</summary>
internal readonly record struct SampleRange(float Low, float High)
{
    /// <summary>Whether all values are probabilities.</summary>
    internal bool IsUnit => Low >= 0 && High <= 1;

    /// <summary>The largest magnitude.</summary>
    internal double Largest => Math.Max(Math.Abs((double)Low), Math.Abs((double)High));

    internal static SampleRange Of(Tensor samples)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in samples.AsSpan())
        {
            if (float.IsNaN(value)) return new SampleRange(value, value);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return new SampleRange(low, high);
    }
}
