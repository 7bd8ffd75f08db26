using System.Diagnostics;

namespace LatentSharp;

/// <summary>Tells the listener how far a training is: at most ten times a second, and after each epoch.</summary>
/// <param name="options">How long it is, and who listens.</param>
/// <param name="batches">Batches in an epoch, where that is known; otherwise those of the epoch before.</param>
/// <param name="samples">Samples in an epoch, where that is known; otherwise judged by the batches so far.</param>
internal sealed class ProgressReporter(TrainingOptions options, int? batches, int? samples)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long start = Stopwatch.GetTimestamp();
    private long last, samplesDone, batchesDone;
    private int? inEpoch = batches;
    private int running;

    internal double? ValidationLoss { get; set; }

    /// <summary>The losses of a training with several of them; null for one.</summary>
    internal required Func<IReadOnlyList<KeyValuePair<string, double>>?> Losses { get; init; }

    /// <summary>What the report at the end of an epoch carries.</summary>
    internal Tensor? Generated { get; set; }

    internal void BatchEnded(int epoch, int batch, int count, double loss)
    {
        samplesDone += count;
        batchesDone++;
        running = batch;
        if (options.Progress is null || batch == inEpoch || Stopwatch.GetElapsedTime(last) < Interval) return;
        Report(epoch, batch, loss, epochEnded: false);
    }

    internal void EpochEnded(int epoch, double loss)
    {
        inEpoch ??= running;
        if (options.Progress is not null) Report(epoch, inEpoch.Value, loss, epochEnded: true);
    }

    private void Report(int epoch, int batch, double loss, bool epochEnded)
    {
        last = Stopwatch.GetTimestamp();
        var seconds = Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9);
        var speed = samplesDone / seconds;
        var anEpoch = samples ?? (double)samplesDone / Math.Max(1, batchesDone) * (inEpoch ?? batch);
        var left = epochEnded ? (options.Epochs - epoch) * anEpoch : ((options.Epochs - options.InitialEpoch) * anEpoch) - samplesDone;
        options.Progress!.Report(new TrainingProgress(
            epoch, options.Epochs, batch, Math.Max(batch, inEpoch ?? 0), loss, ValidationLoss, speed,
            // An epoch that was resumed at its end has had no batches here.
            speed > 0 ? TimeSpan.FromSeconds(Math.Max(0, left / speed)) : TimeSpan.Zero, epochEnded)
        { Generated = epochEnded ? Generated : null, Losses = Losses()! });
    }
}
