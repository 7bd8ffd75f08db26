using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The largest and smallest of some numbers: NaN if any is NaN; +0 is larger than -0.</summary>
internal static unsafe class Extremes
{
    private const int Grain = 65536;

    /// <exception cref="BadArgumentException">There are no numbers.</exception>
    internal static float Max(ReadOnlySpan<float> x)
    {
        var y = 0f;
        Rows<Larger>(x, x.Length, new Span<float>(ref y));
        return y;
    }

    /// <exception cref="BadArgumentException">There are no numbers.</exception>
    internal static float Min(ReadOnlySpan<float> x)
    {
        var y = 0f;
        Rows<Smaller>(x, x.Length, new Span<float>(ref y));
        return y;
    }

    /// <summary>y[r] = the largest x[r, c], for a matrix of as many rows as y is long.</summary>
    internal static void MaxRows(ReadOnlySpan<float> x, int cols, Span<float> y) => Rows<Larger>(x, cols, y);

    /// <summary>y[r] = the smallest x[r, c]</summary>
    internal static void MinRows(ReadOnlySpan<float> x, int cols, Span<float> y) => Rows<Smaller>(x, cols, y);

    /// <summary>The first index of the largest number; of the first NaN if there is one; -0 and +0 are equal.</summary>
    internal static int ArgMax(ReadOnlySpan<float> x)
    {
        var y = 0;
        ArgMaxRows(x, x.Length, new Span<int>(ref y));
        return y;
    }

    /// <summary>y[r] = the first c whose x[r, c] is the largest of its row, as in <see cref="ArgMax"/>.</summary>
    internal static void ArgMaxRows(ReadOnlySpan<float> x, int cols, Span<int> y)
    {
        Check(x.Length, y.Length, cols);
        fixed (float* px = x)
        fixed (int* py = y)
        {
            var kernel = new ArgMaxKernel(px, cols, py);
            RangeKernel.Run(ref kernel, y.Length, Math.Max(1, Grain / Math.Max(cols, 16)));
        }
    }

    private static void Rows<TChoice>(ReadOnlySpan<float> x, int cols, Span<float> y) where TChoice : struct, IChoice
    {
        Check(x.Length, y.Length, cols);
        fixed (float* px = x, py = y)
        {
            var kernel = new RowsKernel<TChoice>(px, cols, py);
            RangeKernel.Run(ref kernel, y.Length, Math.Max(1, Grain / Math.Max(cols, 16)));
        }
    }

    private static void Check(int given, int rows, int cols)
    {
        Lengths.Check(given, rows, cols);
        if (cols == 0 && rows > 0)
            throw new BadArgumentException("The largest or smallest of no numbers does not exist; give at least one.");
    }

    /// <summary>The largest of one row, which is not empty.</summary>
    internal static float Largest<V>(float* x, int count) where V : unmanaged, ILanes<V> => Row<V, Larger>(x, count);

    /// <summary>The extreme of one row, which is not empty.</summary>
    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    private static float Row<V, TChoice>(float* x, int count) where V : unmanaged, ILanes<V> where TChoice : struct, IChoice
    {
        var best = V.Create(*x);
        var i = 0;
        if (count >= 4 * V.Count)
        {
            V b1 = best, b2 = best, b3 = best;
            for (; i <= count - (4 * V.Count); i += 4 * V.Count)
            {
                best = TChoice.Of(best, V.Load(x + i));
                b1 = TChoice.Of(b1, V.Load(x + i + V.Count));
                b2 = TChoice.Of(b2, V.Load(x + i + (2 * V.Count)));
                b3 = TChoice.Of(b3, V.Load(x + i + (3 * V.Count)));
            }
            best = TChoice.Of(TChoice.Of(best, b1), TChoice.Of(b2, b3));
        }
        for (; i <= count - V.Count; i += V.Count) best = TChoice.Of(best, V.Load(x + i));
        if (i < count) best = TChoice.Of(best, V.Select(V.FirstSet(count - i), V.LoadPart(x + i, count - i), best));
        var lanes = stackalloc float[V.Count];
        V.Store(best, lanes);
        var result = LanesScalar.Load(lanes);
        for (var lane = 1; lane < V.Count; lane++) result = TChoice.Of(result, LanesScalar.Load(lanes + lane));
        LanesScalar.Store(result, lanes);
        return *lanes;
    }

    private interface IChoice
    {
        static abstract V Of<V>(V a, V b) where V : unmanaged, ILanes<V>;
    }

    private readonly struct Larger : IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b) where V : unmanaged, ILanes<V> => V.Max(a, b);
    }

    private readonly struct Smaller : IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b) where V : unmanaged, ILanes<V> => V.Min(a, b);
    }

    private readonly struct RowsKernel<TChoice>(float* x, int cols, float* y) : IRangeKernel where TChoice : struct, IChoice
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++) y[row] = Row<V, TChoice>(x + ((nint)row * cols), cols);
        }
    }

    private readonly struct ArgMaxKernel(float* x, int cols, int* y) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var values = x + ((nint)row * cols);
                y[row] = First<V>(values, cols, Row<V, Larger>(values, cols));
            }
        }

        /// <summary>Where the value first stands, or the first NaN when the value is NaN.</summary>
        [MethodImpl(Jit.Loop)]
        private static int First<V>(float* x, int count, float value) where V : unmanaged, ILanes<V>
        {
            var wanted = V.Create(value);
            var i = 0;
            for (; i <= count - V.Count; i += V.Count)
            {
                var found = Found(V.Load(x + i), wanted, float.IsNaN(value));
                if (found != 0) return i + System.Numerics.BitOperations.TrailingZeroCount(found);
            }
            return i + System.Numerics.BitOperations.TrailingZeroCount(Found(V.LoadPart(x + i, count - i), wanted, float.IsNaN(value)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint Found<V>(V x, V wanted, bool nan) where V : unmanaged, ILanes<V> =>
            nan ? V.MaskBits(V.Xor(V.Equal(x, x), V.CreateBits(-1))) : V.MaskBits(V.Equal(x, wanted));
    }
}
