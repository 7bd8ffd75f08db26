using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>
/// <c>gemm [MILLISECONDS]</c>: matrix products of one thread at each width of vectors, by processor time, so that other processes disturb
/// little: the median of rounds in which all shapes and widths take turns.
/// </summary>
internal static class GemmSpeed
{
    private const int Rounds = 9;

    /// <summary>Shapes of the products: (M, K)·(K, N), A or B stored transposed. The last ones are an LSTM's.</summary>
    private static readonly Shaped[] Shapes =
    [
        new(1024, 1024, 1024), new(512, 512, 512), new(256, 784, 64), new(256, 64, 784), new(64, 256, 784, A: true), new(32, 784, 128),
        new(32, 128, 784), new(128, 32, 784, A: true), new(32, 1024, 512, B: true), new(256, 784, 64, B: true),
        new(128, 1600, 512, A: true),
        new(1600, 64, 512), new(1600, 512, 128, B: true), new(32, 128, 512), new(32, 1024, 512), new(64, 1600, 512, A: true),
        new(64, 1024, 1024),
    ];

    internal static int Run(int milliseconds)
    {
        Engine.Threads = 1;
        int[] widths = [.. new[] { 16, 8 }.Where(Dispatch.Has)];
        var times = new double[Shapes.Length, widths.Length][];
        for (var s = 0; s < Shapes.Length; s++)
            for (var w = 0; w < widths.Length; w++) times[s, w] = new double[Rounds];
        for (var round = -1; round < Rounds; round++)
        {
            for (var s = 0; s < Shapes.Length; s++)
            {
                for (var w = 0; w < widths.Length; w++)
                {
                    Dispatch.Force(widths[w]);
                    var time = Shapes[s].Time(milliseconds);
                    if (round >= 0) times[s, w][round] = time;
                }
            }
        }
        Console.WriteLine("| product | " + string.Join(" | ", widths.Select(width => $"GFLOP/s, {32 * width} bits")) + " |");
        Console.WriteLine("|---|" + string.Concat(widths.Select(_ => "---:|")));
        for (var s = 0; s < Shapes.Length; s++)
        {
            var speeds = widths.Select((_, w) =>
                (Shapes[s].Operations / Median(times[s, w]) / 1e9).ToString("f1", CultureInfo.InvariantCulture));
            Console.WriteLine($"| {Shapes[s].Name} | {string.Join(" | ", speeds)} |");
        }
        return 0;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private sealed record Shaped(int M, int K, int N, bool A = false, bool B = false)
    {
        private readonly float[] a = Floats(M * K, 1), b = Floats(K * N, 2), c = new float[M * N];

        internal string Name => $"({M}, {K}){(A ? "ᵀ" : "")}·({K}, {N}){(B ? "ᵀ" : "")}";

        internal double Operations => 2.0 * M * K * N;

        /// <summary>Processor seconds of one product.</summary>
        internal double Time(int milliseconds)
        {
            var calls = 0;
            var start = Environment.CpuUsage.TotalTime;
            TimeSpan spent;
            do
            {
                for (var i = 0; i < 4; i++) Gemm.Multiply(A, B, M, N, K, a, A ? M : K, b, B ? K : N, c, N);
                calls += 4;
                spent = Environment.CpuUsage.TotalTime - start;
            }
            while (spent.TotalMilliseconds < milliseconds);
            return spent.TotalSeconds / calls;
        }

        private static float[] Floats(int count, int seed)
        {
            var floats = new float[count];
            new RandomStream(seed).Uniform(floats, -1, 1);
            return floats;
        }
    }
}
