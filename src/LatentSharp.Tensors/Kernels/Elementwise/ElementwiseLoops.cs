using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The inner loops of all elementwise work. Outputs may alias inputs that start at the same place.</summary>
internal static unsafe class ElementwiseLoops
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<V, TOp, TWriting>(TOp op, float* x, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IMap where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(x + i)), y + i);
        var rest = (int)(count - i);
        if (rest > 0) TWriting.StorePart(op.Apply(V.LoadPart(x + i, rest)), y + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Zip<V, TOp, TWriting>(TOp op, float* a, float* b, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(a + i), V.Load(b + i)), y + i);
        var rest = (int)(count - i);
        if (rest > 0) TWriting.StorePart(op.Apply(V.LoadPart(a + i, rest), V.LoadPart(b + i, rest)), y + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Zip3<V, TOp, TWriting>(TOp op, float* a, float* b, float* c, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip3 where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(a + i), V.Load(b + i), V.Load(c + i)), y + i);
        var rest = (int)(count - i);
        if (rest > 0)
            TWriting.StorePart(op.Apply(V.LoadPart(a + i, rest), V.LoadPart(b + i, rest), V.LoadPart(c + i, rest)), y + i, rest);
    }
}
