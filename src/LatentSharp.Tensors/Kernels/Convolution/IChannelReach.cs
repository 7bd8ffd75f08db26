using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>How much of a vector of channels there is: all of it, or the first few where channels end.</summary>
internal unsafe interface IChannelReach
{
    static abstract V Load<V>(float* address, int count) where V : unmanaged, ILanes<V>;

    static abstract void Store<V>(V value, float* address, int count) where V : unmanaged, ILanes<V>;
}

internal readonly unsafe struct WholeVectors : IChannelReach
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* address, int count) where V : unmanaged, ILanes<V> => V.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* address, int count) where V : unmanaged, ILanes<V> => V.Store(value, address);
}

internal readonly unsafe struct PartVectors : IChannelReach
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* address, int count) where V : unmanaged, ILanes<V> => V.LoadPart(address, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* address, int count) where V : unmanaged, ILanes<V> => V.StorePart(value, address, count);
}
