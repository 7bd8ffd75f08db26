namespace LatentSharp.Tests;

/// <summary>A small generator for tests (xorshift), so that they do not lean on what they test.</summary>
internal sealed class TestNumbers(uint seed)
{
    private uint state = (seed * 2654435761u) | 1;

    internal uint Next()
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state;
    }

    internal float Float(float low = -1, float high = 1) => low + ((high - low) * (Next() >> 8) / (1 << 24));

    internal float[] Floats(int count, float low = -1, float high = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => Float(low, high))];

    internal float[] Integers(int count, int low, int high) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(low + (int)(Next() % (uint)(high - low))))];
}
