using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A box of a correlation of each channel by itself. A vector is of channels; eight results in a row are summed at once, so that each
/// weight is read once for them and no sum waits for itself. The order of each sum is that of all correlations: its taps in order.
/// </summary>
internal unsafe struct DepthwiseBox<V> where V : unmanaged, ILanes<V>
{
    /// <summary>For each tap the place of its source and of its weights, from those of the first.</summary>
    internal Jump* Taps;
    internal int TapCount, Channels;
    internal float* Source, Result, Kernel, Bias;

    /// <summary>From one result to the next.</summary>
    internal nint SourceStep, ResultStep;

    internal bool Adds, Rectifies;

    /// <summary>So many results in a row.</summary>
    internal readonly void Row(int count)
    {
        var c = 0;
        for (; c <= Channels - V.Count; c += V.Count) Row<WholeVector>(count, c, default);
        if (c < Channels) Row<PartOfVector>(count, c, new PartOfVector(Channels - c));
    }

    private readonly void Row<TReach>(int count, int channel, TReach reach) where TReach : struct, IReach
    {
        var i = 0;
        for (; i <= count - 8; i += 8) Eight<TReach>(i, channel, reach);
        for (; i < count; i++) One<TReach>(i, channel, reach);
    }

    [MethodImpl(Jit.Loop)]
    private readonly void Eight<TReach>(int first, int channel, TReach reach) where TReach : struct, IReach
    {
        V a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        nint step = SourceStep, twice = 2 * step, thrice = 3 * step;
        var source = Source + first * step + channel;
        var kernel = Kernel + channel;
        for (var tap = 0; tap < TapCount; tap++)
        {
            var w = reach.Load<V>(kernel + Taps[tap].B);
            var s = source + Taps[tap].A;
            a = V.FusedMultiplyAdd(reach.Load<V>(s), w, a);
            b = V.FusedMultiplyAdd(reach.Load<V>(s + step), w, b);
            c = V.FusedMultiplyAdd(reach.Load<V>(s + twice), w, c);
            d = V.FusedMultiplyAdd(reach.Load<V>(s + thrice), w, d);
            s += 4 * step;
            e = V.FusedMultiplyAdd(reach.Load<V>(s), w, e);
            f = V.FusedMultiplyAdd(reach.Load<V>(s + step), w, f);
            g = V.FusedMultiplyAdd(reach.Load<V>(s + twice), w, g);
            h = V.FusedMultiplyAdd(reach.Load<V>(s + thrice), w, h);
        }

        // One place that ends them all: the compiler inlines so much and no more.
        var sums = stackalloc V[8] { a, b, c, d, e, f, g, h };
        for (var i = 0; i < 8; i++) End<TReach>(sums[i], Result + (first + i) * ResultStep + channel, channel, reach);
    }

    [MethodImpl(Jit.Loop)]
    private readonly void One<TReach>(int place, int channel, TReach reach) where TReach : struct, IReach
    {
        V sum = default;
        var source = Source + place * SourceStep + channel;
        for (var tap = 0; tap < TapCount; tap++)
            sum = V.FusedMultiplyAdd(reach.Load<V>(source + Taps[tap].A), reach.Load<V>(Kernel + channel + Taps[tap].B), sum);
        End<TReach>(sum, Result + place * ResultStep + channel, channel, reach);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void End<TReach>(V sum, float* result, int channel, TReach reach) where TReach : struct, IReach
    {
        if (Adds) sum = reach.Load<V>(result) + sum;
        if (Bias != null) sum += reach.Load<V>(Bias + channel);
        if (Rectifies) sum = V.Rectify(sum);
        reach.Store(sum, result);
    }
}
