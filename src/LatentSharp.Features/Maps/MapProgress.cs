using System.Diagnostics;

namespace LatentSharp;

/// <summary>Tells a listener how far a computation of rounds is, at most ten times a second.</summary>
internal sealed class MapProgress(IProgress<TrainingProgress>? listener, int rounds)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private long told;

    /// <summary>A round is done.</summary>
    /// <param name="round">From 1.</param>
    /// <param name="loss">What becomes small, where it is known.</param>
    internal void Report(int round, double loss = double.NaN)
    {
        if (listener is null || (round < rounds && Stopwatch.GetElapsedTime(told) < TimeSpan.FromSeconds(0.1))) return;
        told = Stopwatch.GetTimestamp();
        var passed = Stopwatch.GetElapsedTime(start);
        listener.Report(new TrainingProgress(
            round, rounds, 1, 1, loss, null, double.NaN, passed * ((double)(rounds - round) / round), EpochEnded: true)
        {
            Losses = double.IsNaN(loss) ? [] : [new("loss", loss)],
        });
    }
}
