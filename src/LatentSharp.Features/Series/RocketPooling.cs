using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What is kept of a convolution's values above a bias.</summary>
internal static class RocketPooling
{
    /// <summary>The share of values above a bias; 0 of none.</summary>
    internal static float Share(ReadOnlySpan<float> values, float bias) =>
        values.Length == 0 ? 0 : Above(values, bias) / (float)values.Length;

    /// <summary>
    /// For each of several biases the share of values above it, the longest stretch of such as a share, the mean of value less bias over
    /// them, and their mean place as a share; the last is minus one step where there are none (Tan et al. 2022, whose stretches and places
    /// are in steps). Each bias has a lane, in which sums have the order of the steps, so that the width of the vectors changes nothing.
    /// </summary>
    internal static void Four(
        ReadOnlySpan<float> values, ReadOnlySpan<float> biases, Span<float> shares, Span<float> stretches, Span<float> means,
        Span<float> places)
    {
        if (values.Length == 0)
        {
            shares.Clear();
            stretches.Clear();
            means.Clear();
            places.Clear();
            return;
        }
        var width = Vector<float>.Count;
        var length = (float)values.Length;
        Span<float> limits = stackalloc float[width];
        Span<int> counts = stackalloc int[width], longest = stackalloc int[width];
        Span<double> sums = stackalloc double[width], steps = stackalloc double[width];
        for (var first = 0; first < biases.Length; first += width)
        {
            var some = Math.Min(width, biases.Length - first);
            biases.Slice(first, some).CopyTo(limits);
            Sum(values, new Vector<float>(limits), counts, longest, sums, steps);
            for (var i = 0; i < some; i++)
            {
                var count = counts[i];
                shares[first + i] = count / length;
                stretches[first + i] = longest[i] / length;
                means[first + i] = count == 0 ? 0 : (float)(sums[i] / count);
                places[first + i] = count == 0 ? -1 / length : (float)(steps[i] / count) / length;
            }
        }
    }

    /// <summary>
    /// For the bias in each lane: how many values are above it, the longest stretch of such, the sum of what they are above it and that of
    /// their steps.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(
        ReadOnlySpan<float> values, Vector<float> biases, Span<int> counts, Span<int> longest, Span<double> sums, Span<double> steps)
    {
        Vector<int> count = default, stretch = default, most = default;
        Vector<double> sum = default, sumHigh = default, step = default, stepHigh = default;
        for (var t = 0; t < values.Length; t++)
        {
            var value = new Vector<float>(values[t]);
            // A comparison gives -1, all bits, in each lane where it holds.
            var above = Vector.GreaterThan(value, biases);
            count -= above;
            stretch = (stretch - above) & above;
            most = Vector.Max(most, stretch);
            Vector.Widen(Vector.AsVectorSingle(Vector.AsVectorInt32(value - biases) & above), out var low, out var high);
            sum += low;
            sumHigh += high;
            Vector.Widen(Vector.AsVectorSingle(Vector.AsVectorInt32(new Vector<float>((float)t)) & above), out low, out high);
            step += low;
            stepHigh += high;
        }
        count.CopyTo(counts);
        most.CopyTo(longest);
        sum.CopyTo(sums);
        sumHigh.CopyTo(sums[Vector<double>.Count..]);
        step.CopyTo(steps);
        stepHigh.CopyTo(steps[Vector<double>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
