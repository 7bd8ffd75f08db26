using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What a sum runs over: the elements themselves or a function of them.</summary>
internal unsafe interface ITerm
{
    static virtual int Cost => 1;

    V At<V>(nint index) where V : unmanaged, ILanes<V>;

    /// <summary>The first <paramref name="count"/> of them (0 to a whole vector), anything after.</summary>
    V Part<V>(nint index, int count) where V : unmanaged, ILanes<V>;
}

internal readonly unsafe struct PlainTerm(float* x) : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint index) where V : unmanaged, ILanes<V> => V.Load(x + index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Part<V>(nint index, int count) where V : unmanaged, ILanes<V> => V.LoadPart(x + index, count);
}

internal readonly unsafe struct MapTerm<TOp>(TOp op, float* x) : ITerm where TOp : struct, IMap
{
    public static int Cost => TOp.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint index) where V : unmanaged, ILanes<V> => op.Apply(V.Load(x + index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Part<V>(nint index, int count) where V : unmanaged, ILanes<V> => op.Apply(V.LoadPart(x + index, count));
}

internal readonly unsafe struct ZipTerm<TOp>(TOp op, float* a, float* b) : ITerm where TOp : struct, IZip
{
    public static int Cost => TOp.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint index) where V : unmanaged, ILanes<V> => op.Apply(V.Load(a + index), V.Load(b + index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Part<V>(nint index, int count) where V : unmanaged, ILanes<V> =>
        op.Apply(V.LoadPart(a + index, count), V.LoadPart(b + index, count));
}

internal readonly unsafe struct Zip3Term<TOp>(TOp op, float* a, float* b, float* c) : ITerm where TOp : struct, IZip3
{
    public static int Cost => TOp.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint index) where V : unmanaged, ILanes<V> => op.Apply(V.Load(a + index), V.Load(b + index), V.Load(c + index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Part<V>(nint index, int count) where V : unmanaged, ILanes<V> =>
        op.Apply(V.LoadPart(a + index, count), V.LoadPart(b + index, count), V.LoadPart(c + index, count));
}

/// <summary>Writes a second function of the same two elements on the way: each term is visited once.</summary>
internal readonly unsafe struct WritingTerm<TOp, TWritten>(TOp op, TWritten written, float* a, float* b, float* y) : ITerm
    where TOp : struct, IZip where TWritten : struct, IZip
{
    public static int Cost => TOp.Cost + TWritten.Cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint index) where V : unmanaged, ILanes<V>
    {
        var (left, right) = (V.Load(a + index), V.Load(b + index));
        V.Store(written.Apply(left, right), y + index);
        return op.Apply(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Part<V>(nint index, int count) where V : unmanaged, ILanes<V>
    {
        var (left, right) = (V.LoadPart(a + index, count), V.LoadPart(b + index, count));
        V.StorePart(written.Apply(left, right), y + index, count);
        return op.Apply(left, right);
    }
}
