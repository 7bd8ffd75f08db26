using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>low + (high - low)·k/2²⁴ for 24 random bits k, and always below high.</summary>
internal readonly unsafe struct UniformDistribution(float low, float high) : IDistribution
{
    private readonly float scale = (high - low) / (1 << 24);
    private readonly float largest = MathF.BitDecrement(high);

    public static int Cost => 1;

    [MethodImpl(Jit.Loop)]
    public void Apply<V>(float* chunk) where V : unmanaged, ILanes<V>
    {
        var (factor, offset, limit) = (V.Create(scale), V.Create(low), V.Create(largest));
        for (var i = 0; i < Philox.Chunk; i += V.Count)
        {
            var integer = V.FromIntegerBits(V.ShiftRightBitsLogical(V.Load(chunk + i), 8));
            var value = V.FusedMultiplyAdd(integer, factor, offset);
            V.Store(V.Select(V.LessThan(value, limit), value, limit), chunk + i);
        }
    }
}
