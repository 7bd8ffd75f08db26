namespace LatentSharp;

/// <summary>Samples, and their labels where there are any.</summary>
/// <param name="Samples">(N, …); of a <see cref="Stream"/> some of its samples.</param>
/// <param name="Labels">(N), numbers of classes from 0, or -1 where the class is not known; or null.</param>
internal sealed record LearningSet(Tensor Samples, Tensor? Labels = null)
{
    /// <summary>The label of a sample whose class is not known.</summary>
    internal const int Unknown = -1;

    internal int Count => Stream?.Count ?? Samples.Shape[0];

    /// <summary>
    /// All that is learned from, where it is no tensor; <see cref="Samples"/> are then some of its samples, by which options are completed
    /// and what was learned is looked at.
    /// </summary>
    internal SampleStream? Stream { get; init; }

    /// <summary>How many samples of a stream stand for all of them, at most: 10,000, or 32 MiB.</summary>
    internal static int MostShown(SampleStream stream) => Math.Clamp((1 << 25) / sizeof(float) / stream.Width, 100, 10_000);

    /// <summary>A stream with some of its samples, and the labels (N) of all where there are any.</summary>
    internal static LearningSet Of(SampleStream stream, Tensor? labels = null) =>
        new(stream.Take(stream.Draw(MostShown(stream), new RandomStream(0).Derive("shown"))), labels) { Stream = stream };

    /// <summary>The range of all samples.</summary>
    internal SampleRange Range() => Stream is { } stream ? SampleRange.Of(stream) : SampleRange.Of(Samples);

    /// <summary>Whether the samples follow each other in time, so that later ones choose the epoch of earlier ones.</summary>
    internal bool IsOrdered { get; init; }

    /// <summary>
    /// Whether nobody else reads the samples while they are learned from, so that they may be divided without a copy: their rows are put
    /// into another order meanwhile.
    /// </summary>
    internal bool IsOwned { get; init; }

    /// <summary>The samples whose class is known, copied unless they are a stream; null when all are.</summary>
    internal LearningSet? Known()
    {
        var labels = Ops.ToIndices(Labels!.Value, Unknown, int.MaxValue, "A label").ToArray<int>();
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != Unknown)];
        return rows.Length == labels.Length ? null : Stream is null ? Take(rows) : Without(RowParts.Others(labels.Length, rows));
    }

    /// <summary>Some of the rows, copied; of a stream in ascending order.</summary>
    internal LearningSet Take(int[] rows) => new(Stream?.Take(rows) ?? Samples.Take(rows), Labels?.Take(rows));

    /// <summary>A stream without some of its rows.</summary>
    /// <param name="rows">Ascending.</param>
    internal LearningSet Without(int[] rows) =>
        this with { Stream = Stream!.Without(rows), Labels = Labels?.Take(RowParts.Others(Count, rows)) };
}

/// <summary>What one call of <c>Fit</c> is about, whatever the estimator.</summary>
/// <param name="Training">What is learned from.</param>
/// <param name="Validation">What is measured after each epoch; or null.</param>
internal sealed record LearningTask(LearningSet Training, LearningSet? Validation = null)
{
    /// <summary>What the arguments of a public <c>Fit</c> say.</summary>
    internal static LearningTask Of(
        LearningSet training, LearningSet? validation, IProgress<TrainingProgress>? progress, StopSignal? stop,
        IReadOnlyList<Callback>? callbacks, CancellationToken cancellation) =>
        new(training, validation) { Progress = progress, Stop = stop, Callbacks = callbacks ?? [], Cancellation = cancellation };

    /// <summary>The classes that there are labels of to learn from, of what learns from labels.</summary>
    internal int Classes { get; private init; }

    /// <summary>
    /// Whether samples that are known to be sequences (T, C) are filled up with zeros behind their ends; null where it is not known what
    /// they are.
    /// </summary>
    internal bool? IsPadded { get; init; }

    /// <summary>How many ids of tokens there are, of samples that are texts; null where it is not known.</summary>
    internal int? Vocabulary { get; init; }

    /// <summary>What else happens along the way.</summary>
    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>
    /// Makes what saves the next of the trainings that the task consists of, and lets it go on: they always come in the same order. Null
    /// where none is saved.
    /// </summary>
    internal Func<Callback>? Saving { get; init; }

    /// <summary>Told how far it is.</summary>
    internal IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>The request to end.</summary>
    internal StopSignal? Stop { get; init; }

    /// <summary>The request to give up.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>Told the options with everything filled in, before learning begins.</summary>
    internal Action<EstimatorOptions>? Completed { get; init; }

