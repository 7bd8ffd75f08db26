namespace LatentSharp;

/// <summary>What a layer knows of the call that it is part of.</summary>
/// <param name="Training">Whether the network is being trained: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Random">The stream of this step; a layer derives its own from it by its path.</param>
public readonly record struct CallContext(bool Training, RandomStream Random)
{
    /// <summary>The context of a prediction.</summary>
    public static CallContext Inference => default;

    /// <summary>Where layers leave the penalties on their activities; null when nobody asks.</summary>
    internal List<Tensor>? Penalties { get; init; }

    /// <summary>Adds a penalty on a layer's result to the loss of this call; the sum over the batch, as in Keras 3.</summary>
    internal void Penalize(Regularizer? regularizer, Tensor activity)
    {
        if (regularizer is not null) Penalties?.Add(regularizer.Compute(activity));
    }
}
