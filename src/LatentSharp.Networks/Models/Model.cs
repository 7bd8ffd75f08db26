namespace LatentSharp;

/// <summary>
/// A network that can be trained, evaluated, used and described as a whole: drawn with symbols, or a class of one's own that overrides
/// <see cref="Layer.OutputShape(Shape)"/>, <see cref="Layer.Layers"/> and <see cref="Layer.Forward(Tensor, in CallContext)"/>.
/// </summary>
public partial class Model : Layer
{
    private Compilation? compilation;

    /// <summary>What initial weights, batch order and dropout follow from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Creates all parameters for samples of this shape, as a first call would.</summary>
    /// <param name="sample">The shape of one sample, without the batch axis.</param>
    public void Build(Shape sample) => BuildAlone([sample.Prepend(Shape.Any)]);

    /// <summary>Creates all parameters from given values.</summary>
    public void Build(Shape sample, WeightSource weights) => Build(sample.Prepend(Shape.Any), "", Random.Derive("weights"), weights);

    /// <summary>Chooses how to train. Which layers are trainable is read here.</summary>
    /// <param name="optimizer">How parameters follow their gradients.</param>
    /// <param name="loss">What becomes small.</param>
    /// <param name="metrics">What is reported beside it, as <see cref="Metrics.Accuracy"/>.</param>
    /// <exception cref="BadArgumentException">Two metrics have the same name, or the loss is not one number.</exception>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Reduction == LossReduction.None)
            throw new BadArgumentException($"Compile: the loss {loss.Name} has Reduction None; training needs one number, as by SumOverBatchSize.");
        compilation = new Compilation(this, optimizer, loss, new MetricSet(metrics));
    }

    /// <summary>Trains the network on samples and targets.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …); for an autoencoder the samples themselves.</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch may be shorter. Default 32.</param>
    /// <param name="validation">Samples and targets that are evaluated after each epoch.</param>
    /// <param name="validationSplit">Instead of <paramref name="validation"/>: the share of samples, taken from the end, to hold out. Default 0.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own. Default true.</param>
    /// <param name="callbacks">What else happens after each epoch, as <see cref="EarlyStopping"/>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="sampleWeight">What each sample's loss is multiplied by: (N), or (N, …) for the leading axes of the losses. Validation has no weights.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by, 1 for those not named; targets are labels (N) or (N, 1), or one-hot (N, C).</param>
    /// <param name="initialEpoch">Epochs that were done before: a training that is resumed goes on to <paramref name="epochs"/>. Default 0.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>
    /// By epoch <c>loss</c> and the metrics by name as they were while the weights changed, and with validation data <c>val_loss</c> and the
    /// metrics with <c>val_</c> in front.
    /// </returns>
    /// <exception cref="BadArgumentException">Shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        Tensor x, Tensor y, int epochs = 1, int batchSize = 32, (Tensor X, Tensor Y)? validation = null, double validationSplit = 0,
        bool shuffle = true, IReadOnlyList<Callback>? callbacks = null, IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, Tensor sampleWeight = default, IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0, CancellationToken cancellationToken = default)
    {
        CheckPairs("Fit", x, y);
        var weights = SampleWeights.Of(y, sampleWeight, classWeight);
        if (validation is { } pair) CheckPairs("Fit: validation", pair.X, pair.Y);
        Require.InRange(validationSplit, 0, 1, "Fit: validationSplit", highIncluded: false);
        if (validationSplit > 0 && validation is null)
        {
            var kept = x.Shape[0] - (int)Math.Ceiling(x.Shape[0] * validationSplit);
            if (kept == 0) throw new BadArgumentException($"Fit: a validationSplit of {validationSplit} leaves none of {x.Shape[0]} samples to train on.");
            validation = (x.Rows(kept, x.Shape[0] - kept), y.Rows(kept, y.Shape[0] - kept));
            (x, y) = (x.Rows(0, kept), y.Rows(0, kept));
            if (!weights.IsDefault) weights = weights.Rows(0, kept);
        }
        var options = new TrainingOptions
        {
            Epochs = Require.Positive(epochs, "Fit: epochs"),
            InitialEpoch = (int)Require.InRange(initialEpoch, 0, epochs - 1, "Fit: initialEpoch"),
            BatchSize = Require.Positive(batchSize, "Fit: batchSize"),
            Shuffle = shuffle,
            Callbacks = callbacks ?? [],
            Progress = progress,
            Stop = stop,
        };
        return new TrainingLoop(this, Compiled, options).Run(x, y, weights, validation, cancellationToken);
    }

    /// <summary>The loss and the metrics on samples and targets, without training.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …).</param>
    /// <param name="batchSize">Samples at a time.</param>
    public EvaluationResult Evaluate(Tensor x, Tensor y, int batchSize = 256)
    {
        CheckPairs("Evaluate", x, y);
        return Inference.Evaluate(this, Compiled, x, y, Require.Positive(batchSize, "Evaluate: batchSize"));
    }

    /// <summary>The network's results for samples, computed in batches: (N, …) -> (N, …).</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="batchSize">Samples at a time.</param>
    public Tensor Predict(Tensor x, int batchSize = 512) => Inference.Predict(this, x, Require.Positive(batchSize, "Predict: batchSize"));

    /// <summary>The table of layers, shapes and parameters that Keras users know.</summary>
    /// <exception cref="BadArgumentException">The network is not built: its shapes are not known yet.</exception>
    public string Summary() => ModelSummary.Of(this);

    /// <summary>A network stands at the root of its names, and draws from its own seed.</summary>
    private protected override void BuildAlone(ReadOnlySpan<Shape> inputs)
    {
        if (Path.Length > 0) base.BuildAlone(inputs);
        else Build(inputs[0].With(0, Shape.Any), "", Random.Derive("weights"));
    }

    /// <summary>The stream that all randomness of this model follows from.</summary>
    internal RandomStream Random => new(Seed);

    internal Compilation Compiled => compilation
        ?? throw new BadArgumentException($"{Name ?? Kind}: is not compiled; call Compile with an optimizer and a loss first.");

    private static void CheckPairs(string operation, Tensor x, Tensor y)
    {
        if (x.Rank == 0 || y.Rank == 0 || x.Shape[0] != y.Shape[0])
            throw new BadArgumentException($"{operation}: samples {x.Shape} and targets {y.Shape} do not fit; both need one row for each sample.");
        if (x.Shape[0] == 0) throw new BadArgumentException($"{operation}: there are no samples; {x.Shape} has none.");
    }
}
