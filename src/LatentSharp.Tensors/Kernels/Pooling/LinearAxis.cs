using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Interpolates along the middle axis of (outer, size, inner), at the places of <see cref="LinearPlaces"/>. The reverse adds to each place
/// its shares of the results that lie beside it, in their order.
/// </summary>
internal static unsafe class LinearAxis
{
    private const int Grain = 16384;

    /// <summary>(outer, size, inner) -> (outer, results, inner)</summary>
    internal static void Forward(ReadOnlySpan<float> x, int size, int results, int inner, Span<float> y)
    {
        var outer = Outer(x.Length, y.Length, size, results, inner);
        if (outer == 0) return;
        using var places = new LinearPlaces(size, results);
        fixed (int* ends = places.Ends)
        fixed (float* px = x, py = y, shares = places.Shares)
        {
            var kernel = new ForwardKernel(px, py, ends, shares, size, results, inner);
            RangeKernel.Run(ref kernel, outer, Math.Max(1, Grain / (results * inner)));
        }
    }

    /// <summary>dx += what flows back from (outer, results, inner).</summary>
    internal static void Back(ReadOnlySpan<float> dy, int size, int results, int inner, Span<float> dx)
    {
        var outer = Outer(dx.Length, dy.Length, size, results, inner);
        if (outer == 0) return;
        using var places = new LinearPlaces(size, results);
        var back = places.Back(out var from, out var parts);
        fixed (int* starts = back, sources = from)
        fixed (float* pdy = dy, pdx = dx, weights = parts)
        {
            var kernel = new BackKernel(pdy, pdx, new LinearShares(starts, sources, weights), size, results, inner);
            RangeKernel.Run(ref kernel, outer, Math.Max(1, Grain / (results * inner)));
        }
    }

    private static int Outer(int x, int y, int size, int results, int inner)
    {
        var outer = size * inner == 0 ? 0 : x / (size * inner);
        Lengths.Check(x, outer, size * inner);
        Lengths.Check(y, outer, results * inner);
        return results == 0 ? 0 : outer;
    }

    private readonly struct ForwardKernel(float* x, float* y, int* ends, float* shares, int size, int results, int inner) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var outer = start; outer < end; outer++)
            {
                var from = x + ((nint)outer * size * inner);
                var to = y + ((nint)outer * results * inner);
                for (var result = 0; result < results; result++, to += inner)
                {
                    ElementwiseLoops.Zip<V, Between, Overwriting>(
                        new Between(shares[result]), from + ((nint)ends[result] * inner), from + ((nint)ends[results + result] * inner), to,
                        inner);
                }
            }
        }
    }

    private readonly struct BackKernel(float* dy, float* dx, LinearShares shares, int size, int results, int inner) : IRangeKernel
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var (own, width) = (shares, inner);
            for (var outer = start; outer < end; outer++)
            {
                var from = dy + ((nint)outer * results * inner);
                var to = dx + ((nint)outer * size * inner);
                for (var place = 0; place < size; place++, to += width)
                {
                    nint i = 0;
                    for (; i <= width - V.Count; i += V.Count)
                        V.Store(own.Sum(default(WholeVector), place, from + i, width, V.Load(to + i)), to + i);
                    if (i == width) continue;
                    var rest = (int)(width - i);
                    V.StorePart(own.Sum(new PartOfVector(rest), place, from + i, width, V.LoadPart(to + i, rest)), to + i, rest);
                }
            }
        }
    }
}

/// <summary>A number between two others.</summary>
internal readonly struct Between(float share) : IZip
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V low, V high)
        where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(high, V.Create(share), low * V.Create(1 - share));
}

/// <summary>What flows back to each place of <see cref="LinearPlaces"/>.</summary>
internal readonly unsafe struct LinearShares(int* starts, int* sources, float* weights)
{
    /// <summary>Adds the shares of the results beside a place, in their order, to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal V Sum<V, TReach>(TReach reach, int place, float* results, int inner, V sum)
        where V : unmanaged, ILanes<V> where TReach : struct, IReach
    {
        var end = starts[place + 1];
        for (var i = starts[place]; i < end; i++)
            sum += reach.Load<V>(results + ((nint)sources[i] * inner)) * V.Create(weights[i]);
        return sum;
    }

    /// <summary>The same for four vectors from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SumFour<V>(int place, float* results, int inner, out V s0, out V s1, out V s2, out V s3) where V : unmanaged, ILanes<V>
    {
        V a = default, b = default, c = default, d = default;
        var end = starts[place + 1];
        for (var i = starts[place]; i < end; i++)
        {
            var from = results + ((nint)sources[i] * inner);
            var weight = V.Create(weights[i]);
            a += V.Load(from) * weight;
            b += V.Load(from + V.Count) * weight;
            c += V.Load(from + (2 * V.Count)) * weight;
            d += V.Load(from + (3 * V.Count)) * weight;
        }
        (s0, s1, s2, s3) = (a, b, c, d);
    }
}
