namespace LatentSharp.Tests;

/// <summary>A small generator of test numbers: splitmix64.</summary>
internal sealed class Numbers(ulong seed)
{
    private ulong state = seed;

    internal ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>An integer from 0 to below <paramref name="end"/>.</summary>
    internal int Below(int end) => (int)(Next() % (ulong)end);

    internal bool Coin() => (Next() & 1) != 0;

    /// <summary>-8 to 8: sums of products of some thousand of these are exact.</summary>
    internal float SmallInteger() => Below(17) - 8;

    /// <summary>Between -1 and 1, with all 24 bits of precision in use.</summary>
    internal float Fraction() => (float)((Next() >> 40) / 8388608.0 - 1);
}
