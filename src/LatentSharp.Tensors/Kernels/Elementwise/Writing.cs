using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What becomes of a result: it replaces what stood there, or is added to it.</summary>
internal unsafe interface IWriting
{
    static abstract void Store<V>(V value, float* y) where V : unmanaged, ILanes<V>;

    static abstract void StorePart<V>(V value, float* y, int count) where V : unmanaged, ILanes<V>;
}

internal readonly unsafe struct Overwriting : IWriting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* y) where V : unmanaged, ILanes<V> => V.Store(value, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart<V>(V value, float* y, int count) where V : unmanaged, ILanes<V> => V.StorePart(value, y, count);
}

internal readonly unsafe struct Accumulating : IWriting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* y) where V : unmanaged, ILanes<V> => V.Store(V.Load(y) + value, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart<V>(V value, float* y, int count) where V : unmanaged, ILanes<V> =>
        V.StorePart(V.LoadPart(y, count) + value, y, count);
}
