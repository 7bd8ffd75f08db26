using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LatentSharp.Bench;

/// <summary><c>kernels</c>: speed of the elementwise, summing, random and optimizer kernels, in the first caches and in memory.</summary>
internal static class KernelSpeed
{
    private static readonly int[] Sizes = [64, 4096, 65536, 16 << 20];

    private static float sink;

    private readonly struct Add : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a + b;
    }

    private readonly struct Multiply : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a * b;
    }

    private readonly struct Relu : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Max(x, V.Create(0));
    }

    internal static int Run()
    {
        Console.WriteLine("| kernel | elements | ns | ns per element | GB/s |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var n in Sizes)
        {
            var (a, b, y) = (Floats(n, 1), Floats(n, 2), Floats(n, 3));
            Time("a + b", n, 12, () => Elementwise.Zip(default(Add), a.Span, b.Span, y.Span));
            Time("y += a·b", n, 16, () => Elementwise.Zip(default(Multiply), a.Span, b.Span, y.Span, accumulate: true));
            Time("relu", n, 8, () => Elementwise.Map(default(Relu), a.Span, y.Span));
            Time("a + row", n, 8, () => Broadcasting.ZipRows(default(Add), a.Span, b.Span[..64], y.Span, n / 64));
            Time(
                "a + row of 3", n / 3 * 3, 8,
                () => Broadcasting.ZipRows(default(Add), a.Span[..(n / 3 * 3)], b.Span[..3], y.Span[..(n / 3 * 3)], n / 3));
            Time(
                "a + column, 10 wide", n / 10 * 10, 8,
                () => Broadcasting.ZipColumns(default(Add), a.Span[..(n / 10 * 10)], b.Span[..(n / 10)], y.Span[..(n / 10 * 10)], 10));
            Time("sum", n, 4, () => sink = Sums.Sum(a.Span));
            Time("Σ a·b", n, 8, () => sink = Sums.SumZip(default(Multiply), a.Span, b.Span));
            Time("row sums of 64", n, 4, () => Sums.Rows(a.Span, 64, y.Span[..(n / 64)]));
            Time("row sums of 8", n, 4, () => Sums.Rows(a.Span, 8, y.Span[..(n / 8)]));
            Time("column sums of 64", n, 4, () => ColumnSums.Sum(a.Span, n / 64, y.Span[..64]));
            Time("max", n, 4, () => sink = Extremes.Max(a.Span));
            Time("exp", n, 8, () => Elementwise.Map(default(ExpFunction), a.Span, y.Span));
            Time("log", n, 8, () => Elementwise.Map(default(LogFunction), b.Span, y.Span));
            Time("tanh", n, 8, () => Elementwise.Map(default(TanhFunction), a.Span, y.Span));
            Time("sigmoid", n, 8, () => Elementwise.Map(default(SigmoidFunction), a.Span, y.Span));
            Time("gate sigmoid", n, 8, () => Elementwise.Map(default(GateSigmoid), a.Span, y.Span));
            Time("expm1", n, 8, () => Elementwise.Map(default(Expm1Function), a.Span, y.Span));
            Time("log1p", n, 8, () => Elementwise.Map(default(Log1pFunction), b.Span, y.Span));
            Time("softplus", n, 8, () => Elementwise.Map(default(SoftplusFunction), a.Span, y.Span));
            Time("erf", n, 8, () => Elementwise.Map(default(ErfFunction), a.Span, y.Span));
            Time("sin", n, 8, () => Elementwise.Map(default(SinFunction), a.Span, y.Span));
            Time("uniform", n, 4, () => new RandomStream(1).Uniform(y.Span));
            Time("normal", n, 4, () => new RandomStream(1).Normal(y.Span));
        }
        const int Parameters = 106_000;
        var (w, g, m, v) = (Floats(Parameters, 1), Floats(Parameters, 2), Floats(Parameters, 3), Floats(Parameters, 4));
        v.Span.Fill(1);
        var pass = new OptimizerPass();
        Time("Adam", Parameters, 28, () =>
        {
            pass.Clear();
            pass.Add(w.Span, g.Span, m.Span, v.Span);
            pass.Run(new AdamStep(0.001, 10));
        });
        return 0;
    }

    private static void Time(string name, int n, int bytes, Action action)
    {
        var clock = Stopwatch.StartNew();
        var times = 0;
        do
        {
            action();
            times++;
        }
        while (clock.ElapsedMilliseconds < 60);
        var repeat = Math.Max(1, times / 12);
        var best = double.MaxValue;
        for (var round = 0; round < 15; round++)
        {
            clock.Restart();
            for (var i = 0; i < repeat; i++) action();
            best = Math.Min(best, clock.Elapsed.TotalNanoseconds / repeat);
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {n} | {best:f0} | {best / n:f3} | {(double)bytes * n / best:f1} |"));
    }

    private static Memory Floats(int n, int seed)
    {
        var memory = new Memory(n);
        new RandomStream(seed).Uniform(memory.Span, 0.1f, 2);
        return memory;
    }

    private sealed class Memory(int count)
    {
        private readonly Storage storage = new(count * 4);

        internal Span<float> Span => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(storage.Bytes);
    }
}
