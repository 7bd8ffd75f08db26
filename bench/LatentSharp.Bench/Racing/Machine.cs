using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LatentSharp.Bench;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    internal static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} processors, vectors of {Dispatch.Width * 32} bits, pool round trip {RoundTrip():f2} "
        + $"µs, load {Load()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>How many others wanted the processors in the last minute: numbers taken on a busy machine are worth little.</summary>
    private static string Load()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ')[0] : "unknown";
    }

    /// <summary>Microseconds, at the median, to have two threads do nothing.</summary>
    private static double RoundTrip()
    {
        Engine.Threads = 2;
        var body = new Nothing();
        var times = new long[10_000];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var j = 0; j < 10; j++) Parallel.For(2, 1, ref body);
            times[i] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(times);
        return times[times.Length / 2] * 1e5 / Stopwatch.Frequency;
    }

    private struct Nothing : IParallelBody
    {
        public readonly void Run(int start, int end)
        {
        }
    }
}
