using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The words of a stream one after the other, for work that needs a number of them that nobody knows beforehand.</summary>
internal struct Words(ulong key, ulong stream)
{
    private Buffer buffer;
    private ulong chunk;
    private int next = Philox.Chunk;

    /// <summary>
    /// An integer in [0, <paramref name="range"/>), each as likely (Lemire, "Fast Random Integer Generation in an Interval", 2019).
    /// </summary>
    internal uint Below(uint range)
    {
        var product = (ulong)Next() * range;
        if ((uint)product < range)
        {
            var least = unchecked(0u - range) % range;
            while ((uint)product < least) product = (ulong)Next() * range;
        }
        return (uint)(product >> 32);
    }

    internal uint Next()
    {
        if (next == Philox.Chunk) Refill();
        return buffer[next++];
    }

    private unsafe void Refill()
    {
        fixed (uint* words = (Span<uint>)buffer) Philox.Fill(Dispatch.Width, key, stream, chunk++, words);
        next = 0;
    }

    [InlineArray(Philox.Chunk)]
    private struct Buffer
    {
        private uint first;
    }
}
