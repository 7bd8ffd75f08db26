namespace LatentSharp;

/// <summary>What a layer knows of the call that it is part of.</summary>
/// <param name="Training">Whether the network is being trained: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Random">The stream of this step; a layer derives its own from it by its path.</param>
public readonly record struct CallContext(bool Training, RandomStream Random)
{
    /// <summary>The context of a prediction.</summary>
    public static CallContext Inference => default;

    /// <summary>The step of a model that this call is part of, where layers leave losses and figures; null outside of one.</summary>
    internal ModelStep? Step { get; init; }

    /// <summary>
    /// Whether a layer is being trained: false in inference, and for layers that were frozen when the model was compiled, which then behave
    /// as in inference. Outside of a compiled model's steps <see cref="Layer.Trainable"/> tells.
    /// </summary>
    public bool Trains(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Training && (Step is { } step ? !step.IsFrozen(layer) : layer.Trainable);
    }

    /// <summary>
    /// Adds a number to the loss of this call, beside what the network is compiled for, as Keras's <c>add_loss</c>; ignored where no
    /// loss is computed.
    /// </summary>
    /// <param name="loss">Of one element; gradients flow.</param>
    /// <exception cref="BadArgumentException">It is not one number.</exception>
    public void AddLoss(Tensor loss)
    {
        if (loss.Count != 1) throw new BadArgumentException($"AddLoss: {loss.Shape} is not one number; sum it or take its mean first.");
        Step?.Add(loss);
    }

    /// <summary>
    /// Reports a figure of this call: its mean over the samples of an epoch stands in the history. Ignored outside of a model's steps.
    /// </summary>
    /// <param name="name">As in the history; in validation <c>val_</c> is put before it.</param>
    /// <param name="value">One number, the mean over the batch.</param>
    public void AddMetric(string name, Tensor value) => Step?.Report(name, value);

    /// <summary>Adds a penalty on a layer's result to the loss of this call; the sum over the batch, as in Keras 3.</summary>
    internal void Penalize(Regularizer? regularizer, Tensor activity)
    {
        if (regularizer is not null) Step?.Add(regularizer.Compute(activity));
    }
}
