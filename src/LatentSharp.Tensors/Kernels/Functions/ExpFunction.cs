using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>eˣ</summary>
internal readonly struct ExpFunction : IMap
{
    public static int Cost => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        // Beyond these limits the result is 0 or infinite anyway.
        var n = ExpParts.Split(ExpParts.AtLeast(ExpParts.AtMost(x, 90), -105), out var one, out var more);
        return ExpParts.Scale(one + more, n);
    }
}
