using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What happens to one vector of a sample's row at a step; it knows the rows' addresses.</summary>
internal interface IRowWork<TSelf> where TSelf : struct
{
    /// <summary>The same for the rows of a sample.</summary>
    TSelf For(in Sequences s, int step, int sample);

    void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach;
}

/// <summary>Walks rows of U numbers vector by vector: one call for all samples of a step, since rows may be short.</summary>
internal static unsafe class RowLoop
{
    /// <summary>The rows of all samples, or only of those that are not masked at the step.</summary>
    [MethodImpl(Jit.Loop)]
    internal static void Run<V, TWork>(TWork work, in Sequences s, int step, Interval samples, bool skipsMasked = false)
        where V : unmanaged, ILanes<V> where TWork : struct, IRowWork<TWork>
    {
        var units = s.Units;
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (skipsMasked && s.IsMasked(step, n)) continue;
            var row = work.For(s, step, n);
            nint i = 0;
            for (; i <= units - V.Count; i += V.Count) row.At<V, WholeVector>(default, i);
            if (i < units) Rest<V, TWork>(row, i, (int)(units - i));
        }
    }

    /// <summary>y += x</summary>
    [MethodImpl(Jit.Loop)]
    internal static void Add<V>(float* x, float* y, int count) where V : unmanaged, ILanes<V>
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(y + i) + V.Load(x + i), y + i);
        if (i < count) V.StorePart(V.LoadPart(y + i, (int)(count - i)) + V.LoadPart(x + i, (int)(count - i)), y + i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    private static void Rest<V, TWork>(TWork row, nint i, int count)
        where V : unmanaged, ILanes<V> where TWork : struct, IRowWork<TWork> => row.At<V, PartOfVector>(new PartOfVector(count), i);
}
