namespace LatentSharp.Tests;

internal readonly struct Rectifier : IRectifier
{
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Max(x, default);
}
