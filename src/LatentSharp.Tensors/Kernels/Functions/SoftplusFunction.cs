using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>log(1 + eˣ)</summary>
internal readonly struct SoftplusFunction : IMap
{
    public static int Cost => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        // max(x, 0) + log(1 + e^-|x|), which neither overflows nor loses small results.
        var positive = V.Select(V.LessThan(x, V.Create(0)), V.Create(0), x);
        return positive + Log1pFunction.Of(ExpFunction.Of(-V.Abs(x)));
    }
}
