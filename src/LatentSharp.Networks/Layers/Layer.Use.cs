namespace LatentSharp;

public abstract partial class Layer
{
    /// <summary>
    /// Who computes with the layer by a network's <c>Fit</c>, <c>Predict</c> and their kin; changed by <see cref="NetworkUse"/> alone.
    /// </summary>
    private LayerUse use;
    private Layer[]? parts;

    /// <summary>Whether a prediction changes what the layer keeps, so that two threads cannot share it.</summary>
    internal virtual bool ChangesInUse => false;

    /// <summary>
    /// Whether a call in training changes what the layer keeps, or may: then the shards of a step (<see cref="FitOptions.ShardSize"/>) call
    /// it one after the other. Of a layer of your own it is not known, so the default is true there; override it with false where
    /// <see cref="Forward(Tensor, in CallContext)"/> only reads fields and parameters, and a model's <c>TrainStep</c> too.
    /// </summary>
    protected internal virtual bool ChangesInTraining => ChangesInUse || GetType().Assembly != typeof(Layer).Assembly;

    /// <summary>Whether a prediction does, or may: then one thread computes it.</summary>
    internal virtual bool ChangesInPrediction => ChangesInTraining;

    internal ref LayerUse Use => ref use;

    /// <summary>This layer and all within it, each once; found once the layer is built.</summary>
    /// <summary>What it keeps from batch to batch beside weights, for a training that goes on; null for nothing.</summary>
    internal virtual TrainingSnapshot? Memory { get => null; set => _ = value; }

    internal Layer[] Parts => parts ?? (IsBuilt ? parts = FindParts() : FindParts());

    private Layer[] FindParts() => [.. WithInner().Distinct()];

    private IEnumerable<Layer> WithInner() => Layers.SelectMany(layer => layer.WithInner()).Prepend(this);
}

/// <summary>A thread that changes a layer, how often it entered, and how many threads only read it.</summary>
internal struct LayerUse
{
    internal int Owner;
    internal int Depth;
    internal int Readers;
}
