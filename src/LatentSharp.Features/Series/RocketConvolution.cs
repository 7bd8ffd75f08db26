using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Convolutions of one sequence with all kernels at one dilation, with zeros beyond its ends. Sums have one order whatever the width of the
/// vectors: -Σ over the nine places, then 3 x at the three places of weight 2, channel after channel.
/// </summary>
internal sealed class RocketConvolution
{
    private readonly float[] line, shifted, sums, result;
    private readonly int most, channels;
    private int steps, dilation;

    /// <param name="most">The most steps of a sequence.</param>
    /// <param name="channels">Its channels.</param>
    internal RocketConvolution(int most, int channels)
    {
        (this.most, this.channels) = (most, channels);
        // Channel by channel the nine shifted copies, and their sum.
        shifted = new float[channels * RocketKernels.Length * most];
        sums = new float[channels * most];
        line = new float[most];
        result = new float[most];
    }

    /// <summary>Prepares a sequence (T, C), of which the first steps are its own, at a dilation.</summary>
    internal void Begin(ReadOnlySpan<float> sequence, int own, int atDilation)
    {
        (steps, dilation) = (own, atDilation);
        for (var c = 0; c < channels; c++)
        {
            var sum = sums.AsSpan(c * most, steps);
            sum.Clear();
            for (var t = 0; t < steps; t++) line[t] = sequence[(t * channels) + c];
            for (var j = 0; j < RocketKernels.Length; j++)
            {
                var copy = Shifted(c, j);
                var offset = (j - (RocketKernels.Length / 2)) * dilation;
                var kept = Math.Max(0, steps - Math.Abs(offset));
                copy.Clear();
                line.AsSpan(Math.Min(steps, Math.Max(0, offset)), kept).CopyTo(copy[Math.Min(steps, Math.Max(0, -offset))..]);
                Add(sum, copy, -1);
            }
        }
    }

    /// <summary>The result of a kernel over some channels: a value for each step.</summary>
    internal ReadOnlySpan<float> Apply(int kernel, ReadOnlySpan<int> of)
    {
        var into = result.AsSpan(0, steps);
        into.Clear();
        foreach (var c in of)
        {
            Add(into, sums.AsSpan(c * most, steps), 1);
            for (var place = 0; place < 3; place++) Add(into, Shifted(c, RocketKernels.Places[(3 * kernel) + place]), 3);
        }
        return into;
    }

    /// <summary>
    /// The part of a result that the features of a kernel pool: all of it, or every other kernel's without the ends, where zeros take part.
    /// </summary>
    internal ReadOnlySpan<float> Pooled(ReadOnlySpan<float> values, int dilationIndex, int kernel)
    {
        if ((dilationIndex + kernel) % 2 == 0) return values;
        var margin = RocketKernels.Length / 2 * dilation;
        return values.Length > 2 * margin ? values[margin..^margin] : [];
    }

    private Span<float> Shifted(int channel, int place) => shifted.AsSpan(((channel * RocketKernels.Length) + place) * most, steps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<float> into, ReadOnlySpan<float> values, float times)
    {
        var t = 0;
        for (; t <= into.Length - Vector<float>.Count; t += Vector<float>.Count)
            (new Vector<float>(into[t..]) + (new Vector<float>(values[t..]) * times)).CopyTo(into[t..]);
        for (; t < into.Length; t++) into[t] += values[t] * times;
    }
}
