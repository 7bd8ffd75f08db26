using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>x</summary>
internal readonly struct Identity : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x;
}

/// <summary>max(x, 0)</summary>
internal readonly struct Relu : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Max(x, default);
}
