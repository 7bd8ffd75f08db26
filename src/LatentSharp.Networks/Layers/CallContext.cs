namespace LatentSharp;

/// <summary>What a layer knows of the call that it is part of.</summary>
/// <param name="Training">Whether the network is being trained: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Random">The stream of this step; a layer derives its own from it by its path.</param>
public readonly record struct CallContext(bool Training, RandomStream Random)
{
    /// <summary>The context of a prediction.</summary>
    public static CallContext Inference => default;
}
