namespace LatentSharp;

/// <summary>The options of what learns features by an autoencoder first, and then features and clusters together.</summary>
public abstract record EmbeddedClusterOptions : DeepClusterOptions
{
    /// <summary>The most rounds in which features and clusters are drawn together. Default 100; 0 or more.</summary>
    [Option("--clustering-rounds", "The most passes in which features and clusters are drawn together.", AtLeast = 0)]
    public int ClusteringRounds { get; init; } = 100;

    /// <summary>The learning rate of these rounds. Default 0.0005; above 0.</summary>
    [Option("--clustering-rate", "The learning rate of these passes.", Above = 0)]
    public double ClusteringRate { get; init; } = 5e-4;

    /// <summary>
    /// They end when a smaller share of samples than this changes its cluster; 0 goes through all of them. Default 0.001; 0 or more and
    /// below 1.
    /// </summary>
    [Option("--settled", "They end when a smaller share of samples changes its cluster.", AtLeast = 0, Below = 1)]
    public double Settled { get; init; } = 1e-3;
}
