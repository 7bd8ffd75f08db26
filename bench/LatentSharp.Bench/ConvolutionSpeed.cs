using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>
/// <c>convolutions [MILLISECONDS [NAME]]</c>: each operation of the rows' convolutional networks (those whose name has this in it) on one
/// thread at each width of vectors, by processor time: the median of rounds in which all take turns.
/// </summary>
internal static class ConvolutionSpeed
{
    private const int Rounds = 9;

    internal static int Run(int milliseconds, string name)
    {
        Engine.Threads = 1;
        int[] widths = [.. new[] { 16, 8 }.Where(Dispatch.Has)];
        Timed[] all = [.. Classifier(), .. Autoencoder(), .. Generator()];
        all = [.. all.Where(timed => timed.Name.Contains(name, StringComparison.Ordinal))];
        var times = all.Select(_ => widths.Select(_ => new List<double>()).ToArray()).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                for (var w = 0; w < widths.Length; w++)
                {
                    Dispatch.Force(widths[w]);
                    var time = all[i].Time(milliseconds);
                    if (round >= 0) times[i][w].Add(time);
                }
            }
        }

        Console.WriteLine("| operation | " + string.Join(" | ", widths.Select(width => $"µs, {32 * width} bits | GFLOP/s")) + " |");
        Console.WriteLine("|---|" + string.Concat(widths.Select(_ => "---:|---:|")));
        for (var i = 0; i < all.Length; i++)
        {
            var figures = times[i].Select(of => of.Order().ElementAt(of.Count / 2)).Select(time =>
                string.Create(CultureInfo.InvariantCulture, $"{time * 1e6:f1} | {all[i].Operations / time / 1e9:f1}"));
            Console.WriteLine($"| {all[i].Name} | {string.Join(" | ", figures)} |");
        }
        return 0;
    }

    private static IEnumerable<Timed> Classifier()
    {
        var first = Square(32, 28, 1, 32, 3, 1, 26, 0);
        var second = Square(32, 13, 32, 64, 3, 1, 11, 0);
        return
        [
            .. Of("cnn conv 1", first, default(ReluOp), input: false), .. Pool("cnn pool 1", 32, 26, 13, 32),
            .. Of("cnn conv 2", second, default(ReluOp)), .. Pool("cnn pool 2", 32, 11, 5, 64),
            Pooled("cnn conv 1 and pool forward", first, 13), Pooled("cnn conv 2 and pool forward", second, 5),
            Forward("cnn conv 1 forward, one image", first with { Samples = 1 }, default(ReluOp)),
            Forward("cnn conv 2 forward, one image", second with { Samples = 1 }, default(ReluOp)),
        ];
    }

    private static IEnumerable<Timed> Autoencoder() =>
    [
        .. Of("ae conv 1", Square(128, 28, 1, 32, 3, 1, 28, 1), default(ReluOp), input: false), .. Pool("ae pool 1", 128, 28, 14, 32),
        .. Of("ae conv 2", Square(128, 14, 32, 32, 3, 1, 14, 1), default(ReluOp)), .. Pool("ae pool 2", 128, 14, 7, 32),
        .. Transposed("ae transposed 1", Square(128, 14, 32, 32, 3, 2, 7, 0), default(ReluOp)),
        .. Transposed("ae transposed 2", Square(128, 28, 32, 32, 3, 2, 14, 0), default(ReluOp)),
        .. Of("ae conv 3", Square(128, 28, 32, 1, 3, 1, 28, 1), default(SigmoidOp)),
    ];

    private static IEnumerable<Timed> Generator() =>
    [
        .. Of("dcgan conv 1", Square(64, 28, 1, 64, 5, 2, 14, 1), default(IdentityOp)),
        .. Of("dcgan conv 2", Square(64, 14, 64, 128, 5, 2, 7, 1), default(IdentityOp)),
        .. Transposed("dcgan transposed 1", Square(64, 14, 64, 128, 5, 2, 7, 1), default(IdentityOp)),
        .. Transposed("dcgan transposed 2", Square(64, 28, 1, 64, 5, 2, 14, 1), default(TanhOp)),
    ];

    private static ConvolutionGeometry Square(
        int samples, int size, int channels, int filters, int taps, int stride, int outputs, int before)
    {
        var axis = new ConvolutionAxis(size, outputs, taps, stride, 1, before);
        return new ConvolutionGeometry(samples, channels, filters, 1, axis, axis);
    }

    private static IEnumerable<Timed> Of<TOp>(string name, ConvolutionGeometry g, TOp op, bool input = true) where TOp : struct, IUnary
    {
        yield return Forward($"{name} forward", g, op);
        foreach (var timed in Through($"{name} activation's gradient", g.OutputCount, op)) yield return timed;
        yield return Kernel($"{name} kernel's gradient", g);
        yield return Sums($"{name} bias's gradient", g.OutputCount, g.Filters);
        if (input) yield return Input($"{name} input's gradient", g, default(IdentityOp));
    }

    private static IEnumerable<Timed> Transposed<TOp>(string name, ConvolutionGeometry g, TOp op) where TOp : struct, IUnary
    {
        yield return Input($"{name} forward", g, op);
        foreach (var timed in Through($"{name} activation's gradient", g.InputCount, op)) yield return timed;
        yield return Kernel($"{name} kernel's gradient", g);
        yield return Sums($"{name} bias's gradient", g.InputCount, g.Channels);
        yield return Forward($"{name} input's gradient", g, default(IdentityOp));
    }

    private static Timed Forward<TOp>(string name, ConvolutionGeometry g, TOp op) where TOp : struct, IUnary
    {
        float[] x = Floats(g.InputCount), w = Floats(g.KernelCount), bias = Floats(g.Filters), y = new float[g.OutputCount];
        return new(name, Operations(g), () => Convolutions.Forward(g, x, w, y, accumulate: false, bias, op));
    }

    private static Timed Pooled(string name, ConvolutionGeometry g, int windows)
    {
        var (size, axis) = (2 * windows, new PoolAxis(2 * windows, 2, 2, 0, windows));
        g = g with { Height = g.Height with { Outputs = size }, Width = g.Width with { Outputs = size } };
        var pool = new PoolGeometry(g.Samples, axis, axis, g.Filters);
        float[] x = Floats(g.InputCount), w = Floats(g.KernelCount), bias = Floats(g.Filters), y = new float[pool.Outputs];
        return new(name, Operations(g), () => Convolutions.ForwardPooled(g, pool, x, w, default, y, bias, default(ReluOp)));
    }

    private static Timed Input<TOp>(string name, ConvolutionGeometry g, TOp op) where TOp : struct, IUnary
    {
        float[] x = new float[g.InputCount], w = Floats(g.KernelCount), bias = Floats(g.Channels), y = Floats(g.OutputCount);
        return new(name, Operations(g), () => Convolutions.InputGradient(g, y, w, x, accumulate: false, bias, op));
    }

    private static Timed Kernel(string name, ConvolutionGeometry g)
    {
        float[] x = Floats(g.InputCount), w = new float[g.KernelCount], y = Floats(g.OutputCount);
        return new(name, Operations(g), () => Convolutions.KernelGradient(g, x, y, w, accumulate: false));
    }

    private static IEnumerable<Timed> Through<TOp>(string name, int count, TOp op) where TOp : struct, IUnary
    {
        if (op is IIdentity) yield break;
        float[] y = Floats(count), dy = Floats(count), dx = new float[count];
        yield return new(name, count, () => Elementwise.Zip(default(Product), y, dy, dx));
    }

    private static Timed Sums(string name, int count, int columns)
    {
        float[] dy = Floats(count), sums = new float[columns];
        return new(name, count, () => ColumnSums.Sum(dy, count / columns, sums));
    }

    private static IEnumerable<Timed> Pool(string name, int samples, int size, int outputs, int channels)
    {
        var axis = new PoolAxis(size, 2, 2, 0, outputs);
        var g = new PoolGeometry(samples, axis, axis, channels);
        float[] x = Floats(g.Inputs), y = new float[g.Outputs], dy = Floats(g.Outputs), dx = new float[g.Inputs];
        yield return new($"{name} forward", g.Inputs, () => MaxPooling.Forward(g, x, y));
        yield return new($"{name} gradient", g.Inputs, () => MaxPooling.Scatter(g, x, y, dy, dx, accumulate: false));
    }

    /// <summary>Those with zeros around the images are not counted.</summary>
    private static double Operations(in ConvolutionGeometry g) =>
        2.0 * g.Samples * Meetings(g.Height) * Meetings(g.Width) * g.ChannelsInGroup * g.Filters;

    private static long Meetings(ConvolutionAxis axis) => Enumerable.Range(0, axis.Taps).Sum(tap => (long)axis.OutputsOf(tap).Length);

    private static float[] Floats(int count)
    {
        var floats = new float[count];
        new RandomStream(count).Uniform(floats, -1, 1);
        return floats;
    }

    private readonly struct Product : IZip
    {
        public V Apply<V>(V y, V dy) where V : unmanaged, ILanes<V> => V.And(dy, V.GreaterThan(y, default));
    }

    private sealed record Timed(string Name, double Operations, Action Step)
    {
        /// <summary>Processor seconds of one step.</summary>
        internal double Time(int milliseconds)
        {
            var (steps, start) = (0, Environment.CpuUsage.TotalTime);
            TimeSpan spent;
            do
            {
                Step();
                steps++;
                spent = Environment.CpuUsage.TotalTime - start;
            }
            while (spent.TotalMilliseconds < milliseconds);
            return spent.TotalSeconds / steps;
        }
    }
}
