namespace LatentSharp;

public partial class Model
{
    /// <summary>Whether the model was compiled.</summary>
    public bool IsCompiled => compilation is not null;

    internal Compilation Compiled => compilation
        ?? throw new BadArgumentException($"{Name ?? Kind}: is not compiled; call Compile with an optimizer and a loss first.");

    /// <summary>Chooses how to train. Which layers are trainable is read here.</summary>
    /// <param name="optimizer">How parameters follow their gradients.</param>
    /// <param name="loss">What becomes small; with several outputs at each of them.</param>
    /// <param name="metrics">What is reported beside it, as <see cref="Metrics.Accuracy"/>; with several outputs of each of them.</param>
    /// <exception cref="BadArgumentException">Two metrics have the same name, or the loss is not one number.</exception>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics) => Compile(optimizer, loss, metrics, []);

    /// <summary>Chooses how to train, with metrics that sample weights weigh.</summary>
    /// <param name="optimizer">How parameters follow their gradients.</param>
    /// <param name="loss">What becomes small; with several outputs at each of them.</param>
    /// <param name="metrics">What is reported, all samples counting the same.</param>
    /// <param name="weightedMetrics">
    /// What is reported, sample and class weights counting; named as <c>weighted_accuracy</c> where the name is taken.
    /// </param>
    /// <exception cref="BadArgumentException">Two metrics have the same name, or the loss is not one number.</exception>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weightedMetrics)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Compile(optimizer, ForEachOutput(loss), null, ForEachOutput(metrics), ForEachOutput(weightedMetrics));
    }

    /// <summary>Chooses how to train a network of several outputs; the loss is the weighted sum of theirs.</summary>
    /// <param name="optimizer">How parameters follow their gradients.</param>
    /// <param name="losses">What becomes small at each output, in the order of <see cref="OutputNames"/>; null for nothing.</param>
    /// <param name="lossWeights">What each output's loss is multiplied by. Default 1.</param>
    /// <param name="metrics">What is reported of each output, under its name: <c>digit_accuracy</c>.</param>
    /// <param name="weightedMetrics">What is reported of each output, sample weights counting.</param>
    /// <exception cref="BadArgumentException">
    /// There is not one entry for each output, names are not unique, or a loss is not one number.
    /// </exception>
    public void Compile(
        Optimizer optimizer, IReadOnlyList<Loss?> losses, IReadOnlyList<double>? lossWeights = null,
        IReadOnlyList<IReadOnlyList<Metric>>? metrics = null,
        IReadOnlyList<IReadOnlyList<Metric>>? weightedMetrics = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(losses);
        compilation = new Compilation(this, optimizer, CompiledOutput.All(OutputNames, losses, lossWeights, metrics, weightedMetrics));
    }

    /// <summary>Chooses how to train a network whose loss comes from its layers alone, or from its own <see cref="TrainStep"/>.</summary>
    /// <param name="optimizer">How parameters follow their gradients.</param>
    public void Compile(Optimizer optimizer) => Compile(optimizer, new Loss?[OutputCount]);

    /// <summary>
    /// One step of training. By default the samples are called, the compiled loss is made smaller and the metrics are updated. A class of
    /// one's own may do otherwise, on the step's tape; <c>Fit</c> and
    /// <see cref="TrainOnBatch(Batch, IReadOnlyDictionary{int, double}, bool)"/> bring the rest.
    /// </summary>
    /// <param name="step">The batch, the tape, and where figures are reported, the one called <c>loss</c> first of all.</param>
    protected internal virtual void TrainStep(ModelStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var predictions = step.Predict();
        var loss = step.ComputeLoss(predictions);
        step.Minimize(loss);
        step.UpdateMetrics(predictions);
        step.Report("loss", loss);
    }

    /// <summary>One step of evaluation: the compiled loss and metrics of a batch, unless a class of one's own does otherwise.</summary>
    /// <param name="step">The batch, and where figures are reported.</param>
    protected internal virtual void TestStep(ModelStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var predictions = step.Predict();
        step.Report("loss", step.ComputeLoss(predictions));
        step.UpdateMetrics(predictions);
    }

    /// <summary>
    /// Samples made after an epoch for whoever watches the progress, as what the same noise became; null, the default, for none. Asked only
    /// when somebody listens.
    /// </summary>
    protected internal virtual Tensor? ShowSamples() => null;

    /// <summary>
    /// Whether the loss may rise while the model learns, as one whose parts gain weight: no warning is given of it then. Default false.
    /// </summary>
    protected internal virtual bool LossMayRise => false;

    private T[] ForEachOutput<T>(T value)
    {
        var all = new T[OutputCount];
        Array.Fill(all, value);
        return all;
    }
}
