namespace LatentSharp;

/// <summary>
/// Applies a function to every element. With <c>accumulate</c> the results are added to what the output holds. An output may be
/// one of the inputs; otherwise they must not overlap. All lengths are equal.
/// </summary>
internal static unsafe class Elementwise
{
    /// <summary>Fewer additions than this are not worth a second thread.</summary>
    private const int Grain = 32768;

    /// <summary>y = op(x)</summary>
    internal static void Map<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> y, bool accumulate = false) where TOp : struct, IMap
    {
        Lengths.Check(x.Length, y.Length);
        fixed (float* px = x, py = y)
        {
            if (accumulate) Run(new MapKernel<TOp, Accumulating>(op, px, py), y.Length, TOp.Cost);
            else Run(new MapKernel<TOp, Overwriting>(op, px, py), y.Length, TOp.Cost);
        }
    }

    /// <summary>y = op(a, b)</summary>
    internal static void Zip<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, bool accumulate = false)
        where TOp : struct, IZip
    {
        Lengths.Check(a.Length, y.Length);
        Lengths.Check(b.Length, y.Length);
        fixed (float* pa = a, pb = b, py = y)
        {
            if (accumulate) Run(new ZipKernel<TOp, Accumulating>(op, pa, pb, py), y.Length, TOp.Cost);
            else Run(new ZipKernel<TOp, Overwriting>(op, pa, pb, py), y.Length, TOp.Cost);
        }
    }

    /// <summary>y = op(a, b) for a single number a.</summary>
    internal static void Zip<TOp>(TOp op, float a, ReadOnlySpan<float> b, Span<float> y, bool accumulate = false)
        where TOp : struct, IZip => Map(new WithLeft<TOp>(op, a), b, y, accumulate);

    /// <summary>y = op(a, b) for a single number b.</summary>
    internal static void Zip<TOp>(TOp op, ReadOnlySpan<float> a, float b, Span<float> y, bool accumulate = false)
        where TOp : struct, IZip => Map(new WithRight<TOp>(op, b), a, y, accumulate);

    /// <summary>y = op(a, b, c)</summary>
    internal static void Zip3<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> y,
        bool accumulate = false) where TOp : struct, IZip3
    {
        Lengths.Check(a.Length, y.Length);
        Lengths.Check(b.Length, y.Length);
        Lengths.Check(c.Length, y.Length);
        fixed (float* pa = a, pb = b, pc = c, py = y)
        {
            if (accumulate) Run(new Zip3Kernel<TOp, Accumulating>(op, pa, pb, pc, py), y.Length, TOp.Cost);
            else Run(new Zip3Kernel<TOp, Overwriting>(op, pa, pb, pc, py), y.Length, TOp.Cost);
        }
    }

    private static void Run<TKernel>(TKernel kernel, int count, int cost) where TKernel : struct, IRangeKernel =>
        RangeKernel.Run(ref kernel, count, Grain / cost);

    private readonly struct MapKernel<TOp, TWriting>(TOp op, float* x, float* y) : IRangeKernel
        where TOp : struct, IMap where TWriting : struct, IWriting
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V> =>
            ElementwiseLoops.Map<V, TOp, TWriting>(op, x + start, y + start, end - start);
    }

    private readonly struct ZipKernel<TOp, TWriting>(TOp op, float* a, float* b, float* y) : IRangeKernel
        where TOp : struct, IZip where TWriting : struct, IWriting
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V> =>
            ElementwiseLoops.Zip<V, TOp, TWriting>(op, a + start, b + start, y + start, end - start);
    }

    private readonly struct Zip3Kernel<TOp, TWriting>(TOp op, float* a, float* b, float* c, float* y) : IRangeKernel
        where TOp : struct, IZip3 where TWriting : struct, IWriting
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V> =>
            ElementwiseLoops.Zip3<V, TOp, TWriting>(op, a + start, b + start, c + start, y + start, end - start);
    }
}
