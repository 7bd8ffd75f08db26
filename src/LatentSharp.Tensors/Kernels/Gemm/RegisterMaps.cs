using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>A map that changes nothing: a product ends without it.</summary>
internal interface IIdentity : IMap;

/// <summary>A map that computes max(x, 0), and NaN for NaN: the micro-kernels do it in registers.</summary>
internal interface IRectifier : IMap;

/// <summary>x</summary>
internal readonly struct Identity : IIdentity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x;
}
