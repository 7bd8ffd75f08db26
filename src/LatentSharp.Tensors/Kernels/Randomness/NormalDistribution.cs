using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Normal numbers by Box and Muller: a radius √(-2·log u) and an angle make two. The words 0 to 15 of a chunk's half are radii, 16 to 31
/// angles; the cosines and the sines take their places. u has 31 bits and reaches down to 2⁻³², so that 6.6 deviations occur.
/// </summary>
internal readonly unsafe struct NormalDistribution(float mean, float deviation) : IDistribution
{
    private const int Quarter = Philox.Chunk / 4;

    public static int Cost => 8;

    [MethodImpl(Jit.Loop)]
    public void Apply<V>(float* chunk) where V : unmanaged, ILanes<V>
    {
        for (var half = chunk; half < chunk + Philox.Chunk; half += 2 * Quarter)
        {
            for (var i = 0; i < Quarter; i += V.Count)
            {
                var u = V.FromIntegerBits(V.ShiftRightBitsLogical(V.Load(half + i), 1));
                var log = LogFunction.Of((u + V.Create(0.5f)) * V.Create(1f / (1u << 31)));
                var radius = V.Sqrt(log * V.Create(-2)) * V.Create(deviation);
                var turn = V.FromIntegerBits(V.ShiftRightBitsLogical(V.Load(half + i + Quarter), 8));
                var angle = turn * V.Create(MathF.Tau / (1 << 24));
                V.Store(V.FusedMultiplyAdd(radius, CosFunction.Of(angle), V.Create(mean)), half + i);
                V.Store(V.FusedMultiplyAdd(radius, SinFunction.Of(angle), V.Create(mean)), half + i + Quarter);
            }
        }
    }
}
