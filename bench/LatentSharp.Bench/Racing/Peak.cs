using System.Runtime.CompilerServices;

namespace LatentSharp.Bench;

/// <summary>The most floating-point operations that this machine does: fused multiply-adds that touch nothing but registers.</summary>
internal static class Peak
{
    private const int Accumulators = 12;
    private const int Repetitions = 20_000;

    private static float sink;

    internal static void Run(int threads)
    {
        var body = new Body();
        Parallel.For(threads, 1, ref body);
    }

    /// <summary>Of one run: a multiplication and an addition for each lane.</summary>
    internal static double Operations(Setting setting) => 2.0 * (setting.Bits / 32) * Accumulators * Repetitions * setting.Threads;

    private struct Body : IParallelBody
    {
        public readonly void Run(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var kernel = new Kernel();
                Dispatch.Run(ref kernel);
            }
        }
    }

    private struct Kernel : IKernel
    {
        public readonly void Run<V>() where V : unmanaged, ILanes<V> => Chains<V>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Chains<V>() where V : unmanaged, ILanes<V>
    {
        V x = V.Create(0.999f), y = V.Create(1e-4f);
        V a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = Repetitions; n > 0; n--)
        {
            a = V.FusedMultiplyAdd(a, x, y);
            b = V.FusedMultiplyAdd(b, x, y);
            c = V.FusedMultiplyAdd(c, x, y);
            d = V.FusedMultiplyAdd(d, x, y);
            e = V.FusedMultiplyAdd(e, x, y);
            f = V.FusedMultiplyAdd(f, x, y);
            g = V.FusedMultiplyAdd(g, x, y);
            h = V.FusedMultiplyAdd(h, x, y);
            i = V.FusedMultiplyAdd(i, x, y);
            j = V.FusedMultiplyAdd(j, x, y);
            k = V.FusedMultiplyAdd(k, x, y);
            l = V.FusedMultiplyAdd(l, x, y);
        }

        var sum = a + b + c + d + e + f + g + h + i + j + k + l;
        sink = *(float*)&sum;
    }
}
