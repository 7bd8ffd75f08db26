using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What a normalisation's gradients are made of: for each column Σ dy and Σ dy·(x - mean).</summary>
internal static unsafe class CenteredSums
{
    /// <summary>x, dy (blocks, rows, cols) and mean (blocks, cols) -> (blocks, cols) each.</summary>
    internal static void Of(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> mean, int rows, int cols, Span<float> plain,
        Span<float> centered)
    {
        var blocks = cols == 0 ? 0 : mean.Length / cols;
        Lengths.Check(mean.Length, blocks, cols);
        Lengths.Check(plain.Length, mean.Length);
        Lengths.Check(centered.Length, mean.Length);
        Lengths.Check(x.Length, mean.Length, rows);
        Lengths.Check(dy.Length, x.Length);
        plain.Clear();
        centered.Clear();
        fixed (
            float* px = x, pd = dy, pm = mean, pp = plain,
                pc = centered) ColumnPairs.Reduce(new Pair(px, pd, pm), blocks, rows, cols, pp, pc);
    }

    private readonly struct Pair(float* x, float* dy, float* mean) : IColumnPair
    {
        [MethodImpl(Jit.Loop)]
        public void Reduce<V>(nint at, nint column, int rows, int stride, int count, out V a, out V b) where V : unmanaged, ILanes<V>
        {
            if (count == V.Count) Whole(x + at, dy + at, V.Load(mean + column), rows, stride, out a, out b);
            else Part(x + at, dy + at, V.LoadPart(mean + column, count), rows, stride, count, out a, out b);
        }

        // Two sums each, for even and odd rows, so that additions need not wait for each other.
        [MethodImpl(Jit.Loop)]
        private static void Whole<V>(float* x, float* dy, V mean, int rows, nint stride, out V plain, out V centered)
            where V : unmanaged, ILanes<V>
        {
            V p0 = default, p1 = default, c0 = default, c1 = default;
            var row = 0;
            for (; row <= rows - 2; row += 2, x += 2 * stride, dy += 2 * stride)
            {
                var (d0, d1) = (V.Load(dy), V.Load(dy + stride));
                p0 += d0;
                p1 += d1;
                c0 = V.FusedMultiplyAdd(d0, V.Load(x) - mean, c0);
                c1 = V.FusedMultiplyAdd(d1, V.Load(x + stride) - mean, c1);
            }
            if (row < rows)
            {
                var d0 = V.Load(dy);
                p0 += d0;
                c0 = V.FusedMultiplyAdd(d0, V.Load(x) - mean, c0);
            }
            (plain, centered) = (p0 + p1, c0 + c1);
        }

        /// <summary>The same with columns missing at the end.</summary>
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        private static void Part<V>(float* x, float* dy, V mean, int rows, nint stride, int count, out V plain, out V centered)
            where V : unmanaged, ILanes<V>
        {
            var wholeX = stackalloc float[ColumnOrder.Run * V.Count];
            var wholeDy = stackalloc float[ColumnOrder.Run * V.Count];
            for (var row = 0; row < rows; row++)
            {
                V.Store(V.LoadPart(x + (row * stride), count), wholeX + (row * V.Count));
                V.Store(V.LoadPart(dy + (row * stride), count), wholeDy + (row * V.Count));
            }
            Whole(wholeX, wholeDy, mean, rows, V.Count, out plain, out centered);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Merge<V>(ref V a, ref V b, int rows, V nextA, V nextB, int nextRows) where V : unmanaged, ILanes<V>
        {
            a += nextA;
            b += nextB;
        }
    }
}
