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

    bool IEstimator.NeedsLabels => true;

    /// <summary>Learns from samples and labels and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to 0 to 1 or to unit variance.</param>
    /// <param name="labels">(N), the classes as whole numbers from 0.</param>
    /// <param name="validation">Samples (M, …) and labels (M) whose loss and accuracy are computed after each epoch.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">Samples and labels do not fit each other or an option, a value is not finite, there are fewer than two classes, or the learning rate is so large that the loss became no number.</exception>
    public FittedClassifier Fit(
        Tensor samples, Tensor labels, (Tensor Samples, Tensor Labels)? validation = null, IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, CancellationToken cancellationToken = default)
    {
        LearningChecks.Samples(Options.Kind, samples, validation?.Samples);
        if (labels.Rank != 1 || labels.Shape[0] != samples.Shape[0])
            throw new BadArgumentException($"{Options.Kind}: labels {labels.Shape} do not fit samples {samples.Shape}; one for each sample, ({samples.Shape[0]}), would.");
        var classes = Ops.ToIndices(labels, 0, int.MaxValue, $"{Options.Kind}: a label").ToArray<int>().Max() + 1;
        if (classes < 2) throw new BadArgumentException($"{Options.Kind}: all labels are 0; two classes at least can be told apart.");
        var options = (TOptions)Options.CompleteFor(samples);
        if (options.OverSample)
        {
            var rows = OverSampling.Rows(labels, options.Seed);
            (samples, labels) = (samples.Take(rows), labels.Take(rows));
        }
        var (epochs, batch) = (options.Epochs!.Value, options.BatchSize!.Value);
        var network = options.CreateNetwork(samples.Shape[1..], classes);
        network.Build(samples.Shape[1..]);
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0], epochs)), LossOf(options, classes), Metrics.Accuracy);
        var history = network.Fit(
            samples, labels, epochs, batch, validation is { } held && held.Samples.Shape[0] > 0 ? Known(held, classes) : null, progress: progress, stop: stop,
            classWeight: options.ClassWeights == ClassWeighting.Balanced ? ClassWeights.Balanced(labels) : null, cancellationToken: cancellationToken);
        return LearningChecks.Learned(new FittedClassifier(options, samples.Shape[1..], network, history), samples);
    }

    FittedModel IEstimator.Fit(
        LearningSet training, LearningSet? validation, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellationToken)
    {
        if (training.Labels is not { } labels) throw new BadArgumentException($"{Options.Kind}: these data have no labels; a classifier learns from samples with labels.");
        var held = validation is { Labels: { } truth } ? (validation.Samples, truth) : ((Tensor, Tensor)?)null;
        return Fit(training.Samples, labels, held, progress, stop, cancellationToken);
    }

    private static Loss LossOf(TOptions options, int classes) => options.Loss == ClassifierLoss.Focal
        ? new SparseFocal(classes)
        : new SparseCategoricalCrossentropy { FromLogits = true };

    /// <summary>The validation samples of classes that can be predicted; one that the training part lacks has no logit.</summary>
    private static (Tensor, Tensor)? Known((Tensor Samples, Tensor Labels) held, int classes)
    {
        var labels = Ops.ToIndices(held.Labels, 0, int.MaxValue, "A validation label").ToArray<int>();
        var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] < classes).ToArray();
        if (rows.Length == labels.Length) return (held.Samples, held.Labels);
        return rows.Length == 0 ? null : (held.Samples.Take(rows), Tensor.From(Array.ConvertAll(rows, row => labels[row])));
    }
}

/// <summary>The categorical focal loss of labels and logits, all classes of weight 1.</summary>
internal sealed record SparseFocal(int Classes) : Loss
{
    private static readonly CategoricalFocalCrossentropy Focal = new() { FromLogits = true, Alpha = 1 };

    public override string Name => "sparse_categorical_focal_crossentropy";

    public override Tensor PerSample(Tensor target, Tensor prediction) => Focal.PerSample(Ops.OneHot(target, Classes), prediction);
}
