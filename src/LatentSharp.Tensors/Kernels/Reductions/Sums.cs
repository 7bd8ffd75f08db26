using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Sums of elements, or of a function of them, in the order of <see cref="SumOrder"/>. Exact on integers up to 2²⁴, otherwise within 1e-6
/// of Σ|x|. The sum of nothing is 0.
/// </summary>
internal static unsafe class Sums
{
    /// <summary>Blocks whose sums wait on the stack for their turn.</summary>
    private const int Waiting = 1024;
    private const int Grain = 65536;

    /// <summary>Σ x</summary>
    internal static float Sum(ReadOnlySpan<float> x)
    {
        fixed (float* px = x) return Total(new PlainTerm(px), x.Length);
    }

    /// <summary>Σ op(x)</summary>
    internal static float SumMap<TOp>(TOp op, ReadOnlySpan<float> x) where TOp : struct, IMap
    {
        fixed (float* px = x) return Total(new MapTerm<TOp>(op, px), x.Length);
    }

    /// <summary>Σ op(a, b)</summary>
    internal static float SumZip<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b) where TOp : struct, IZip
    {
        Lengths.Check(a.Length, b.Length);
        fixed (float* pa = a, pb = b) return Total(new ZipTerm<TOp>(op, pa, pb), a.Length);
    }

    /// <summary>Σ op(a, b), and in the same pass y = written(a, b).</summary>
    internal static float SumZip<TOp, TWritten>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, TWritten written, Span<float> y)
        where TOp : struct, IZip where TWritten : struct, IZip
    {
        Lengths.Check(a.Length, b.Length);
        Lengths.Check(y.Length, b.Length);
        fixed (float* pa = a, pb = b, py = y) return Total(new WritingTerm<TOp, TWritten>(op, written, pa, pb, py), a.Length);
    }

    /// <summary>y[r] = Σ over c of x[r, c], for a matrix of as many rows as y is long.</summary>
    internal static void Rows(ReadOnlySpan<float> x, int cols, Span<float> y, bool accumulate = false)
    {
        Lengths.Check(x.Length, y.Length, cols);
        fixed (float* px = x, py = y) RowsOf(new PlainTerm(px), cols, py, y.Length, accumulate);
    }

    /// <summary>y[r] = Σ over c of op(x[r, c])</summary>
    internal static void RowsMap<TOp>(TOp op, ReadOnlySpan<float> x, int cols, Span<float> y, bool accumulate = false)
        where TOp : struct, IMap
    {
        Lengths.Check(x.Length, y.Length, cols);
        fixed (float* px = x, py = y) RowsOf(new MapTerm<TOp>(op, px), cols, py, y.Length, accumulate);
    }

    /// <summary>y[r] = Σ over c of op(a[r, c], b[r, c])</summary>
    internal static void RowsZip<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, int cols, Span<float> y,
        bool accumulate = false) where TOp : struct, IZip
    {
        Lengths.Check(a.Length, y.Length, cols);
        Lengths.Check(b.Length, y.Length, cols);
        fixed (float* pa = a, pb = b, py = y) RowsOf(new ZipTerm<TOp>(op, pa, pb), cols, py, y.Length, accumulate);
    }

    private static float Total<TTerm>(TTerm term, int count) where TTerm : struct, ITerm
    {
        if (count > SumOrder.Block) return Several(term, count);
        float sum;
        var one = new BlocksKernel<TTerm>(term, 0, count, &sum);
        RangeKernel.Run(ref one, 1, 1);
        return sum;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Several<TTerm>(TTerm term, int count) where TTerm : struct, ITerm
    {
        var blocks = (int)(((long)count + SumOrder.Block - 1) / SumOrder.Block);
        var sums = stackalloc float[Waiting];
        double total = 0;
        for (var first = 0; first < blocks; first += Waiting)
        {
            var waiting = Math.Min(blocks - first, Waiting);
            var start = (nint)first * SumOrder.Block;
            var kernel = new BlocksKernel<TTerm>(term, start, (int)(count - start), sums);
            RangeKernel.Run(ref kernel, waiting, Math.Max(1, Grain / SumOrder.Block / TTerm.Cost));
            for (var i = 0; i < waiting; i++) total += sums[i];
        }
        return (float)total;
    }

    private static void RowsOf<TTerm>(TTerm term, int cols, float* y, int rows, bool accumulate) where TTerm : struct, ITerm
    {
        var kernel = new RowsKernel<TTerm>(term, cols, y, accumulate);
        RangeKernel.Run(ref kernel, rows, Math.Max(1, Grain / TTerm.Cost / Math.Max(cols, 16)));
    }

    /// <summary>The sum of each block from <paramref name="start"/>, where <paramref name="count"/> terms are left.</summary>
    private readonly struct BlocksKernel<TTerm>(TTerm term, nint start, int count, float* sums) : IRangeKernel
        where TTerm : struct, ITerm
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int first, int end) where V : unmanaged, ILanes<V>
        {
            for (var i = first; i < end; i++)
            {
                var offset = i * SumOrder.Block;
                sums[i] = SumOrder.SumBlock<V, TTerm>(term, start + offset, Math.Min(SumOrder.Block, count - offset));
            }
        }
    }

    private readonly struct RowsKernel<TTerm>(TTerm term, int cols, float* y, bool accumulate) : IRangeKernel
        where TTerm : struct, ITerm
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var sum = SumOrder.Sum<V, TTerm>(term, (nint)row * cols, cols);
                y[row] = accumulate ? y[row] + sum : sum;
            }
        }
    }
}
