using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What happens to one vector of a sample's row; it knows the rows' addresses.</summary>
internal interface IRowWork
{
    void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach;
}

/// <summary>Walks a row vector by vector.</summary>
internal static class RowLoop
{
    [MethodImpl(Jit.Loop)]
    internal static void Run<V, TWork>(TWork work, int count) where V : unmanaged, ILanes<V> where TWork : struct, IRowWork
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) work.At<V, WholeVector>(default, i);
        if (i < count) Rest<V, TWork>(work, i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    private static void Rest<V, TWork>(TWork work, nint i, int count) where V : unmanaged, ILanes<V> where TWork : struct, IRowWork =>
        work.At<V, PartOfVector>(new PartOfVector(count), i);
}

/// <summary>y += x</summary>
internal readonly unsafe struct AddedRow(float* x, float* y) : IRowWork
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach =>
        reach.Store(reach.Load<V>(y + i) + reach.Load<V>(x + i), y + i);
}
