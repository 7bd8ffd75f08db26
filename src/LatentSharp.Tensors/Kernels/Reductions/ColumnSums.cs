using System.Buffers;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Sums down the columns of a matrix (rows, cols), row-major, of elements or of a function of them, in the order of
/// <see cref="ColumnOrder"/>. With <c>accumulate</c> the sums are added to what the output holds.
/// </summary>
internal static unsafe class ColumnSums
{
    private const int Grain = 65536;

    /// <summary>Tall matrices are summed in slabs of so many rows, which threads can share; a power of two times the run.</summary>
    private const int Slab = 32 * ColumnOrder.Run;

    /// <summary>y[c] = Σ over r of x[r, c]</summary>
    internal static void Sum(ReadOnlySpan<float> x, int rows, Span<float> y, bool accumulate = false)
    {
        Lengths.Check(x.Length, rows, y.Length);
        fixed (float* px = x, py = y) Sum(new PlainTerm(px), rows, y.Length, py, accumulate);
    }

    /// <summary>y[c] = Σ over r of op(x[r, c])</summary>
    internal static void SumMap<TOp>(TOp op, ReadOnlySpan<float> x, int rows, Span<float> y, bool accumulate = false)
        where TOp : struct, IMap
    {
        Lengths.Check(x.Length, rows, y.Length);
        fixed (float* px = x, py = y) Sum(new MapTerm<TOp>(op, px), rows, y.Length, py, accumulate);
    }

    /// <summary>y[c] = Σ over r of op(a[r, c], b[r, c])</summary>
    internal static void SumZip<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rows, Span<float> y,
        bool accumulate = false) where TOp : struct, IZip
    {
        Lengths.Check(a.Length, rows, y.Length);
        Lengths.Check(b.Length, rows, y.Length);
        fixed (float* pa = a, pb = b, py = y) Sum(new ZipTerm<TOp>(op, pa, pb), rows, y.Length, py, accumulate);
    }

    private static void Sum<TTerm>(TTerm term, int rows, int cols, float* y, bool accumulate) where TTerm : struct, ITerm
    {
        if (cols == 0) return;
        if (rows <= Slab)
        {
            var kernel = new StripsKernel<TTerm>(term, rows, cols, y, accumulate);
            // Strips of whole cache lines; a piece has about a grain of elements.
            var strip = Math.Max(1, Grain / TTerm.Cost / Math.Max(rows, 1) / 64) * 64;
            RangeKernel.Run(ref kernel, cols, strip);
            return;
        }
        var slabs = ((rows - 1) / Slab) + 1;
        var rented = ArrayPool<float>.Shared.Rent(checked(slabs * cols));
        fixed (float* sums = rented)
        {
            var kernel = new SlabsKernel<TTerm>(term, rows, cols, sums);
            RangeKernel.Run(ref kernel, slabs, Math.Max(1, Grain / TTerm.Cost / Slab / cols));
            // Slabs are subtrees of the order, so what remains is its top, with a run of one.
            Top(sums, slabs, cols, y, accumulate);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The sum of subtrees of the order, runs or slabs, which stand one below the other and are overwritten.</summary>
    internal static void Top(Span<float> sums, Span<float> y, bool accumulate)
    {
        var slabs = y.IsEmpty ? 0 : sums.Length / y.Length;
        Lengths.Check(sums.Length, slabs, y.Length);
        fixed (float* ps = sums, py = y) Top(ps, slabs, y.Length, py, accumulate);
    }

    private static void Top(float* sums, int slabs, int cols, float* y, bool accumulate)
    {
        for (var width = 1; width < slabs; width *= 2)
        {
            for (var i = 0; i + width < slabs; i += 2 * width)
            {
                var low = new Span<float>(sums + ((nint)i * cols), cols);
                var high = new Span<float>(sums + ((nint)(i + width) * cols), cols);
                Elementwise.Zip(default(Plus), low, high, low);
            }
        }
        var total = new Span<float>(sums, cols);
        var target = new Span<float>(y, cols);
        if (accumulate) Elementwise.Zip(default(Plus), target, total, target);
        else total.CopyTo(target);
    }

    private readonly struct Plus : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a + b;
    }

    /// <summary>A range of columns, from top to bottom.</summary>
    private readonly struct StripsKernel<TTerm>(TTerm term, int rows, int cols, float* y, bool accumulate) : IRangeKernel
        where TTerm : struct, ITerm
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            if (accumulate) Strip<V, TTerm, Accumulating>(term, 0, rows, cols, start, end, y);
            else Strip<V, TTerm, Overwriting>(term, 0, rows, cols, start, end, y);
        }
    }

    private readonly struct SlabsKernel<TTerm>(TTerm term, int rows, int cols, float* sums) : IRangeKernel
        where TTerm : struct, ITerm
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var slab = start; slab < end; slab++)
            {
                var first = slab * Slab;
                Strip<V, TTerm, Overwriting>(
                    term, (nint)first * cols, Math.Min(Slab, rows - first), cols, 0, cols, sums + ((nint)slab * cols));
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    private static void Strip<V, TTerm, TWriting>(TTerm term, nint at, int rows, int cols, int start, int end, float* y)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm where TWriting : struct, IWriting
    {
        var sums = stackalloc float[4 * V.Count];
        var column = start;
        for (; column <= end - (4 * V.Count); column += 4 * V.Count)
        {
            ColumnOrder.SumFour<V, TTerm>(term, at + column, rows, cols, sums);
            for (var i = 0; i < 4 * V.Count; i += V.Count) TWriting.Store(V.Load(sums + i), y + column + i);
        }
        for (; column < end; column += V.Count)
        {
            var count = Math.Min(V.Count, end - column);
            TWriting.StorePart(ColumnOrder.SumOne<V, TTerm>(term, at + column, rows, cols, count), y + column, count);
        }
    }
}
