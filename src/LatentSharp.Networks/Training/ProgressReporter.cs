using System.Diagnostics;

namespace LatentSharp;

/// <summary>Tells the listener how far a training is: at most ten times a second, and after each epoch.</summary>
internal sealed class ProgressReporter(TrainingOptions options, BatchOrder order)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long start = Stopwatch.GetTimestamp();
    private long last;
    private long samplesDone;

    internal double? ValidationLoss { get; set; }

    /// <summary>What the report at the end of an epoch carries.</summary>
    internal Tensor? Generated { get; set; }

    internal void BatchEnded(int epoch, int batch, int samples, double loss)
    {
        samplesDone += samples;
        if (options.Progress is null || batch == order.Batches || Stopwatch.GetElapsedTime(last) < Interval) return;
        Report(epoch, batch, loss, epochEnded: false);
    }

    internal void EpochEnded(int epoch, double loss)
    {
        if (options.Progress is not null) Report(epoch, order.Batches, loss, epochEnded: true);
    }

    private void Report(int epoch, int batch, double loss, bool epochEnded)
    {
        last = Stopwatch.GetTimestamp();
        var seconds = Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9);
        var speed = samplesDone / seconds;
        var left = ((long)order.Samples * options.Epochs) - samplesDone;
        options.Progress!.Report(new TrainingProgress(
            epoch, options.Epochs, batch, order.Batches, loss, ValidationLoss, speed, TimeSpan.FromSeconds(Math.Max(0, left / speed)), epochEnded) { Generated = epochEnded ? Generated : null });
    }
}
