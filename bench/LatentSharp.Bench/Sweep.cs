using System.Globalization;
using LatentSharp.Testing;

namespace LatentSharp.Bench;

/// <summary>
/// <c>sweep [--stride N] [NAME ...]</c>: runs each function over all floats, or every N-th bit pattern, and prints the largest error
/// against double precision in units in the last place, and where.
/// </summary>
internal static class Sweep
{
    private const int Chunk = 1 << 16;

    private static readonly Function[] All =
    [
        new("exp", 3, Math.Exp, (x, y) => Elementwise.Map(default(ExpFunction), x, y)),
        new("expm1", 2, ReferenceFunctions.Expm1, (x, y) => Elementwise.Map(default(Expm1Function), x, y)),
        new("log", 4, Math.Log, (x, y) => Elementwise.Map(default(LogFunction), x, y)),
        new("log1p", 2, ReferenceFunctions.Log1p, (x, y) => Elementwise.Map(default(Log1pFunction), x, y)),
        new("tanh", 2, Math.Tanh, (x, y) => Elementwise.Map(default(TanhFunction), x, y)),
        new("sigmoid", 1, ReferenceFunctions.Sigmoid, (x, y) => Elementwise.Map(default(SigmoidFunction), x, y)),
        new("gate_sigmoid", 2, x => ReferenceFunctions.Sigmoid(Math.Max(x, -87)), (x, y) => Elementwise.Map(default(GateSigmoid), x, y)),
        new("softplus", 4, ReferenceFunctions.Softplus, (x, y) => Elementwise.Map(default(SoftplusFunction), x, y)),
        new("erf", 4, ReferenceFunctions.Erf, (x, y) => Elementwise.Map(default(ErfFunction), x, y)),
        new("sin", 2, Math.Sin, (x, y) => Elementwise.Map(default(SinFunction), x, y)),
        new("cos", 2, Math.Cos, (x, y) => Elementwise.Map(default(CosFunction), x, y)),
    ];

    private delegate void Mapping(ReadOnlySpan<float> x, Span<float> y);

    internal static int Run(string[] args)
    {
        var stride = args is ["--stride", var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        var names = stride == 1 && args is not ["--stride", ..] ? args : args[2..];
        var good = true;
        Console.WriteLine("| function | largest error, ULP | at | limit | floats |");
        Console.WriteLine("|---|---:|---|---:|---:|");
        foreach (var function in All.Where(f => names.Length == 0 || names.Contains(f.Name, StringComparer.Ordinal)))
        {
            var worst = Worst(function, stride);
            good &= worst.Ulps <= function.Limit;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {function.Name} | {worst.Ulps:f3} | {worst.At:R} | {function.Limit} | {worst.Count} |"));
        }
        return good ? 0 : 1;
    }

    private static Error Worst(Function function, int stride)
    {
        // One task a core, each a contiguous part of the bit patterns.
        var parts = Environment.ProcessorCount;
        var tasks = new Task<Error>[parts];
        for (var i = 0; i < parts; i++)
        {
            var (start, end) = ((1L << 32) * i / parts, (1L << 32) * (i + 1) / parts);
            tasks[i] = Task.Run(() => Part(function, start, end, stride));
        }
        Task.WaitAll(tasks);
        return new Error(tasks.Max(t => t.Result.Ulps), tasks.MaxBy(t => t.Result.Ulps)!.Result.At, tasks.Sum(t => t.Result.Count));
    }

    private static Error Part(Function function, long start, long end, int stride)
    {
        var (x, y) = (new float[Chunk], new float[Chunk]);
        var worst = new Error(-1, 0, 0);
        long done = 0;
        for (var first = start; first < end; first += (long)Chunk * stride)
        {
            var count = (int)Math.Min(Chunk, (end - first + stride - 1) / stride);
            for (var i = 0; i < count; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)(first + ((long)i * stride)));
            function.Run(x.AsSpan(0, count), y.AsSpan(0, count));
            done += count;
            for (var i = 0; i < count; i++)
            {
                var ulps = ReferenceFunctions.Ulps(y[i], function.Reference(x[i]));
                if (ulps > worst.Ulps) worst = new Error(ulps, x[i], 0);
            }
        }
        return worst with { Count = done };
    }

    private sealed record Function(string Name, int Limit, Func<double, double> Reference, Mapping Run);

    private sealed record Error(double Ulps, float At, long Count);
}
