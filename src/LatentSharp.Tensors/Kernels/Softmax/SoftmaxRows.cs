using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// exp(x) / Σ exp(x) along each row of a matrix, and its logarithm, in one walk over the rows: the largest number is taken off first, so
/// that nothing overflows. The output may be the input.
/// </summary>
internal static unsafe class SoftmaxRows
{
    private const int Grain = 8192;

    /// <summary>y[r, c] = exp(x[r, c]) / Σ exp(x[r])</summary>
    internal static void Forward(ReadOnlySpan<float> x, int cols, Span<float> y)
    {
        var rows = Rows(x.Length, y.Length, cols);
        fixed (float* px = x, py = y) Run(new ForwardKernel(px, py, cols), rows, cols);
    }

    /// <summary>y[r, c] = x[r, c] - log Σ exp(x[r])</summary>
    internal static void LogForward(ReadOnlySpan<float> x, int cols, Span<float> y)
    {
        var rows = Rows(x.Length, y.Length, cols);
        fixed (float* px = x, py = y) Run(new LogForwardKernel(px, py, cols), rows, cols);
    }

    /// <summary>dx (+)= y · (dy - Σ dy·y)</summary>
    internal static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int cols, Span<float> dx, bool accumulate)
    {
        var rows = Rows(y.Length, dy.Length, cols);
        Lengths.Check(dx.Length, y.Length);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            if (accumulate) Run(new BackwardKernel<Accumulating>(py, pdy, pdx, cols), rows, cols);
            else Run(new BackwardKernel<Overwriting>(py, pdy, pdx, cols), rows, cols);
        }
    }

    /// <summary>dx (+)= dy - exp(y) · Σ dy</summary>
    internal static void LogBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int cols, Span<float> dx, bool accumulate)
    {
        var rows = Rows(y.Length, dy.Length, cols);
        Lengths.Check(dx.Length, y.Length);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            if (accumulate) Run(new LogBackwardKernel<Accumulating>(py, pdy, pdx, cols), rows, cols);
            else Run(new LogBackwardKernel<Overwriting>(py, pdy, pdx, cols), rows, cols);
        }
    }

    /// <summary>y[r] = Σ t[r, c] · (log Σ exp(x[r]) - x[r, c]); a term of t = 0 is 0, whatever x.</summary>
    internal static void Crossentropy(ReadOnlySpan<float> t, ReadOnlySpan<float> x, int cols, Span<float> y)
    {
        Lengths.Check(t.Length, x.Length);
        Lengths.Check(x.Length, y.Length, cols);
        if (cols == 0) y.Clear();
        else fixed (float* pt = t, px = x, py = y) Run(new CrossentropyKernel(pt, px, py, cols), y.Length, cols);
    }

    /// <summary>dx (+)= dy[r] · (exp(x) / Σ exp(x[r]) · Σ t[r] - t)</summary>
    internal static void CrossentropyBackward(
        ReadOnlySpan<float> t, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int cols, Span<float> dx, bool accumulate)
    {
        Lengths.Check(t.Length, x.Length);
        Lengths.Check(dx.Length, x.Length);
        Lengths.Check(x.Length, dy.Length, cols);
        if (cols == 0) return;
        fixed (float* pt = t, px = x, pdy = dy, pdx = dx)
        {
            if (accumulate) Run(new CrossentropyBackwardKernel<Accumulating>(pt, px, pdy, pdx, cols), dy.Length, cols);
            else Run(new CrossentropyBackwardKernel<Overwriting>(pt, px, pdy, pdx, cols), dy.Length, cols);
        }
    }

    /// <summary>log Σ exp(x - largest) of one row.</summary>
    [MethodImpl(Jit.Loop)]
    private static float LogSum<V>(float* row, int cols, float largest) where V : unmanaged, ILanes<V>
    {
        var sum = SumOrder.Sum<V, MapTerm<ExpBelow>>(new MapTerm<ExpBelow>(new ExpBelow(largest), row), 0, cols);
        LanesScalar.Store(LogFunction.Of(LanesScalar.Create(sum)), &sum);
        return sum;
    }

    private static int Rows(int x, int y, int cols)
    {
        Lengths.Check(x, y);
        var rows = cols == 0 ? 0 : x / cols;
        Lengths.Check(x, rows, cols);
        return rows;
    }

    private static void Run<TKernel>(TKernel kernel, int rows, int cols) where TKernel : struct, IRangeKernel =>
        RangeKernel.Run(ref kernel, rows, Math.Max(1, Grain / Math.Max(cols, 16)));

    private readonly struct ForwardKernel(float* x, float* y, int cols) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var from = x + ((nint)row * cols);
                var to = y + ((nint)row * cols);
                ElementwiseLoops.Map<V, ExpBelow, Overwriting>(new ExpBelow(Extremes.Largest<V>(from, cols)), from, to, cols);
                var sum = SumOrder.Sum<V, PlainTerm>(new PlainTerm(to), 0, cols);
                ElementwiseLoops.Map<V, DividedBy, Overwriting>(new DividedBy(sum), to, to, cols);
            }
        }
    }

    private readonly struct LogForwardKernel(float* x, float* y, int cols) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = x + ((nint)row * cols);
                var largest = Extremes.Largest<V>(at, cols);
                var sum = LogSum<V>(at, cols, largest);
                ElementwiseLoops.Map<V, Lowered, Overwriting>(new Lowered(largest, sum), at, y + ((nint)row * cols), cols);
            }
        }
    }

    private readonly struct BackwardKernel<TWriting>(float* y, float* dy, float* dx, int cols) : IRangeKernel
        where TWriting : struct, IWriting
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var sum = SumOrder.Sum<V, ZipTerm<Product>>(new ZipTerm<Product>(default, y, dy), at, cols);
                ElementwiseLoops.Zip<V, SoftmaxSlope, TWriting>(new SoftmaxSlope(sum), y + at, dy + at, dx + at, cols);
            }
        }
    }

    private readonly struct LogBackwardKernel<TWriting>(float* y, float* dy, float* dx, int cols) : IRangeKernel
        where TWriting : struct, IWriting
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var sum = SumOrder.Sum<V, PlainTerm>(new PlainTerm(dy), at, cols);
                ElementwiseLoops.Zip<V, LogSoftmaxSlope, TWriting>(new LogSoftmaxSlope(sum), y + at, dy + at, dx + at, cols);
            }
        }
    }

    private readonly struct CrossentropyKernel(float* t, float* x, float* y, int cols) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var largest = Extremes.Largest<V>(x + at, cols);
                var sum = LogSum<V>(x + at, cols, largest);
                y[row] = SumOrder.Sum<V, ZipTerm<Surprise>>(new ZipTerm<Surprise>(new Surprise(largest, sum), t, x), at, cols);
            }
        }
    }

    private readonly struct CrossentropyBackwardKernel<TWriting>(float* t, float* x, float* dy, float* dx, int cols) : IRangeKernel
        where TWriting : struct, IWriting
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var largest = Extremes.Largest<V>(x + at, cols);
                var sum = SumOrder.Sum<V, MapTerm<ExpBelow>>(new MapTerm<ExpBelow>(new ExpBelow(largest), x), at, cols);
                var share = SumOrder.Sum<V, PlainTerm>(new PlainTerm(t), at, cols) / sum;
                ElementwiseLoops.Zip<V, CrossentropySlope, TWriting>(
                    new CrossentropySlope(largest, share, dy[row]), t + at, x + at, dx + at, cols);
            }
        }
    }

    /// <summary>exp(x - largest)</summary>
    internal readonly struct ExpBelow(float largest) : IMap
    {
        public static int Cost => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => ExpFunction.Of(x - V.Create(largest));
    }

    private readonly struct DividedBy(float sum) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x / V.Create(sum);
    }

    private readonly struct Lowered(float largest, float logSum) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x - V.Create(largest) - V.Create(logSum);
    }

    private readonly struct Product : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a * b;
    }

    private readonly struct SoftmaxSlope(float sum) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy) where V : unmanaged, ILanes<V> => y * (dy - V.Create(sum));
    }

    private readonly struct LogSoftmaxSlope(float sum) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy) where V : unmanaged, ILanes<V> => dy - (ExpFunction.Of(y) * V.Create(sum));
    }

    private readonly struct Surprise(float largest, float logSum) : IZip
    {
        public static int Cost => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V t, V x) where V : unmanaged, ILanes<V> =>
            V.AndNot(t * (V.Create(logSum) - (x - V.Create(largest))), V.Equal(t, V.Create(0)));
    }

    private readonly struct CrossentropySlope(float largest, float share, float dy) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V t, V x) where V : unmanaged, ILanes<V> =>
            V.Create(dy) * ((ExpFunction.Of(x - V.Create(largest)) * V.Create(share)) - t);
    }
}