    /// <summary>
    /// Whether <see cref="EarlyStoppingMode.Auto"/> without validation samples means what suits the number of rows; otherwise it means all
    /// epochs on all of them.
    /// </summary>
    internal bool SuitsRows { get; init; }

    /// <summary>Callbacks for the next training; what saves it is the last of them.</summary>
    internal IReadOnlyList<Callback> Saved(IReadOnlyList<Callback> callbacks) => Saving is null ? callbacks : [.. callbacks, Saving()];

    /// <summary>The listener to a part of the training.</summary>
    internal IProgress<TrainingProgress>? ProgressOf(string stage) => Progress is { } listener ? new StageProgress(listener, stage) : null;

    /// <summary>Whether some samples to learn from have no label.</summary>
    internal bool HasUnknown { get; private init; }

    /// <summary>
    /// The same with the number of <see cref="Classes"/>, and of the validation samples those of classes that can be predicted: one that
    /// the training part lacks has no logit. Samples without a label are left out unless they take part.
    /// </summary>
    /// <exception cref="BadArgumentException">There are no labels, they do not fit the samples, or all are the same.</exception>
    internal LearningTask WithClasses(string kind, bool unknownTakePart)
    {
        if (Training.Labels is not { } labels)
            throw new BadArgumentException($"{kind}: these data have no labels; a classifier learns from samples with labels.");
        if (labels.Rank != 1 || labels.Shape[0] != Training.Count)
        {
            throw new BadArgumentException(
                $"{kind}: labels {labels.Shape} do not fit samples {Training.Samples.Shape}; one for each sample, "
                + $"({Training.Count}), would.");
        }
        var classes = Ops.ToIndices(labels, LearningSet.Unknown, int.MaxValue, $"{kind}: a label").ToArray<int>().Max() + 1;
        if (classes < 2)
        {
            throw new BadArgumentException(
                $"{kind}: all samples to learn from are of the same class; two classes at least can be told apart.");
        }
        var known = Training.Known();
        return this with
        {
            Classes = classes, Validation = Known(Validation, classes), Training = unknownTakePart ? Training : known ?? Training,
            HasUnknown = unknownTakePart && known is not null,
        };
    }

    /// <summary>Trains a compiled network to give back the samples.</summary>
    internal History Rebuild(Model network, TrainedOptions options)
    {
        Batch? held = Validation is { } validation ? (validation.Samples, validation.Samples) : null;
        return Training.Stream is { } stream
            ? TrainOn(stream, network, options, held, rebuilds: true)
            : Train(network, options, Training.Samples, Training.Samples, held);
    }

    /// <summary>Trains a compiled network as the options say.</summary>
    /// <param name="network">Built.</param>
    /// <param name="options">Complete.</param>
    /// <param name="x">(N, …).</param>
    /// <param name="y">(N, …), or <c>default</c> for none.</param>
    /// <param name="validation">What is measured after each epoch; or null.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by; or null.</param>
    internal History Train(
        Model network, TrainedOptions options, Tensor x, Tensor y = default, Batch? validation = null,
        IReadOnlyDictionary<int, double>? classWeight = null) =>
        Training.Stream is not { } stream
        ? network.Fit(
            x, y, options.Epochs!.Value, options.BatchSize!.Value, validation, callbacks: Saved(Callbacks), progress: Progress, stop: Stop,
            classWeight: classWeight, options: options.FittingFor(Training), cancellationToken: Cancellation)
        : y.IsDefault ? TrainOn(stream, network, options, validation, rebuilds: false)
        : network.Fit(
            stream, y, options.Epochs!.Value, options.BatchSize!.Value, validation, Saved(Callbacks), Progress, Stop, classWeight,
            options.FittingFor(Training), Cancellation);

    private History TrainOn(SampleStream stream, Model network, TrainedOptions options, Batch? validation, bool rebuilds) =>
        network.Fit(
            stream, rebuilds, options.Epochs!.Value, options.BatchSize!.Value, validation, Saved(Callbacks), Progress, Stop,
            options.FittingFor(Training), Cancellation);

    private static LearningSet? Known(LearningSet? held, int classes)
    {
        if (held is not { Labels: { } truth } || held.Count == 0) return null;
        var labels = Ops.ToIndices(truth, LearningSet.Unknown, int.MaxValue, "A validation label").ToArray<int>();
        var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] >= 0 && labels[row] < classes).ToArray();
        return rows.Length == labels.Length ? held : rows.Length == 0 ? null : held.Take(rows);
    }
}
