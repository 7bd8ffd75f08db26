using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>sin x, x in radians of any size.</summary>
internal readonly struct SinFunction : IMap
{
    public static int Cost => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var result = Circular.Of(x, 0);
        return V.Select(V.LessThan(V.Abs(x), V.Create(1e-4f)), x, result);
    }
}

/// <summary>cos x, x in radians of any size.</summary>
internal readonly struct CosFunction : IMap
{
    public static int Cost => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V> => Circular.Of(x, 1);
}
