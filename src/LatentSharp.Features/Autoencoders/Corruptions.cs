namespace LatentSharp;

/// <summary>Adds normal numbers.</summary>
internal sealed class GaussianCorruption(float deviation) : ICorruption
{
    public Tensor Apply(Tensor samples, RandomStream random)
    {
        var noise = Tensor.Create<float, (RandomStream Random, float Deviation)>(
            samples.Shape, (random, deviation), static (values, state) => state.Random.Normal(values, 0, state.Deviation));
        return samples + noise;
    }
}

/// <summary>Sets a share of the values to one of two numbers, each as likely; to the same twice for masking.</summary>
internal sealed class ValueCorruption(float share, float low, float high) : ICorruption
{
    /// <summary>To the smallest or the largest value of all samples.</summary>
    internal static ValueCorruption Extremes(float share, Tensor samples)
    {
        var (low, high) = SampleRange.Of(samples);
        return new ValueCorruption(share, low, high);
    }

    public Tensor Apply(Tensor samples, RandomStream random) =>
        Tensor.Create<float, (ValueCorruption Self, Tensor Samples, RandomStream Random)>(
        samples.Shape, (this, samples, random), static (values, state) => state.Self.Fill(values, state.Samples.AsSpan(), state.Random));

    private void Fill(Span<float> values, ReadOnlySpan<float> samples, RandomStream random)
    {
        random.Uniform(values);
        // Below half the share the one number, from there to the share the other.
        for (var i = 0; i < values.Length; i++) values[i] = values[i] >= share ? samples[i] : values[i] < share / 2 ? low : high;
    }
}
