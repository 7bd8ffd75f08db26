using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Normalises each row of a matrix (rows, cols) by its own mean and variance, or, not centered, by its mean square; sums are in the order
/// of <see cref="SumOrder"/>.
/// </summary>
internal static unsafe class RowNormalization
{
    private const int Grain = 16384;

    /// <summary>Elements of rows that are normalised together, and at most so many rows.</summary>
    private const int Together = 4096, MostTogether = 64;

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
        if (x.IsEmpty) return;
        fixed (float* px = x, pg = gamma, pb = beta, py = y, pm = mean, pi = inverse)
        {
            var kernel = new ForwardKernel(px, pg, pb, py, pm, pi, gamma.Length, epsilon, centered);
            RangeKernel.Run(ref kernel, mean.Length, Math.Max(1, Grain / Math.Max(gamma.Length, 16)));
        }
    }

    private readonly struct ForwardKernel(
        float* x, float* gamma, float* beta, float* y, float* mean, float* inverse, int cols, float epsilon, bool centered) : IRangeKernel
    {
        /// <summary>Step by step for some rows that stay in the first cache, so that none waits for its own division and root.</summary>
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var together = Math.Clamp(Together / cols, 1, MostTogether);
            for (var first = start; first < end; first += together)
            {
                var last = Math.Min(end, first + together);
                for (var row = first; row < last; row++)
                    mean[row] = centered ? SumOrder.Sum<V, PlainTerm>(new PlainTerm(x), (nint)row * cols, cols) : 0;
                ElementwiseLoops.Map<V, DividedBy, Overwriting>(new DividedBy(cols), mean + first, mean + first, last - first);
                for (var row = first; row < last; row++)
                {
                    var term = new MapTerm<SquaredFrom>(new SquaredFrom(mean[row]), x);
                    inverse[row] = SumOrder.Sum<V, MapTerm<SquaredFrom>>(term, (nint)row * cols, cols);
                }
                var roots = new InverseRoot(cols, epsilon);
                ElementwiseLoops.Map<V, InverseRoot, Overwriting>(roots, inverse + first, inverse + first, last - first);
                for (var row = first; row < last; row++)
                {
                    var at = (nint)row * cols;
                    ElementwiseLoops.Zip3<V, Scaled, Overwriting>(
                        new Scaled(mean[row], inverse[row]), x + at, gamma, beta, y + at, cols);
                }
            }
        }
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

    /// <summary>1/√(sum/count + epsilon)</summary>
    private readonly struct InverseRoot(int count, float epsilon) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V sum) where V : unmanaged, ILanes<V> =>
            V.Create(1) / V.Sqrt((sum / V.Create(count)) + V.Create(epsilon));
    }

    private readonly struct Scaled(float mean, float inverse) : IZip3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V gamma, V beta) where V : unmanaged, ILanes<V> =>
            V.FusedMultiplyAdd((x - V.Create(mean)) * V.Create(inverse), gamma, beta);
    }
}

/// <summary>The mean of so many numbers, of their sum.</summary>
internal readonly struct DividedBy(int count) : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V sum) where V : unmanaged, ILanes<V> => sum / V.Create(count);
}
