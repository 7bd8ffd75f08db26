namespace LatentSharp;

/// <summary>How <see cref="N2d"/> looks for clusters.</summary>
public sealed record N2dOptions : DeepClusterOptions
{
    private const int MostMapSize = 10;

    /// <inheritdoc/>
    public override string Kind => "n2d";

    /// <summary>How many nearest rows, itself among them, a row belongs to on the map. Default 20; 2 or more.</summary>
    [Option("--neighbors", "Nearest rows, itself among them, that a row belongs to on the map.", AtLeast = 2)]
    public int Neighbors { get; init; } = 20;

    /// <summary>Coordinates of the map. Default null: as many as clusters, 2 at least and 10 at most; 1 or more.</summary>
    [Option("--map-size", "Coordinates of the map.", AtLeast = 1, Automatic = "as many as clusters, from 2 to 10")]
    public int? MapSize { get; init; }

    /// <inheritdoc/>
    public override N2dOptions CompleteFor(Tensor samples)
    {
        var complete = (N2dOptions)base.CompleteFor(samples);
        return complete with { MapSize = MapSize ?? Math.Clamp(Clusters ?? MostMapSize, 2, MostMapSize) };
    }

    internal override EstimatorOptions Defaults() => new N2dOptions();

    /// <summary>The map that is made of the features.</summary>
    internal UmapOptions Map => new()
    {
        LatentSize = MapSize!.Value, Neighbors = Neighbors, MinDistance = 0, Seed = Seed,
    };

    internal GaussianMixtureOptions Mixture => new() { Clusters = Clusters, Seed = Seed, MaxIterations = 500 };

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedN2d.Restore(this, sample, weights);

    private protected override string Particulars => FormattableString.Invariant($"umap to {MapSize}, ");
}

/// <summary>
/// Clusters of a map of learned features (McConville et al. 2019, "N2D: (not too) deep clustering"): an autoencoder, a
/// <see cref="Umap"/> of its features without a least distance, and a <see cref="GaussianMixture"/> on the map.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class N2d(N2dOptions? options = null) : UnsupervisedEstimator<N2dOptions, FittedN2d>(options)
{
    private protected override FittedN2d Learn(N2dOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        var coder = Coder.Train(options, task);
        var codes = coder.Transform(Everything(task));
        var map = options.Map.CompleteFor(codes);
        var places = Umap.Places(codes, map, new LearningTask(new LearningSet(codes))
        {
            Progress = task.ProgressOf("map"), Stop = task.Stop, Cancellation = task.Cancellation,
        });
        var choice = options.Clusters is null ? ClusterChoice.BySilhouette(places, options.Seed, task.Cancellation, codes) : null;
        options = options with { Clusters = options.Clusters ?? choice!.Clusters };
        var mixture = GaussianMixture.Fit(places, options.Mixture, task.Cancellation).Mixture;
        var fitted = new FittedGaussianMixture(options.Mixture, [options.MapSize!.Value], mixture);
        return new FittedN2d(options, shape, coder, new FittedMap(map, [options.LatentSize], codes, places), fitted, coder.History)
        {
            Choice = choice?.Reason,
        };
    }

    /// <summary>Rows that were set aside to choose the epoch are clustered with the others.</summary>
    private static Tensor Everything(LearningTask task) => task.Validation is { } held && held.Count > 0
        ? Ops.Concatenate([task.Training.Samples, held.Samples], 0)
        : task.Training.Samples;
}

/// <summary>Features, their map, and clusters on it.</summary>
public sealed class FittedN2d : FittedClusterer
{
    private readonly FittedAutoencoder coder;
    private readonly FittedMap map;
    private readonly FittedGaussianMixture mixture;

    internal FittedN2d(
        N2dOptions options, Shape inputShape, FittedAutoencoder coder, FittedMap map, FittedGaussianMixture mixture, History history)
        : base(options, inputShape, Coder.Joined((Coder.Prefix, coder.Weights), ("map/", map.Weights), ("mixture/", mixture.Weights)),
            history) =>
        (this.coder, this.map, this.mixture) = (coder, map, mixture);

    /// <inheritdoc/>
    public override int ClusterCount => mixture.ClusterCount;

    internal static FittedN2d Restore(N2dOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var coder = Coder.Restore(options, sample, Coder.Part(options, weights, Coder.Prefix, "map/", "mixture/"));
        var map = FittedMap.Restore(
            options.Map, [options.LatentSize], Coder.Part(options, weights, "map/", Coder.Prefix, "mixture/"));
        var mixture = FittedGaussianMixture.Restore(
            options.Mixture, [options.MapSize ?? 0], Coder.Part(options, weights, "mixture/", Coder.Prefix, "map/"));
        return new FittedN2d(options, sample, coder, map, mixture, new History());
    }

    /// <summary>The places on the map: (N, InputShape…) -> (N, MapSize).</summary>
    /// <inheritdoc/>
    public override Tensor Embed(Tensor samples) => map.Transform(coder.Transform(samples));

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return mixture.Of(Embed(samples));
    }
}
