using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The weights of a block of queries, and products over a block, by one thread.</summary>
internal static unsafe class AttentionWeights
{
    /// <summary>
    /// weights[r, j] = exp(scale · q·k - level[r]) for the keys that query first + r sees, 0 for others: (rows, reach of the last).
    /// Without levels the rows are divided by their sums, and the level, log Σ exp(scale · q·k), goes to <paramref name="levels"/>. A query
    /// that sees no key has weights of 0 and a level of +∞.
    /// </summary>
    internal static void Write<V>(
        in AttentionSizes x, int head, int first, int rows, float* q, float* k, float* weights, float* levels, bool known)
        where V : unmanaged, ILanes<V>
    {
        var width = x.Reach(first + rows - 1);
        Multiply<V>(
            false, true, rows, width, x.KeySize, q + x.KeyPlace(head, first, x.Queries), x.KeyStride,
            k + x.KeyPlace(head, 0, x.Keys), x.KeyStride, weights, width, adds: false);
        for (var r = 0; r < rows; r++)
        {
            var row = weights + ((nint)r * width);
            var reach = x.Reach(first + r);
            var mask = x.MaskOf(head, first + r);
            if (mask != null) ElementwiseLoops.Zip<V, Hidden, Overwriting>(default, mask, row, row, reach);
            if (known) ElementwiseLoops.Map<V, ExpOf, Overwriting>(new ExpOf(x.Scale, levels[r]), row, row, reach);
            else Normalize<V>(row, reach, x.Scale, levels == null ? null : levels + r);
            Clear(row + reach, width - reach);
        }
    }

    /// <summary>C (+)= op(A)·op(B), by this thread alone.</summary>
    internal static void Multiply<V>(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC,
        bool adds) where V : unmanaged, ILanes<V>
    {
        if (m == 0 || n == 0) return;
        var product = new Product
        {
            TransposeA = transposeA, TransposeB = transposeB, Accumulate = adds, M = m, N = n, K = k, A = a, B = b, C = c,
            StrideA = strideA, StrideB = strideB, StrideC = strideC,
        };
        Blocks<V>.Run(TurnedTile.Pays<V>(product) ? product.Swapped() : product);
    }

    /// <summary>
    /// The factors of a block of weights: 0 for those that are dropped, else 1 / (1 - rate). A row's numbers are drawn for it by itself.
    /// </summary>
    internal static void Drop<V>(in AttentionSizes x, int head, int first, int rows, int width, float* factors)
        where V : unmanaged, ILanes<V>
    {
        var random = x.Random.Derive(head);
        for (var r = 0; r < rows; r++)
        {
            var row = factors + ((nint)r * width);
            random.Derive(first + r).Uniform(new Span<float>(row, width));
            ElementwiseLoops.Map<V, Kept, Overwriting>(new Kept(x.Rate, 1 / (1 - x.Rate)), row, row, width);
        }
    }

    /// <summary>y = a · b</summary>
    internal static void Times<V>(float* a, float* b, float* y, nint count) where V : unmanaged, ILanes<V> =>
        ElementwiseLoops.Zip<V, Together, Overwriting>(default, a, b, y, count);

    /// <summary>y = 0; a call of its own, so that loops have none of somebody else's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Clear(float* y, int count) => new Span<float>(y, count).Clear();

    [MethodImpl(Jit.Loop)]
    private static void Normalize<V>(float* row, int count, float scale, float* level) where V : unmanaged, ILanes<V>
    {
        var largest = count == 0 ? float.NegativeInfinity : Extremes.Largest<V>(row, count);
        if (float.IsNegativeInfinity(largest))
        {
            Clear(row, count);
            if (level != null) *level = float.PositiveInfinity;
            return;
        }
        largest *= scale;
        ElementwiseLoops.Map<V, ExpOf, Overwriting>(new ExpOf(scale, largest), row, row, count);
        var sum = SumOrder.Sum<V, PlainTerm>(new PlainTerm(row), 0, count);
        ElementwiseLoops.Map<V, TimesNumber, Overwriting>(new TimesNumber(1 / sum), row, row, count);
        if (level == null) return;
        LanesScalar.Store(LogFunction.Of(LanesScalar.Create(sum)), level);
        *level += largest;
    }

    /// <summary>exp(scale · x - level)</summary>
    private readonly struct ExpOf(float scale, float level) : IMap
    {
        public static int Cost => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> =>
            ExpFunction.Of(V.FusedMultiplyAdd(x, V.Create(scale), V.Create(-level)));
    }

    /// <summary>-∞ where the mask is 0.</summary>
    private readonly struct Hidden : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V mask, V x) where V : unmanaged, ILanes<V> =>
            V.Select(V.Equal(mask, V.Create(0)), V.Create(float.NegativeInfinity), x);
    }

    private readonly struct Kept(float rate, float scale) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V uniform) where V : unmanaged, ILanes<V> =>
            V.AndNot(V.Create(scale), V.LessThan(uniform, V.Create(rate)));
    }

    private readonly struct TimesNumber(float number) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * V.Create(number);
    }

    /// <summary>a · b</summary>
    internal readonly struct Together : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a * b;
    }
}
