namespace LatentSharp;

/// <summary>
/// One step of training or evaluation on a batch: what <see cref="Model.TrainStep"/> and <see cref="Model.TestStep"/> work with. It is used
/// again for the next step, so keep nothing of it.
/// </summary>
public sealed class ModelStep
{
    private readonly Compilation compilation;
    private readonly Figures figures;
    private readonly Penalties penalties;
    private readonly Tensor[] predictions;
    private readonly Shard? shard;
    private GradientTape? tape;
    private Batch? batch;

    /// <param name="compilation">What the model is trained for.</param>
    /// <param name="figures">Where figures go.</param>
    /// <param name="shard">
    /// The part of a step that this is, which keeps what was found until all parts are done; null for a whole one.
    /// </param>
    internal ModelStep(Compilation compilation, Figures figures, Shard? shard = null)
    {
        (this.compilation, this.figures, this.shard) = (compilation, figures, shard);
        penalties = new Penalties(compilation);
        predictions = new Tensor[compilation.Model.OutputCount];
    }

    /// <summary>The samples of this step.</summary>
    public Batch Batch => batch!;

    /// <summary>Whether weights are to change.</summary>
    public bool IsTraining => tape is not null;

    /// <summary>
    /// For calls of layers: training or not, the random stream of this step, and where layers leave their losses. In evaluation the stream
    /// follows from the place of the
    /// batch alone, so that each evaluation draws the same.
    /// </summary>
    public CallContext Context { get; private set; }

    /// <summary>Epochs of training done so far, with the fraction of the running one where the number of its batches is known.</summary>
    public double Epoch { get; private set; }

    /// <summary>The open tape, empty but for this step.</summary>
    /// <exception cref="InvalidOperationException">This is a step of evaluation; it has none.</exception>
    public GradientTape Tape => tape ?? throw new InvalidOperationException("A step of evaluation has no tape.");

    /// <summary>The results of the whole model for the inputs of the batch, one for each output.</summary>
    public ReadOnlySpan<Tensor> Predict()
    {
        compilation.Model.CallAll(Batch.InputArray, predictions, Context);
        return predictions;
    }

    /// <summary>
    /// The loss that the model was compiled for: the weighted sum over outputs, with all penalties. With several losses each is reported by
    /// its name, as it is before its weight.
    /// </summary>
    /// <param name="results">One for each output.</param>
    /// <exception cref="BadArgumentException">There are no losses at all, or no target where there is a loss.</exception>
    public Tensor ComputeLoss(params ReadOnlySpan<Tensor> results)
    {
        var outputs = compilation.Outputs;
        CheckTargets(results.Length);
        if (shard is null) figures.Watch(outputs, Batch, results);
        else shard.KeepForLosses(results);
        Tensor total = default;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Loss is not { } loss) continue;
            var value = loss.Compute(Batch.TargetArray[i], results[i], Batch.WeightArray[i]);
            if (compilation.HasSeveralLosses) Report(outputs[i].LossName, value);
            if (outputs[i].LossWeight is not 1) value *= (float)outputs[i].LossWeight;
            total = total.IsDefault ? value : total + value;
        }
        total = AddPenalties(total);
        return total.IsDefault
            ? throw new BadArgumentException("The model has nothing to make small: it was compiled without a loss, and no layer adds one.")
            : total;
    }

    /// <summary>A loss with what layers added in this step (<see cref="CallContext.AddLoss"/>) and the penalties of regularizers.</summary>
    public Tensor AddPenalties(Tensor loss) => penalties.AddTo(loss);

    /// <summary>Updates the metrics that the model was compiled with.</summary>
    /// <param name="results">One for each output.</param>
    public void UpdateMetrics(params ReadOnlySpan<Tensor> results)
    {
        if (figures.Metrics.Names.Count == 0) return;
        CheckTargets(results.Length);
        if (shard is null) figures.Metrics.Update(Batch, results);
        else shard.KeepForMetrics(results);
    }

    /// <summary>Changes the model's weights, by the optimizer that it was compiled with, so that a loss becomes smaller.</summary>
    public void Minimize(Tensor loss) => Minimize(loss, compilation.Model, compilation.Optimizer);

    /// <summary>
    /// Changes the weights of a part of the model by an optimizer of its own. What the optimizer remembers stays with the compiled model,
    /// for this part and this instance of the optimizer.
    /// </summary>
    public void Minimize(Tensor loss, Layer part, Optimizer optimizer)
    {
        if (shard is not null)
        {
            shard.Differentiate(Tape, loss, part, optimizer);
            return;
        }
        compilation.Minimizers.Of(part, optimizer).Step(Tape, loss);
        Constrain();
    }

    /// <summary>Makes the constraints of the weights hold after a step.</summary>
    internal void Constrain() => penalties.Constrain();

    /// <summary>Reports a figure: its mean over the samples of an epoch stands in the history.</summary>
    /// <param name="name">As in the history; in validation <c>val_</c> is put before it.</param>
    /// <param name="value">One number, the mean over the batch.</param>
    public void Report(string name, Tensor value) => Report(name, (double)value.Item());

    /// <inheritdoc cref="Report(string, Tensor)"/>
    public void Report(string name, float value) => Report(name, (double)value);

    /// <inheritdoc cref="Report(string, Tensor)"/>
    public void Report(string name, double value)
    {
        if (shard is null) figures.Report(name, value, Batch.Count);
        else shard.Keep(name, value);
    }

    internal Figures Figures => figures;

    internal bool IsFrozen(Layer layer) => compilation.IsFrozen(layer);

    internal void Add(Tensor penalty) => penalties.Add(penalty);

    internal void Begin(Batch samples, GradientTape? open, RandomStream random, double epoch)
    {
        (batch, tape, Epoch) = (samples, open, epoch);
        figures.Samples += samples.Count;
        penalties.Clear();
        Context = new CallContext(open is not null, random) { Step = this };
        if (!compilation.Model.IsBuilt) compilation.Model.BuildFor(samples);
    }

    private void CheckTargets(int results)
    {
        var outputs = compilation.Outputs;
        if (results != outputs.Length)
            throw new BadArgumentException($"The model has {outputs.Length} outputs; {results} results do not fit.");
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is { Loss: null, Metrics.Count: 0, WeightedMetrics.Count: 0 }) continue;
            if (i >= Batch.TargetArray.Length || Batch.TargetArray[i].IsDefault || Batch.TargetArray.Length > outputs.Length)
            {
                throw new BadArgumentException(
                    $"The model needs {outputs.Length} targets for {string.Join(", ", compilation.Model.OutputNames)}; "
                    + $"{Batch.TargetArray.Count(target => !target.IsDefault)} were given.");
            }
        }
    }
}
