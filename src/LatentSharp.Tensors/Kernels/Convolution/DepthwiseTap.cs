using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The gradient of one tap of a depthwise kernel over a block of outputs: for each channel one chain of input times the output's gradient,
/// four vectors of channels at once where there are as many.
/// </summary>
internal readonly unsafe struct DepthwiseTap<V>(float* input, float* gradient, float* result, int channels, bool adds, in Tile ks)
    where V : unmanaged, ILanes<V>
{
    private readonly Tile ks = ks;

    internal void Run()
    {
        var c = 0;
        for (; c <= channels - 4 * V.Count; c += 4 * V.Count) Four(c);
        for (; c <= channels - V.Count; c += V.Count) One<WholeVector>(c, default);
        if (c < channels) One<PartOfVector>(c, new PartOfVector(channels - c));
    }

    [MethodImpl(Jit.Loop)]
    private void Four(int channel)
    {
        V s0 = default, s1 = s0, s2 = s0, s3 = s0;
        float* a = input + channel, b = gradient + channel;
        nint strideA = ks.StrideA, strideB = ks.StrideB;
        var jump = ks.Jumps;
        for (var segment = ks.Segments; ; jump++)
        {
            for (var k = ks.K; k > 0; k--, a += strideA, b += strideB)
            {
                s0 = V.FusedMultiplyAdd(V.Load(a), V.Load(b), s0);
                s1 = V.FusedMultiplyAdd(V.Load(a + V.Count), V.Load(b + V.Count), s1);
                s2 = V.FusedMultiplyAdd(V.Load(a + 2 * V.Count), V.Load(b + 2 * V.Count), s2);
                s3 = V.FusedMultiplyAdd(V.Load(a + 3 * V.Count), V.Load(b + 3 * V.Count), s3);
            }

            if (--segment == 0) break;
            a += jump->A;
            b += jump->B;
        }

        var sums = stackalloc V[4] { s0, s1, s2, s3 };
        for (var i = 0; i < 4; i++) End<WholeVector>(sums[i], channel + i * V.Count, default);
    }

    [MethodImpl(Jit.Loop)]
    private void One<TReach>(int channel, TReach reach) where TReach : struct, IReach
    {
        V sum = default;
        float* a = input + channel, b = gradient + channel;
        var jump = ks.Jumps;
        for (var segment = ks.Segments; ; jump++)
        {
            for (var k = ks.K; k > 0; k--, a += ks.StrideA, b += ks.StrideB)
                sum = V.FusedMultiplyAdd(reach.Load<V>(a), reach.Load<V>(b), sum);
            if (--segment == 0) break;
            a += jump->A;
            b += jump->B;
        }

        End<TReach>(sum, channel, reach);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void End<TReach>(V sum, int channel, TReach reach) where TReach : struct, IReach
    {
        var at = result + channel;
        reach.Store(adds ? reach.Load<V>(at) + sum : sum, at);
    }
}
