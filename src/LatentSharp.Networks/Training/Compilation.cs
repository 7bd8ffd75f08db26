using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>A model with what it is trained for, as it was when it was compiled, and what its trainings remember.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The tape is disposed after each use, and holds nothing in between.")]
internal sealed class Compilation
{
    private readonly HashSet<Layer> frozen = [];
    private readonly ModelStep training, testing;
    private readonly Batch withTarget = new(1, 1), withoutTarget = new(1, 0);
    private GradientTape? tape;

    internal Compilation(Model model, Optimizer optimizer, CompiledOutput[] outputs)
    {
        (Model, Optimizer, Outputs) = (model, optimizer, outputs);
        HasSeveralLosses = outputs.Count(output => output.Loss is not null) > 1;
        Minimizers = new Minimizers(this);
        training = new ModelStep(this, new Figures(new MetricSet(outputs), isTraining: true));
        testing = NewTesting();
        Directions = new Dictionary<string, MetricDirection>(training.Figures.Metrics.Directions, StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            if (output.Loss is { } loss) Directions.TryAdd(output.LossName, loss.Direction);
        }
        Directions.TryAdd("loss", MetricDirection.SmallerIsBetter);
        Freeze(model);
    }

    internal Model Model { get; }

    internal Optimizer Optimizer { get; }

    internal CompiledOutput[] Outputs { get; }

    internal bool HasSeveralLosses { get; }

    internal Minimizers Minimizers { get; }

    /// <summary>Which way each series is better, by its name in training.</summary>
    internal Dictionary<string, MetricDirection> Directions { get; }

    /// <summary>The figures of the epoch in training.</summary>
    internal Figures Training => training.Figures;

    /// <summary>The figures of the batches that were tested one by one.</summary>
    internal Figures Testing => testing.Figures;

    /// <summary>The one tape of all steps, to be disposed and opened again.</summary>
    /// <exception cref="InvalidOperationException">It is open: a step of the model is running.</exception>
    internal GradientTape OpenTape()
    {
        if (tape is null) return tape = new GradientTape(apart: true);
        tape.Reopen();
        return tape;
    }

    /// <summary>A step of evaluation with figures of its own, so that those of the running epoch stay.</summary>
    internal ModelStep NewTesting() => new(this, new Figures(new MetricSet(Outputs), isTraining: false));

    /// <summary>The tensors of one batch, in a batch that is filled again for each.</summary>
    internal Batch Fill(Tensor x, Tensor y, Tensor weight, string operation)
    {
        var batch = y.IsDefault ? withoutTarget : withTarget;
        batch.InputArray[0] = x;
        if (!y.IsDefault) (batch.TargetArray[0], batch.WeightArray[0]) = (y, weight);
        batch.Check(operation);
        return batch;
    }

    /// <summary>Epochs of training done so far, with the fraction of the running one.</summary>
    internal double Epoch { get; set; }

    /// <summary>One step of training on an open tape.</summary>
    /// <param name="open">The tape.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="shards">What divides the step; null for a step of the whole batch.</param>
    /// <param name="augmenter">What changes the samples; null for nothing.</param>
    internal void Train(GradientTape open, Batch batch, Shards? shards = null, Augmenter? augmenter = null)
    {
        var random = Model.Random.Derive("step").Derive(Model.Position.NextStep());
        if (augmenter is not null) batch = augmenter.Apply(batch, random.Derive("augmentation"));
        if (shards is not null)
        {
            shards.Train(batch, random);
            return;
        }
        training.Begin(batch, open, random, Epoch);
        Model.TrainStep(training);
    }

    /// <summary>Makes the constraints of the weights hold after a step.</summary>
    internal void Constrain() => training.Constrain();

    internal void Test(Batch batch) => Test(testing, batch);

    internal void Test(ModelStep step, Batch batch)
    {
        step.Begin(batch, null, Model.Random.Derive("validation").Derive(step.Figures.Samples), Epoch);
        Model.TestStep(step);
    }

    /// <summary>Whether the layer, or a network that it is part of, was not trainable when the model was compiled.</summary>
    internal bool IsFrozen(Layer layer) => frozen.Contains(layer);

    /// <summary>The parameters of a part that training changes.</summary>
    internal IEnumerable<Parameter> Trainable(Layer part) => IsFrozen(part)
        ? []
        : part.OwnParameters.Where(parameter => parameter.Trainable).Concat(part.Layers.SelectMany(Trainable));

    /// <summary>The regularizers and constraints of what is trained.</summary>
    internal IEnumerable<WeightRule> Rules() => Rules(Model).DistinctBy(rule => rule.Parameter);

    private IEnumerable<WeightRule> Rules(Layer layer) => IsFrozen(layer) ? [] : layer.OwnRules.Concat(layer.Layers.SelectMany(Rules));

    private void Freeze(Layer layer, bool within = false)
    {
        within |= !layer.Trainable;
        if (within) frozen.Add(layer);
        foreach (var inner in layer.Layers) Freeze(inner, within);
    }
}
