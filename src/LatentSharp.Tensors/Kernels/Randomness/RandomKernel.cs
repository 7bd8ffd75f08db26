using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Turns a chunk of random words, seen as the bits of floats, into numbers of some distribution, in place.</summary>
internal unsafe interface IDistribution
{
    static abstract int Cost { get; }

    void Apply<V>(float* chunk) where V : unmanaged, ILanes<V>;
}

/// <summary>Fills memory with random numbers, chunk by chunk.</summary>
internal static unsafe class RandomKernel
{
    private const int Grain = 512;

    internal static void Fill<T>(ulong key, ulong stream, T distribution, Span<float> destination) where T : struct, IDistribution
    {
        if (destination.IsEmpty) return;
        fixed (float* y = destination)
        {
            var kernel = new Kernel<T>(key, stream, distribution, y, destination.Length);
            RangeKernel.Run(ref kernel, ((destination.Length - 1) / Philox.Chunk) + 1, Grain / T.Cost);
        }
    }

    private readonly struct Kernel<T>(ulong key, ulong stream, T distribution, float* y, int count) : IRangeKernel
        where T : struct, IDistribution
    {
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var last = stackalloc float[Philox.Chunk];
            for (var chunk = start; chunk < end; chunk++)
            {
                var at = y + ((nint)chunk * Philox.Chunk);
                var left = count - (chunk * Philox.Chunk);
                if (left >= Philox.Chunk)
                {
                    Fill<V>(chunk, at);
                    continue;
                }
                Fill<V>(chunk, last);
                new ReadOnlySpan<float>(last, left).CopyTo(new Span<float>(at, left));
            }
        }

        private void Fill<V>(int chunk, float* at) where V : unmanaged, ILanes<V>
        {
            Philox.Fill(V.Count, key, stream, (ulong)chunk, (uint*)at);
            distribution.Apply<V>(at);
        }
    }
}
