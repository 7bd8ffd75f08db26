namespace LatentSharp;

/// <summary>
/// A unit of a code in buckets of the same share of the prior, which is the standard normal distribution (Townsend, Bird and Barber 2019).
/// </summary>
internal static class CodeBuckets
{
    private const int Bits = 12, Count = 1 << Bits, Precision = 28;

    private static readonly double[] Edges = [.. Enumerable.Range(0, Count + 1).Select(i =>
        i == 0 ? double.NegativeInfinity : i == Count ? double.PositiveInfinity : ExactMath.NormalQuantile((double)i / Count))];

    private static readonly float[] Centers =
        [.. Enumerable.Range(0, Count).Select(i => (float)ExactMath.NormalQuantile((i + 0.5) / Count))];

    /// <summary>The value that stands for a bucket.</summary>
    internal static float Center(int bucket) => Centers[bucket];

    /// <summary>Pushes a bucket by the prior.</summary>
    internal static void Push(AnsStack stack, int bucket) => stack.Push((uint)bucket, 1, Bits);

    /// <summary>Pops one by the prior.</summary>
    internal static int Pop(AnsStack stack)
    {
        var bucket = (int)stack.Peek(Bits);
        stack.Pop((uint)bucket, 1, Bits);
        return bucket;
    }

    /// <summary>Pushes one by the distribution of a sample's code.</summary>
    internal static void Push(AnsStack stack, int bucket, double mean, double deviation)
    {
        var below = Below(bucket, mean, deviation);
        stack.Push(below, Below(bucket + 1, mean, deviation) - below, Precision);
    }

    /// <summary>Pops one by the distribution of a sample's code.</summary>
    internal static int Pop(AnsStack stack, double mean, double deviation)
    {
        var slot = stack.Peek(Precision);
        var (low, high) = (0, Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Below(middle, mean, deviation) <= slot) low = middle;
            else high = middle;
        }
        var below = Below(low, mean, deviation);
        stack.Pop(below, Below(low + 1, mean, deviation) - below, Precision);
        return low;
    }

    private static uint Below(int bucket, double mean, double deviation) => bucket == 0 ? 0
        : bucket == Count ? 1u << Precision
        : (uint)bucket + (uint)Math.Floor(ExactMath.NormalCdf((Edges[bucket] - mean) / deviation) * ((1u << Precision) - Count));
}
