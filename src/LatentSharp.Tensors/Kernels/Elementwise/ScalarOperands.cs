using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>A function of two numbers whose left one is fixed.</summary>
internal readonly struct WithLeft<TOp>(TOp op, float left) : IMap where TOp : struct, IZip
{
    public static int Cost => TOp.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => op.Apply(V.Create(left), x);
}

/// <summary>A function of two numbers whose right one is fixed.</summary>
internal readonly struct WithRight<TOp>(TOp op, float right) : IMap where TOp : struct, IZip
{
    public static int Cost => TOp.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => op.Apply(x, V.Create(right));
}
