namespace LatentSharp;

/// <summary>
/// What classifiers share: they learn features by telling classes apart, from samples with labels. Trained by Adam on a cosine.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class ClassifierEstimator<TOptions> : IEstimator where TOptions : ClassifierOptions, new()
{
    private protected ClassifierEstimator(TOptions? options)
    {
        Options = options ?? new TOptions();
        Options.Validate();
    }

    /// <summary>How it is built and trained.</summary>
    public TOptions Options { get; }

    /// <summary>Learns from samples and labels and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to 0 to 1 or to unit variance.</param>
    /// <param name="labels">(N), the classes as whole numbers from 0.</param>
    /// <param name="validation">
    /// Samples (M, …) and labels (M) whose loss and accuracy are computed after each epoch, and by which the epoch is chosen whose weights
    /// are kept
    /// (<see cref="ValidatedOptions.EarlyStopping"/>). Without them all epochs are trained on all samples, unless that option says
    /// otherwise.
    /// </param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">Samples and labels do not fit each other or an option, a value is not finite, there are fewer than two classes, or the learning rate is so large that the loss became no number.</exception>
    public FittedClassifier Fit(
        Tensor samples, Tensor labels, (Tensor Samples, Tensor Labels)? validation = null, IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Fit(LearningTask.Of(
            new LearningSet(samples, labels), validation is { } held ? new LearningSet(held.Samples, held.Labels) : null, progress, stop, callbacks,
            cancellationToken));

    FittedModel IEstimator.Fit(LearningTask task) => Fit(task);

    private FittedClassifier Fit(LearningTask task)
    {
        var samples = task.Training.Samples;
        if (task.Training.Labels is not { } labels)
            throw new BadArgumentException($"{Options.Kind}: these data have no labels; a classifier learns from samples with labels.");
        LearningChecks.Samples(Options.Kind, samples, task.Validation?.Samples);
        if (labels.Rank != 1 || labels.Shape[0] != samples.Shape[0])
            throw new BadArgumentException($"{Options.Kind}: labels {labels.Shape} do not fit samples {samples.Shape}; one for each sample, ({samples.Shape[0]}), would.");
        var classes = Ops.ToIndices(labels, 0, int.MaxValue, $"{Options.Kind}: a label").ToArray<int>().Max() + 1;
        if (classes < 2) throw new BadArgumentException($"{Options.Kind}: all samples to learn from are of the same class; two classes at least can be told apart.");
        return LearningChecks.Learned(EpochSelection.Learn(
            (TOptions)Options.CompleteFor(samples), task with { Validation = Known(task.Validation, classes) },
            (options, part) => Learn(options, part, classes)), samples);
    }

    private static FittedClassifier Learn(TOptions options, LearningTask task, int classes)
    {
        var (samples, labels) = (task.Training.Samples, task.Training.Labels!.Value);
        if (options.OverSample)
        {
            var rows = OverSampling.Rows(labels, options.Seed);
            (samples, labels) = (samples.Take(rows), labels.Take(rows));
        }
        var (epochs, batch) = (options.Epochs!.Value, options.BatchSize!.Value);
        var network = options.CreateNetwork(samples.Shape[1..], classes);
        network.Build(samples.Shape[1..]);
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0], epochs)), options.CreateLoss(classes), Metrics.Accuracy);
        var weights = options.ClassWeights == ClassWeighting.Balanced ? ClassWeights.Balanced(labels) : null;
        var history = network.Fit(
            samples, labels, epochs, batch, task.Validation is { } held ? (held.Samples, held.Labels!.Value) : null,
            callbacks: task.Callbacks, progress: task.Progress, stop: task.Stop, classWeight: weights, cancellationToken: task.Cancellation);
        return new FittedClassifier(options, samples.Shape[1..], network, history);
    }

    /// <summary>The validation samples of classes that can be predicted; one that the training part lacks has no logit.</summary>
    private static LearningSet? Known(LearningSet? held, int classes)
    {
        if (held is not { Labels: { } truth } || held.Count == 0) return null;
        var labels = Ops.ToIndices(truth, 0, int.MaxValue, "A validation label").ToArray<int>();
        var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] < classes).ToArray();
        return rows.Length == labels.Length ? held : rows.Length == 0 ? null : held.Take(rows);
    }
}

/// <summary>The categorical focal loss of labels and logits, all classes of weight 1.</summary>
internal sealed record SparseFocal(int Classes) : Loss
{
    private static readonly CategoricalFocalCrossentropy Focal = new() { FromLogits = true, Alpha = 1 };

    public override string Name => "sparse_categorical_focal_crossentropy";

    public override Tensor PerSample(Tensor target, Tensor prediction) => Focal.PerSample(Ops.OneHot(target, Classes), prediction);
}
