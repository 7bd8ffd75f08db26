namespace LatentSharp;

/// <summary>The options of estimators that learn as many features as they are asked for.</summary>
public abstract record FeatureOptions : EstimatorOptions
{
    /// <summary>The number of features. 1 or more.</summary>
    [Option("--latent", "How many features to learn.", AtLeast = 1)]
    public int LatentSize { get; init; } = 8;

    internal override int CodeSize => LatentSize;
}
