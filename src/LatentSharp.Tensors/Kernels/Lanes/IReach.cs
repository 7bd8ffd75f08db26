using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Reads and writes whole vectors, or the first numbers of one.</summary>
internal unsafe interface IReach
{
    V Load<V>(float* address) where V : unmanaged, ILanes<V>;

    void Store<V>(V value, float* address) where V : unmanaged, ILanes<V>;
}

internal readonly unsafe struct WholeVector : IReach
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(float* address) where V : unmanaged, ILanes<V> => V.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<V>(V value, float* address) where V : unmanaged, ILanes<V> => V.Store(value, address);
}

internal readonly unsafe struct PartOfVector(int count) : IReach
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(float* address) where V : unmanaged, ILanes<V> => V.LoadPart(address, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<V>(V value, float* address) where V : unmanaged, ILanes<V> => V.StorePart(value, address, count);
}
