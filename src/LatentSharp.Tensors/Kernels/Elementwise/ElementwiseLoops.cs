using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The inner loops of all elementwise work. Outputs may alias inputs that start at the same place.</summary>
internal static unsafe class ElementwiseLoops
{
    [MethodImpl(Jit.Loop)]
    internal static void Map<V, TOp, TWriting>(TOp op, float* x, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IMap where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(x + i)), y + i);
        if (i < count) MapRest<V, TOp, TWriting>(op, x + i, y + i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    internal static void Zip<V, TOp, TWriting>(TOp op, float* a, float* b, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(a + i), V.Load(b + i)), y + i);
        if (i < count) ZipRest<V, TOp, TWriting>(op, a + i, b + i, y + i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    internal static void Zip3<V, TOp, TWriting>(TOp op, float* a, float* b, float* c, float* y, nint count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip3 where TWriting : struct, IWriting
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) TWriting.Store(op.Apply(V.Load(a + i), V.Load(b + i), V.Load(c + i)), y + i);
        if (i < count) Zip3Rest<V, TOp, TWriting>(op, a + i, b + i, c + i, y + i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    private static void MapRest<V, TOp, TWriting>(TOp op, float* x, float* y, int count)
        where V : unmanaged, ILanes<V> where TOp : struct, IMap where TWriting : struct, IWriting =>
        TWriting.StorePart(op.Apply(V.LoadPart(x, count)), y, count);

    [MethodImpl(Jit.Loop)]
    private static void ZipRest<V, TOp, TWriting>(TOp op, float* a, float* b, float* y, int count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip where TWriting : struct, IWriting =>
        TWriting.StorePart(op.Apply(V.LoadPart(a, count), V.LoadPart(b, count)), y, count);

    [MethodImpl(Jit.Loop)]
    private static void Zip3Rest<V, TOp, TWriting>(TOp op, float* a, float* b, float* c, float* y, int count)
        where V : unmanaged, ILanes<V> where TOp : struct, IZip3 where TWriting : struct, IWriting =>
        TWriting.StorePart(op.Apply(V.LoadPart(a, count), V.LoadPart(b, count), V.LoadPart(c, count)), y, count);
}
