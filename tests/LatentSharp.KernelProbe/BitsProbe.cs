namespace LatentSharp.Tests;

/// <summary>
/// Prints the width that dispatch chose and, for each kernel, a hash of what it computes, so that processes with other settings of the
/// runtime can be compared. NaN is NaN, whatever its bits.
/// </summary>
internal static class BitsProbe
{
    private static readonly int[] Sizes = [3, 17, 100, 257, 5001, 40_000, 200_003];

    internal static int Run(int threads)
    {
        Engine.Threads = threads;
        Console.WriteLine($"width {Dispatch.Width}");
        foreach (var (name, _, kernel) in KernelCases.All)
        {
            var hash = 14695981039346656037UL;
            foreach (var n in Sizes)
            {
                var (a, b, c, y) = (Numbers(n, 1), Numbers(n, 2), Numbers(n, 3), Numbers(n, 4));
                kernel(new Operands(a, b, c, y));
                foreach (var value in y)
                {
                    var bits = float.IsNaN(value) ? 1u : BitConverter.SingleToUInt32Bits(value);
                    hash = (hash ^ bits) * 1099511628211UL;
                }
            }
            Console.WriteLine($"{name} {hash:X16}");
        }
        return 0;
    }

    /// <summary>Numbers of all magnitudes (xorshift).</summary>
    private static float[] Numbers(int count, uint seed)
    {
        var numbers = GC.AllocateArray<float>(count, pinned: true);
        var state = (seed * 2654435761u) | 1;
        for (var i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            var exponent = 100 + (state & 31);
            numbers[i] = BitConverter.UInt32BitsToSingle((state & 0x807FFFFF) | (exponent << 23));
        }
        return numbers;
    }
}
