namespace LatentSharp;

/// <summary>The smallest and the largest value of samples; NaN when one is no number.</summary>
internal readonly record struct SampleRange(float Low, float High)
{
    /// <summary>Whether all values are probabilities.</summary>
    internal bool IsUnit => Low >= 0 && High <= 1;

    /// <summary>The largest magnitude.</summary>
    internal double Largest => Math.Max(Math.Abs((double)Low), Math.Abs((double)High));

    internal static SampleRange Of(Tensor samples) => Of(samples.AsSpan());

    /// <summary>The same of a stream, in one pass.</summary>
    internal static SampleRange Of(SampleStream samples)
    {
        var all = new SampleRange(float.PositiveInfinity, float.NegativeInfinity);
        foreach (var (_, values) in samples.Blocks())
        {
            var own = Of(values.Span);
            all = new(Math.Min(all.Low, own.Low), Math.Max(all.High, own.High));
        }
        return all;
    }

    private static SampleRange Of(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (float.IsNaN(value)) return new SampleRange(value, value);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return new SampleRange(low, high);
    }
}
