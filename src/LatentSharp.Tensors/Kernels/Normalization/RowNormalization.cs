using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Normalises each row of a matrix (rows, cols) by its own mean and variance, or, not centered, by its mean square; sums are in the order
/// of <see cref="SumOrder"/>.
/// </summary>
internal static unsafe class RowNormalization
{
    private const int Grain = 16384;

    /// <summary>
    /// y = (x - mean)·inverse·gamma + beta, with inverse = 1/√(variance + epsilon); the mean is 0 where rows are not centered.
    /// </summary>
    internal static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float epsilon, bool centered, Span<float> y,
        Span<float> mean, Span<float> inverse)
    {
        Lengths.Check(x.Length, mean.Length, gamma.Length);
        Lengths.Check(beta.Length, gamma.Length);
        Lengths.Check(y.Length, x.Length);
        Lengths.Check(inverse.Length, mean.Length);
        fixed (float* px = x, pg = gamma, pb = beta, py = y, pm = mean, pi = inverse)
            Run(new ForwardKernel(px, pg, pb, py, pm, pi, gamma.Length, epsilon, centered), mean.Length, gamma.Length);
    }

    /// <summary>With n = (x - mean)·inverse and g = dy·gamma: dx (+)= inverse·(g - mean g - n·mean(g·n)), and products = dy·n.</summary>
    internal static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse,
        bool centered,
        Span<float> dx, Span<float> products, bool accumulate)
    {
        Lengths.Check(x.Length, mean.Length, gamma.Length);
        Lengths.Check(dy.Length, x.Length);
        Lengths.Check(dx.Length, x.Length);
        Lengths.Check(products.Length, x.Length);
        Lengths.Check(inverse.Length, mean.Length);
        fixed (float* px = x, pd = dy, pg = gamma, pm = mean, pi = inverse, pdx = dx, pp = products)
        {
            if (accumulate)
                Run(new BackwardKernel<Accumulating>(px, pd, pg, pm, pi, pdx, pp, gamma.Length, centered), mean.Length, gamma.Length);
            else Run(new BackwardKernel<Overwriting>(px, pd, pg, pm, pi, pdx, pp, gamma.Length, centered), mean.Length, gamma.Length);
        }
    }

    private static void Run<TKernel>(TKernel kernel, int rows, int cols) where TKernel : struct, IRangeKernel
    {
        if (cols > 0) RangeKernel.Run(ref kernel, rows, Math.Max(1, Grain / Math.Max(cols, 16)));
    }

    private readonly struct ForwardKernel(
        float* x, float* gamma, float* beta, float* y, float* mean, float* inverse, int cols, float epsilon, bool centered) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var middle = centered ? SumOrder.Sum<V, PlainTerm>(new PlainTerm(x), at, cols) / cols : 0;
                var square = SumOrder.Sum<V, MapTerm<SquaredFrom>>(new MapTerm<SquaredFrom>(new SquaredFrom(middle), x), at, cols);
                var scale = 1 / MathF.Sqrt((square / cols) + epsilon);
                mean[row] = middle;
                inverse[row] = scale;
                ElementwiseLoops.Zip3<V, Scaled, Overwriting>(new Scaled(middle, scale), x + at, gamma, beta, y + at, cols);
            }
        }
    }

    private readonly struct BackwardKernel<TWriting>(
        float* x, float* dy, float* gamma, float* mean, float* inverse, float* dx, float* products, int cols, bool centered) : IRangeKernel
        where TWriting : struct, IWriting
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                var at = (nint)row * cols;
                var (middle, scale) = (mean[row], inverse[row]);
                ElementwiseLoops.Zip<V, Product, Overwriting>(new Product(middle, scale), x + at, dy + at, products + at, cols);
                var along = SumOrder.Sum<V, ZipTerm<Times>>(new ZipTerm<Times>(default, gamma, products + at), 0, cols) / cols;
                var level = centered ? SumOrder.Sum<V, ZipTerm<Times>>(new ZipTerm<Times>(default, gamma, dy + at), 0, cols) / cols : 0;
                ElementwiseLoops.Zip3<V, Slope, TWriting>(new Slope(middle, scale, level, along), x + at, dy + at, gamma, dx + at, cols);
            }
        }
    }

    private readonly struct Times : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a * b;
    }

    private readonly struct SquaredFrom(float mean) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V>
        {
            var d = x - V.Create(mean);
            return d * d;
        }
    }

    private readonly struct Scaled(float mean, float inverse) : IZip3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V gamma, V beta) where V : unmanaged, ILanes<V> =>
            V.FusedMultiplyAdd((x - V.Create(mean)) * V.Create(inverse), gamma, beta);
    }

    private readonly struct Product(float mean, float inverse) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy) where V : unmanaged, ILanes<V> => dy * ((x - V.Create(mean)) * V.Create(inverse));
    }

    private readonly struct Slope(float mean, float inverse, float level, float along) : IZip3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy, V gamma) where V : unmanaged, ILanes<V>
        {
            var normal = (x - V.Create(mean)) * V.Create(inverse);
            return V.Create(inverse) * (V.FusedMultiplyAdd(dy, gamma, -V.Create(level)) - (normal * V.Create(along)));
        }
    }
}
