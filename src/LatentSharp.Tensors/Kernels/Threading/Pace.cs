using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// How much work is worth a thread. To tell threads and to hear that they are done takes as long as it takes on this machine at this number
/// of threads: it is measured once, when work is first divided, between two threads and between all. The bits of results do not depend on
/// it.
/// </summary>
internal static class Pace
{
    /// <summary>What one core multiplies and adds in a microsecond, at least.</summary>
    private const double MultiplicationsInMicrosecond = 25_000;

    /// <summary>A thread's piece of work is to take so many times as long as telling it.</summary>
    private const double Gain = 2;

    /// <summary>The round trip in microseconds for which the grains of kernels are given.</summary>
    private const double Nominal = 3;

    /// <summary>On a busy machine the caller does all of it by itself, in no time, or waits for whoever has the processor.</summary>
    private const double Least = 1, Most = 30;

    private const int Rounds = 31;

    private static Measured? known;

    /// <summary>Microseconds for a round trip between so many threads: a straight line through two measured points.</summary>
    internal static double RoundTrip(int threads) => Of(Engine.Threads).RoundTrip(threads);

    /// <summary>On how many threads so many multiplications are done soonest.</summary>
    internal static int Parts(long multiplications)
    {
        var threads = Engine.Threads;
        // Not even a round trip at its shortest is worth it.
        if (threads == 1 || multiplications < Gain * Least * MultiplicationsInMicrosecond) return 1;
        var measured = Of(threads);
        // The largest p with work / p >= Gain * (fixed + each * p).
        var work = multiplications / MultiplicationsInMicrosecond / Gain;
        var most = (Math.Sqrt(measured.Fixed * measured.Fixed + 4 * measured.Each * work) - measured.Fixed) / (2 * measured.Each);
        return (int)Math.Clamp(most, 1, threads);
    }

    /// <summary>
    /// A kernel's grain on this machine, a multiple of the one that it gives, which is for a round trip of three microseconds.
    /// </summary>
    internal static int Grain(int grain)
    {
        var threads = Engine.Threads;
        if (threads == 1) return grain;
        var times = (long)Math.Max(1, Math.Round(Of(threads).RoundTrip(threads) / Nominal));
        return (int)Math.Min(times * grain, int.MaxValue);
    }

    private static Measured Of(int threads)
    {
        if (known is { } measured && measured.Threads == threads) return measured;
        // Within divided work, or beside somebody else's, there is nobody to tell.
        return Pool.IsBusy ? new Measured(threads, Nominal, 0) : known = Measure(threads);
    }

    private static Measured Measure(int threads)
    {
        var (two, all) = (Time(2), Time(threads));
        var each = threads > 2 ? Math.Max((all - two) / (threads - 2), 0.01) : 0.01;
        return new Measured(threads, Math.Max(two - 2 * each, Least / 2), each);
    }

    private static double Time(int threads)
    {
        Span<long> times = stackalloc long[Rounds];
        var body = new Nothing();
        for (var i = -Rounds; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(threads, 1, ref body);
            if (i >= 0) times[i] = Stopwatch.GetTimestamp() - start;
        }
        times.Sort();
        return Math.Clamp(times[Rounds / 2] * 1e6 / Stopwatch.Frequency, Least, Most);
    }

    private sealed record Measured(int Threads, double Fixed, double Each)
    {
        internal double RoundTrip(int threads) => Fixed + Each * threads;
    }

    private readonly struct Nothing : IParallelBody
    {
        public void Run(int start, int end)
        {
        }
    }
}
