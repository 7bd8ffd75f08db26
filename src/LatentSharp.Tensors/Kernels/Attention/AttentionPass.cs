using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Attention of queries to keys, a block of queries of one head after the other: weights of a block are made, used and forgotten, in
/// memory that does not grow with the square of the length. On the way back they are made again from one number a query.
/// </summary>
internal static unsafe class AttentionPass
{
    /// <summary>What is worth a thread, in multiplications.</summary>
    private const int Grain = 75_000;

    /// <summary>y = softmax(scale · q·kᵀ) · v, and the level of each query (N·H, Tq), or none.</summary>
    internal static void Forward(
        in AttentionSizes sizes, ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, ReadOnlySpan<float> mask,
        Span<float> y, Span<float> levels)
    {
        var x = sizes;
        var heads = x.Samples * x.Heads;
        if (heads == 0 || x.Queries == 0) return;
        fixed (float* pq = q, pk = k, pv = v, py = y, pMask = mask, pLevels = levels)
        {
            x.Mask = pMask;
            var kernel = new ForwardKernel(x, pq, pk, pv, py, pLevels);
            RangeKernel.Run(ref kernel, heads * x.Blocks, (int)Math.Max(1, Grain / Math.Max(1, x.Work / x.Blocks)));
        }
    }

    /// <summary>The gradients of q, k and v, which are overwritten, for the gradient of y.</summary>
    internal static void Backward(
        in AttentionSizes sizes, ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, ReadOnlySpan<float> mask,
        ReadOnlySpan<float> levels, ReadOnlySpan<float> dy, Span<float> dq, Span<float> dk, Span<float> dv)
    {
        var x = sizes;
        var heads = x.Samples * x.Heads;
        dk.Clear();
        dv.Clear();
        if (heads == 0 || x.Queries == 0) return;
        fixed (float* pq = q, pk = k, pv = v, pMask = mask, pLevels = levels, pdy = dy, pdq = dq, pdk = dk, pdv = dv)
        {
            x.Mask = pMask;
            var kernel = new BackwardKernel(x, pq, pk, pv, pLevels, pdy, pdq, pdk, pdv);
            RangeKernel.Run(ref kernel, heads, (int)Math.Max(1, Grain / Math.Max(1, 3 * x.Work)));
        }
    }

    /// <summary>The factors of dropout of all weights (N·H, Tq, Tk), as both passes draw them.</summary>
    internal static void Factors(in AttentionSizes sizes, Span<float> factors)
    {
        fixed (float* to = factors)
        {
            var kernel = new FactorsKernel(sizes, to);
            RangeKernel.Run(ref kernel, sizes.Samples * sizes.Heads, 1);
        }
    }

    private readonly struct FactorsKernel(AttentionSizes x, float* factors) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var head = start; head < end; head++)
                AttentionWeights.Drop<V>(x, head, 0, x.Queries, x.Keys, factors + ((nint)head * x.Queries * x.Keys));
        }
    }

    private readonly struct ForwardKernel(AttentionSizes x, float* q, float* k, float* v, float* y, float* levels) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var (most, blocks) = (x.Rows, x.Blocks);
            for (var item = start; item < end; item++)
            {
                var (head, first) = (item / blocks, item % blocks * most);
                var rows = Math.Min(most, x.Queries - first);
                var width = x.Reach(first + rows - 1);
                var weights = PackBuffer.Lines(2 * (nint)most * x.Keys);
                AttentionWeights.Write<V>(
                    x, head, first, rows, q, k, weights, levels == null ? null : levels + ((nint)head * x.Queries) + first, known: false);
                if (x.Rate > 0)
                {
                    var factors = weights + ((nint)most * x.Keys);
                    AttentionWeights.Drop<V>(x, head, first, rows, width, factors);
                    AttentionWeights.Times<V>(weights, factors, weights, (nint)rows * width);
                }
                AttentionWeights.Multiply<V>(
                    false, false, rows, x.ValueSize, width, weights, width, v + x.ValuePlace(head, 0, x.Keys), x.ValueStride,
                    y + x.ValuePlace(head, first, x.Queries), x.ValueStride, adds: false);
            }
        }
    }

    private readonly struct BackwardKernel(
        AttentionSizes x, float* q, float* k, float* v, float* levels, float* dy, float* dq, float* dk, float* dv) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var head = start; head < end; head++)
            {
                for (var first = 0; first < x.Queries; first += x.Rows) Block<V>(head, first, Math.Min(x.Rows, x.Queries - first));
            }
        }

        /// <summary>
        /// With P the weights and D the factors of dropout: dV += (P·D)ᵀ·dY; dP = D · dY·Vᵀ; dS = scale · P · (dP - Σ P·dP); dQ = dS·K;
        /// dK += dSᵀ·Q.
        /// </summary>
        private void Block<V>(int head, int first, int rows) where V : unmanaged, ILanes<V>
        {
            var width = x.Reach(first + rows - 1);
            var size = (nint)x.Rows * x.Keys;
            var weights = PackBuffer.Lines(3 * size);
            float* slopes = weights + size, factors = slopes + size;
            nint queryAt = x.KeyPlace(head, first, x.Queries), keyAt = x.KeyPlace(head, 0, x.Keys);
            nint resultAt = x.ValuePlace(head, first, x.Queries), valueAt = x.ValuePlace(head, 0, x.Keys);
            nint keyStride = x.KeyStride, valueStride = x.ValueStride;
            AttentionWeights.Write<V>(
                x, head, first, rows, q, k, weights, levels + ((nint)head * x.Queries) + first, known: true);
            var used = weights;
            if (x.Rate > 0)
            {
                AttentionWeights.Drop<V>(x, head, first, rows, width, factors);
                AttentionWeights.Times<V>(weights, factors, slopes, (nint)rows * width);
                used = slopes;
            }
            AttentionWeights.Multiply<V>(
                true, false, width, x.ValueSize, rows, used, width, dy + resultAt, valueStride, dv + valueAt, valueStride, adds: true);
            AttentionWeights.Multiply<V>(
                false, true, rows, width, x.ValueSize, dy + resultAt, valueStride, v + valueAt, valueStride, slopes, width, adds: false);
            if (x.Rate > 0) AttentionWeights.Times<V>(slopes, factors, slopes, (nint)rows * width);
            for (var r = 0; r < rows; r++) Slope<V>(weights + ((nint)r * width), slopes + ((nint)r * width), x.Reach(first + r), width);
            AttentionWeights.Multiply<V>(
                false, false, rows, x.KeySize, width, slopes, width, k + keyAt, keyStride, dq + queryAt, keyStride, adds: false);
            AttentionWeights.Multiply<V>(
                true, false, width, x.KeySize, rows, slopes, width, q + queryAt, keyStride, dk + keyAt, keyStride, adds: true);
        }

        [MethodImpl(Jit.Loop)]
        private void Slope<V>(float* weights, float* slopes, int reach, int width) where V : unmanaged, ILanes<V>
        {
            var products = new ZipTerm<AttentionWeights.Together>(default, weights, slopes);
            var sum = SumOrder.Sum<V, ZipTerm<AttentionWeights.Together>>(products, 0, reach);
            ElementwiseLoops.Zip<V, SlopeOf, Overwriting>(new SlopeOf(sum, x.Scale), weights, slopes, slopes, reach);
            AttentionWeights.Clear(slopes + reach, width - reach);
        }
    }

    private readonly struct SlopeOf(float sum, float scale) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V weight, V slope) where V : unmanaged, ILanes<V> => weight * (slope - V.Create(sum)) * V.Create(scale);
    }
}
