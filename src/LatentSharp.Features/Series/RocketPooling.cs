using System.Numerics;

namespace LatentSharp;

/// <summary>What is kept of a convolution's values above a bias.</summary>
internal static class RocketPooling
{
    /// <summary>The share of values above a bias; 0 of none.</summary>
    internal static float Share(ReadOnlySpan<float> values, float bias) =>
        values.Length == 0 ? 0 : Above(values, bias) / (float)values.Length;

    /// <summary>
    /// The share of values above a bias, the longest stretch of such as a share, the mean of value less bias over them, and their mean
    /// place
    /// as a share; the last is minus one step where there are none (Tan et al. 2022, whose stretches and places are in steps).
    /// </summary>
    internal static (float Share, float Stretch, float Mean, float Place) Four(ReadOnlySpan<float> values, float bias)
    {
        if (values.Length == 0) return default;
        int count = 0, stretch = 0, longest = 0;
        long places = 0;
        var sum = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            if (!(values[t] > bias))
            {
                stretch = 0;
                continue;
            }
            count++;
            places += t;
            sum += values[t] - bias;
            longest = Math.Max(longest, ++stretch);
        }
        var length = (float)values.Length;
        return (
            count / length, longest / length, count == 0 ? 0 : (float)(sum / count), count == 0 ? -1 / length
                : (float)(places / (double)count) / length);
    }

    private static int Above(ReadOnlySpan<float> values, float bias)
    {
        var (limit, counts, t) = (new Vector<float>(bias), Vector<int>.Zero, 0);
        // A comparison gives -1 in each lane where it holds.
        for (; t <= values.Length - Vector<float>.Count; t += Vector<float>.Count)
            counts -= Vector.GreaterThan(new Vector<float>(values[t..]), limit);
        var count = Vector.Sum(counts);
        for (; t < values.Length; t++) count += values[t] > bias ? 1 : 0;
        return count;
    }
}
