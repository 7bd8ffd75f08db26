using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The mean of each column and the sum of squared deviations from it. Within a run the mean comes first; runs are merged as by Chan, Golub
/// and LeVeque (1979), so that a large mean costs no digits.
/// </summary>
internal static unsafe class ColumnMoments
{
    /// <summary>(blocks, rows, cols) -> (blocks, cols) each; the variance is the biased one, a mean over the rows.</summary>
    internal static void Of(ReadOnlySpan<float> x, int rows, int cols, Span<float> mean, Span<float> variance)
    {
        var blocks = cols == 0 ? 0 : mean.Length / cols;
        Lengths.Check(mean.Length, blocks, cols);
        Lengths.Check(variance.Length, mean.Length);
        Lengths.Check(x.Length, mean.Length, rows);
        fixed (float* px = x, pm = mean, pv = variance) ColumnPairs.Reduce(new Moments(px), blocks, rows, cols, pm, pv);
        if (rows > 0) Elementwise.Map(new DividedBy(rows), variance, variance);
    }

    private readonly struct DividedBy(float count) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x / V.Create(count);
    }

    private readonly struct Moments(float* x) : IColumnPair
    {
        [MethodImpl(Jit.Loop)]
        public void Reduce<V>(nint at, nint column, int rows, int stride, int count, out V a, out V b) where V : unmanaged, ILanes<V>
        {
            if (count == V.Count) Whole(x + at, rows, stride, out a, out b);
            else Part(x + at, rows, stride, count, out a, out b);
        }

        // Four sums, for rows by their number modulo 4, so that additions need not wait for each other.
        [MethodImpl(Jit.Loop)]
        private static void Whole<V>(float* x, int rows, nint stride, out V mean, out V square) where V : unmanaged, ILanes<V>
        {
            V s0 = default, s1 = default, s2 = default, s3 = default;
            var row = 0;
            var p = x;
            for (; row <= rows - 4; row += 4, p += 4 * stride)
            {
                s0 += V.Load(p);
                s1 += V.Load(p + stride);
                s2 += V.Load(p + (2 * stride));
                s3 += V.Load(p + (3 * stride));
            }
            if (row < rows) s0 += V.Load(p);
            if (row + 1 < rows) s1 += V.Load(p + stride);
            if (row + 2 < rows) s2 += V.Load(p + (2 * stride));
            mean = (s0 + s1 + (s2 + s3)) / V.Create(rows);
            s0 = s1 = s2 = s3 = default;
            p = x;
            for (row = 0; row <= rows - 4; row += 4, p += 4 * stride)
            {
                s0 = Add(s0, V.Load(p) - mean);
                s1 = Add(s1, V.Load(p + stride) - mean);
                s2 = Add(s2, V.Load(p + (2 * stride)) - mean);
                s3 = Add(s3, V.Load(p + (3 * stride)) - mean);
            }
            if (row < rows) s0 = Add(s0, V.Load(p) - mean);
            if (row + 1 < rows) s1 = Add(s1, V.Load(p + stride) - mean);
            if (row + 2 < rows) s2 = Add(s2, V.Load(p + (2 * stride)) - mean);
            square = s0 + s1 + (s2 + s3);
        }

        /// <summary>The same with columns missing at the end.</summary>
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        private static void Part<V>(float* x, int rows, nint stride, int count, out V mean, out V square) where V : unmanaged, ILanes<V>
        {
            var whole = stackalloc float[ColumnOrder.Run * V.Count];
            for (var row = 0; row < rows; row++) V.Store(V.LoadPart(x + (row * stride), count), whole + (row * V.Count));
            Whole(whole, rows, V.Count, out mean, out square);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Add<V>(V sum, V d) where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(d, d, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Merge<V>(ref V a, ref V b, int rows, V nextA, V nextB, int nextRows) where V : unmanaged, ILanes<V>
        {
            var d = nextA - a;
            var share = V.Create((float)nextRows / (rows + nextRows));
            a = V.FusedMultiplyAdd(d, share, a);
            b = V.FusedMultiplyAdd(d * d, V.Create((float)rows) * share, b + nextB);
        }
    }
}
