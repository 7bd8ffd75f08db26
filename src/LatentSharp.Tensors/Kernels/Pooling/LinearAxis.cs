using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Interpolates along the middle axis of (outer, size, inner), with half-pixel centres and the edges repeated: result i stands at (i +
/// ½)/factor - ½ of the input, where the factor is results / size. The reverse adds each result's share to the two places that it came
/// from.
/// </summary>
internal static unsafe class LinearAxis
{
    private const int Grain = 16384;

    /// <summary>Outer places that share the reckoning of where a result lies.</summary>
    private const int Together = 16;

    /// <summary>(outer, size, inner) -> (outer, results, inner)</summary>
    internal static void Forward(ReadOnlySpan<float> x, int size, int results, int inner, Span<float> y)
    {
        var outer = Outer(x.Length, y.Length, size, results, inner);
        fixed (float* px = x, py = y) Run(new ForwardKernel(px, py, size, results, inner), outer, results * inner);
    }

    /// <summary>dx += what flows back from (outer, results, inner).</summary>
    internal static void Back(ReadOnlySpan<float> dy, int size, int results, int inner, Span<float> dx)
    {
        var outer = Outer(dx.Length, dy.Length, size, results, inner);
        fixed (float* pdy = dy, pdx = dx) Run(new BackKernel(pdy, pdx, size, results, inner), outer, results * inner);
    }

    private static int Outer(int x, int y, int size, int results, int inner)
    {
        var outer = size * inner == 0 ? 0 : x / (size * inner);
        Lengths.Check(x, outer, size * inner);
        Lengths.Check(y, outer, results * inner);
        return outer;
    }

    private static void Run<TKernel>(TKernel kernel, int outer, int each) where TKernel : struct, IRangeKernel
    {
        if (outer > 0) RangeKernel.Run(ref kernel, outer, Math.Max(1, Grain / each));
    }

    /// <summary>The two places that a result lies between, and how near it is to the second.</summary>
    private static (int Low, int High, float Share) Places(int result, int size, double factor)
    {
        var at = ((result + 0.5) / factor) - 0.5;
        var low = (int)Math.Floor(at);
        return (Math.Max(low, 0), Math.Min(low + 1, size - 1), (float)(at - low));
    }

    private readonly struct ForwardKernel(float* x, float* y, int size, int results, int inner) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var first = start; first < end; first += Together)
            {
                for (var result = 0; result < results; result++)
                {
                    var (low, high, share) = Places(result, size, (double)results / size);
                    for (var outer = first; outer < Math.Min(end, first + Together); outer++)
                    {
                        var from = x + ((nint)outer * size * inner);
                        var to = y + ((((nint)outer * results) + result) * inner);
                        ElementwiseLoops.Zip<V, Between, Overwriting>(
                            new Between(share), from + ((nint)low * inner), from + ((nint)high * inner), to, inner);
                    }
                }
            }
        }
    }

    private readonly struct BackKernel(float* dy, float* dx, int size, int results, int inner) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var first = start; first < end; first += Together)
            {
                for (var result = 0; result < results; result++)
                {
                    var (low, high, share) = Places(result, size, (double)results / size);
                    for (var outer = first; outer < Math.Min(end, first + Together); outer++)
                    {
                        var to = dx + ((nint)outer * size * inner);
                        var from = dy + ((((nint)outer * results) + result) * inner);
                        ElementwiseLoops.Map<V, Times, Accumulating>(new Times(1 - share), from, to + ((nint)low * inner), inner);
                        ElementwiseLoops.Map<V, Times, Accumulating>(new Times(share), from, to + ((nint)high * inner), inner);
                    }
                }
            }
        }
    }

    private readonly struct Between(float share) : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V low, V high)
            where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(high, V.Create(share), low * V.Create(1 - share));
    }

    private readonly struct Times(float factor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * V.Create(factor);
    }
}
