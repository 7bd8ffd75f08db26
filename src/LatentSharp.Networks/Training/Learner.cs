using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// The loop of a training whose step is one's own: several networks, several optimizers, an objective of many parts. It brings epochs,
/// order, progress, stopping, cancellation and history; a class derived from it says what happens with a batch. Memory is used again from step
/// to step.
/// </summary>
/// <param name="seed">What the order of samples and the random numbers of the steps follow from.</param>
public abstract class Learner(long seed)
{
    private readonly RandomStream random = new(seed);

    /// <summary>The series of the history that a step reports; the first is told as the loss.</summary>
    protected abstract IReadOnlyList<string> Series { get; }

    /// <summary>How many of the series, from the first, are losses that progress tells. Default 1, the loss.</summary>
    protected virtual int Losses => 1;

    /// <summary>Learns from one batch.</summary>
    /// <param name="step">The batch, the open tape and the place in the training.</param>
    /// <param name="figures">Takes the value of each series; they are averaged over the epoch.</param>
    protected abstract void Step(in LearnerStep step, LearnerFigures figures);

    /// <summary>Measures samples that are not learned from, after each epoch, into series of the history; returns the loss among them.</summary>
    protected virtual double? Evaluate(Tensor validation, History history) => null;

    /// <summary>Samples made after an epoch for whoever watches; null for none. Asked only when somebody listens.</summary>
    protected virtual Tensor? Generate() => null;

    /// <summary>Runs the training.</summary>
    /// <param name="samples">(N, …), N at least 1.</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch of an epoch may be shorter.</param>
    /// <param name="validation">Samples (M, …) for <see cref="Evaluate"/>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>The means of the series by epoch. A value that is not finite ends the training after its batch, with a warning.</returns>
    /// <exception cref="BadArgumentException">There are no samples, or a number is out of its range.</exception>
    public History Run(
        Tensor samples, int epochs, int batchSize, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        CancellationToken cancellationToken = default)
    {
        if (samples.Rank == 0 || samples.Shape[0] == 0) throw new BadArgumentException($"{GetType().Name}: samples {samples.Shape} hold none to learn from.");
        var start = Stopwatch.GetTimestamp();
        var options = new TrainingOptions { Epochs = Require.Positive(epochs, "The number of epochs"), BatchSize = Require.Positive(batchSize, "The batch size"), Progress = progress, Stop = stop };
        var order = new BatchOrder(samples.Shape[0], batchSize);
        var figures = new LearnerFigures(Series);
        var reporter = new ProgressReporter(options, order) { Losses = Losses > 1 ? () => figures.Means(Losses) : null };
        var history = new History();
        var step = 0L;
        for (var epoch = 1; epoch <= epochs && figures.AreFinite && stop is not { IsRequested: true }; epoch++)
        {
            order.Shuffle(random.Derive("order").Derive(epoch));
            figures.Reset();
            RunEpoch(order, samples, epoch, ref step, figures, reporter, stop, cancellationToken);
            figures.Record(history);
            if (validation is { Count: > 0 } held) reporter.ValidationLoss = Evaluate(held, history);
            reporter.Generated = progress is null ? null : Generate();
            reporter.EpochEnded(epoch, figures.Loss);
        }
        TrainingDiagnosis.ExamineFinite(history, Series);
        history.StoppedEarly = history.Epochs < epochs || stop is { IsRequested: true };
        history.Duration = Stopwatch.GetElapsedTime(start);
        return history;
    }

    private void RunEpoch(
        BatchOrder order, Tensor samples, int epoch, ref long step, LearnerFigures figures, ProgressReporter reporter, StopSignal? stop, CancellationToken cancellationToken)
    {
        var steps = random.Derive("step");
        using var tape = new GradientTape(apart: true);
        for (var batch = 0; batch < order.Batches && figures.AreFinite && (batch == 0 || stop is not { IsRequested: true }); batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tape.Restart();
            var taken = order.Take(samples, batch);
            figures.Samples = taken.Shape[0];
            Step(new LearnerStep(tape, taken, new CallContext(true, steps.Derive(step++)), epoch - 1 + ((double)batch / order.Batches)), figures);
            using (tape.Leave()) reporter.BatchEnded(epoch, batch + 1, figures.Samples, figures.Loss);
        }
    }
}

/// <summary>One step of a <see cref="Learner"/>.</summary>
/// <param name="Tape">Open, and empty but for this step.</param>
/// <param name="Batch">(n, …): the samples.</param>
/// <param name="Context">For calls of layers in training, with the random stream of the step.</param>
/// <param name="Epoch">Passes over the samples done so far, with the fraction of the running one.</param>
public readonly record struct LearnerStep(GradientTape Tape, Tensor Batch, CallContext Context, double Epoch);

/// <summary>The means of the series of an epoch, weighted by samples.</summary>
public sealed class LearnerFigures
{
    private readonly IReadOnlyList<string> names;
    private readonly double[] sums;
    private readonly long[] weights;
    private readonly double[] before;

    internal LearnerFigures(IReadOnlyList<string> names)
    {
        this.names = names;
        sums = new double[names.Count];
        weights = new long[names.Count];
        before = new double[names.Count];
        before.AsSpan().Fill(double.NaN);
    }

    /// <summary>Samples in the running batch.</summary>
    internal int Samples { get; set; }

    /// <summary>Whether every value so far was a finite number.</summary>
    internal bool AreFinite { get; private set; } = true;

    /// <summary>The mean of the first series so far.</summary>
    internal double Loss => Mean(0);

    /// <summary>The means so far of the first series.</summary>
    internal KeyValuePair<string, double>[] Means(int count) => [.. Enumerable.Range(0, count).Select(i => new KeyValuePair<string, double>(names[i], Mean(i)))];

    /// <summary>Takes the value of a series for the running batch. A series that is left out keeps its mean.</summary>
    /// <param name="series">Its place in <see cref="Learner.Series"/>.</param>
    /// <param name="value">The mean over the batch.</param>
    public void Add(int series, double value)
    {
        AreFinite &= double.IsFinite(value);
        sums[series] += value * Samples;
        weights[series] += Samples;
    }

    internal void Reset()
    {
        for (var i = 0; i < names.Count; i++) before[i] = Mean(i);
        sums.AsSpan().Clear();
        weights.AsSpan().Clear();
    }

    internal void Record(History history)
    {
        for (var i = 0; i < names.Count; i++) history.Add(names[i], Mean(i));
    }

    /// <summary>A series without a value in this epoch has that of the epoch before.</summary>
    private double Mean(int series) => weights[series] == 0 ? before[series] : sums[series] / weights[series];
}
