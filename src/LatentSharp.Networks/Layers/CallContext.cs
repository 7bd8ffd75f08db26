namespace LatentSharp;

/// <summary>What a layer knows of the call that it is part of.</summary>
/// <param name="Training">Whether the network is being trained: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Random">The stream of this step; a layer derives its own from it by its path.</param>
public readonly record struct CallContext(bool Training, RandomStream Random)
{
    /// <summary>The context of a prediction.</summary>
    public static CallContext Inference => default;

    /// <summary>Whether a network around the layer is not trainable: then batch normalisation does as in inference.</summary>
    internal bool Frozen { get; init; }

    /// <summary>Where layers leave the penalties on their activities; null when nobody asks.</summary>
    internal List<Tensor>? Penalties { get; init; }

    /// <summary>
    /// Adds a number to the loss of this call, beside what the network is compiled for, as Keras's <c>add_loss</c>; ignored where no
    /// loss is computed.
    /// </summary>
    /// <param name="loss">Of rank 0; gradients flow.</param>
    public void AddLoss(Tensor loss)
    {
        if (loss.Count != 1) throw new BadArgumentException($"AddLoss: {loss.Shape} is not one number; sum it or take its mean first.");
        Penalties?.Add(loss);
    }

    /// <summary>Adds a penalty on a layer's result to the loss of this call; the sum over the batch, as in Keras 3.</summary>
    internal void Penalize(Regularizer? regularizer, Tensor activity)
    {
        if (regularizer is not null) Penalties?.Add(regularizer.Compute(activity));
    }
}
