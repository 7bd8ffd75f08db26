using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Applies a function of two numbers to a matrix (rows, cols), row-major, and a vector that is repeated for each row or for each
/// column. With <c>accumulate</c> the results are added to what the output holds; the output may be the matrix.
/// </summary>
internal static unsafe class Broadcasting
{
    private const int Grain = 32768;

    /// <summary>Shorter rows are treated several at a time, with the vector repeated in a small buffer.</summary>
    private const int ShortRow = 64;
    private const int Buffer = 512;

    /// <summary>y[r, c] = op(a[r, c], b[c])</summary>
    internal static void ZipRows<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, int rows,
        bool accumulate = false) where TOp : struct, IZip
    {
        Check(a.Length, y.Length, rows, b.Length);
        if (y.IsEmpty) return;
        fixed (float* pa = a, pb = b, py = y)
        {
            if (accumulate) Run(new RowsKernel<TOp, Accumulating>(op, pa, pb, py, b.Length), rows, b.Length, TOp.Cost);
            else Run(new RowsKernel<TOp, Overwriting>(op, pa, pb, py, b.Length), rows, b.Length, TOp.Cost);
        }
    }

    /// <summary>y[r, c] = op(a[r, c], b[r])</summary>
    internal static void ZipColumns<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, int cols,
        bool accumulate = false) where TOp : struct, IZip
    {
        Check(a.Length, y.Length, b.Length, cols);
        if (y.IsEmpty) return;
        fixed (float* pa = a, pb = b, py = y)
        {
            if (accumulate) Run(new ColumnsKernel<TOp, Accumulating>(op, pa, pb, py, cols), b.Length, cols, TOp.Cost);
            else Run(new ColumnsKernel<TOp, Overwriting>(op, pa, pb, py, cols), b.Length, cols, TOp.Cost);
        }
    }

    /// <summary>y[r, c] = op(a[r, c], b[c], d[r, c])</summary>
    internal static void Zip3Rows<TOp>(TOp op, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> d, Span<float> y, int rows,
        bool accumulate = false) where TOp : struct, IZip3
    {
        Check(a.Length, y.Length, rows, b.Length);
        Lengths.Check(d.Length, a.Length);
        if (y.IsEmpty) return;
        fixed (float* pa = a, pb = b, pd = d, py = y)
        {
            if (accumulate) Run(new Rows3Kernel<TOp, Accumulating>(op, pa, pb, pd, py, b.Length), rows, b.Length, 1);
            else Run(new Rows3Kernel<TOp, Overwriting>(op, pa, pb, pd, py, b.Length), rows, b.Length, 1);
        }
    }

    private static void Check(int a, int y, int rows, int cols)
    {
        Lengths.Check(a, rows, cols);
        Lengths.Check(y, a);
    }

    private static void Run<TKernel>(TKernel kernel, int rows, int cols, int cost) where TKernel : struct, IRangeKernel =>
        RangeKernel.Run(ref kernel, rows, Math.Max(1, Grain / cost / cols));

    private readonly struct RowsKernel<TOp, TWriting>(TOp op, float* a, float* b, float* y, int cols) : IRangeKernel
        where TOp : struct, IZip where TWriting : struct, IWriting
    {
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var repeated = stackalloc float[Buffer];
            var height = Repeat(b, cols, end - start, repeated, out var vector);
            for (var row = start; row < end; row += height)
            {
                var at = (nint)row * cols;
                ElementwiseLoops.Zip<V, TOp, TWriting>(op, a + at, vector, y + at, (nint)Math.Min(height, end - row) * cols);
            }
        }
    }

    private readonly struct Rows3Kernel<TOp, TWriting>(TOp op, float* a, float* b, float* d, float* y, int cols) : IRangeKernel
        where TOp : struct, IZip3 where TWriting : struct, IWriting
    {
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var repeated = stackalloc float[Buffer];
            var height = Repeat(b, cols, end - start, repeated, out var vector);
            for (var row = start; row < end; row += height)
            {
                var at = (nint)row * cols;
                ElementwiseLoops.Zip3<V, TOp, TWriting>(op, a + at, vector, d + at, y + at, (nint)Math.Min(height, end - row) * cols);
            }
        }
    }

    /// <summary>How many rows the vector is for: one, or as many short ones as it fits the buffer.</summary>
    private static int Repeat(float* b, int cols, int rows, float* buffer, out float* vector)
    {
        vector = b;
        if (cols >= ShortRow || rows <= 1) return 1;
        vector = buffer;
        var height = Buffer / cols;
        for (var i = 0; i < height; i++) new ReadOnlySpan<float>(b, cols).CopyTo(new Span<float>(buffer + (i * cols), cols));
        return height;
    }

    private readonly struct ColumnsKernel<TOp, TWriting>(TOp op, float* a, float* b, float* y, int cols) : IRangeKernel
        where TOp : struct, IZip where TWriting : struct, IWriting
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            if (cols < ShortRow) Short<V>(start, end);
            else Long<V>(start, end);
        }

        [MethodImpl(Jit.Loop)]
        private void Long<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                ElementwiseLoops.Map<V, WithRight<TOp>, TWriting>(new WithRight<TOp>(op, b[row]), a + at, y + at, cols);
            }
        }

        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        private void Short<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var repeated = stackalloc float[Buffer];
            var height = Buffer / cols;
            for (var row = start; row < end; row += height)
            {
                var rows = Math.Min(height, end - row);
                for (var r = 0; r < rows; r++) new Span<float>(repeated + (r * cols), cols).Fill(b[row + r]);
                var at = (nint)row * cols;
                ElementwiseLoops.Zip<V, TOp, TWriting>(op, a + at, repeated, y + at, (nint)rows * cols);
            }
        }
    }
}
