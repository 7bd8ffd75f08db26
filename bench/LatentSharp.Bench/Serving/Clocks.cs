using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>Both clocks from a moment on: the wall's and the processors'.</summary>
internal readonly struct Clocks
{
    /// <summary>On a machine so busy that a process has but this share of a processor, a slice ends all the same.</summary>
    private const double LeastShare = 0.05;

    private readonly long wall = Stopwatch.GetTimestamp();
    private readonly double processor = ProcessorTime.Seconds;

    public Clocks()
    {
    }

    internal double Wall => Stopwatch.GetElapsedTime(wall).TotalSeconds;

    internal double Processor => ProcessorTime.Seconds - processor;

    /// <summary>
    /// The seconds that make a slice's length: those in which others had the processors do not count, nor do two threads' count twice.
    /// </summary>
    internal double Counting => Math.Max(Math.Min(Wall, Processor), LeastShare * Wall);
}
