namespace LatentSharp;

/// <summary>Random numbers one after another, from a stream that holds no position.</summary>
internal sealed class Draws(RandomStream stream)
{
    private readonly float[] block = new float[256];
    private int next = 256, blocks;

    /// <summary>The next number, evenly spread over [0, 1).</summary>
    internal double Next()
    {
        if (next == block.Length)
        {
            stream.Derive(blocks++).Uniform(block);
            next = 0;
        }
        return block[next++];
    }

    /// <summary>The next whole number from 0 to below a limit.</summary>
    internal int Below(int limit) => Math.Min((int)(Next() * limit), limit - 1);

    /// <summary>Some different numbers of those from 0 to below <paramref name="count"/>.</summary>
    internal static int[] Subset(RandomStream stream, int count, int size)
    {
        // Floyd's algorithm would save the permutation; sets are small beside what is done with them.
        var order = stream.Permutation(count);
        return order[..Math.Min(size, count)];
    }
}
