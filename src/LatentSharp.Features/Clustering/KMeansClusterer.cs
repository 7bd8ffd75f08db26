using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="KMeansClusterer"/> looks for clusters.</summary>
public sealed record KMeansOptions : ClusterOptions
{
    /// <inheritdoc/>
    public override string Kind => "kmeans";

    /// <summary>How many beginnings are tried. Default 10; 1 or more.</summary>
    [Option("--restarts", "How many beginnings are tried, of which the best is kept.", AtLeast = 1)]
    public int Restarts { get; init; } = 10;

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"kmeans of {sample.Count} numbers, {ClustersInWords}, best of {Restarts} beginnings, seed {Seed}");

    internal override EstimatorOptions Defaults() => new KMeansOptions();

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedKMeansClusterer.Restore(this, sample, weights);
}

/// <summary>
/// k-means (Lloyd 1982) from far-apart beginnings (Arthur and Vassilvitskii 2007): each sample belongs to the nearest of so many centres.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class KMeansClusterer(KMeansOptions? options = null)
    : RowClusterer<KMeansOptions, FittedKMeansClusterer>(options)
{
    private protected override ClusterChoice Choose(Tensor rows, KMeansOptions options, CancellationToken cancellation) =>
        ClusterChoice.BySilhouette(rows, options.Seed, cancellation);

    private protected override FittedKMeansClusterer LearnRows(
        KMeansOptions options, Shape sample, Tensor rows, string? reason, CancellationToken cancellation)
    {
        var found = new KMeans(options.Clusters!.Value) { Seed = options.Seed, Restarts = options.Restarts }.Fit(rows, cancellation);
        return new FittedKMeansClusterer(options, sample, found.Centres) { Choice = reason };
    }
}

/// <summary>Centres of clusters. A sample belongs wholly to the nearest.</summary>
public sealed class FittedKMeansClusterer : FittedClusterer
{
    private readonly FittedKMeans centres;

    internal FittedKMeansClusterer(KMeansOptions options, Shape inputShape, Tensor centres)
        : base(options, inputShape, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["centres"] = centres.Keep() }) =>
        this.centres = new FittedKMeans(Centres, default, 0);

    /// <summary>(ClusterCount, D): the middle of each cluster.</summary>
    public Tensor Centres => Weights["centres"];

    /// <inheritdoc/>
    public override int ClusterCount => Centres.Shape[0];

    internal static FittedKMeansClusterer Restore(KMeansOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        WeightSet.Only(options, weights, "centres");
        return new(options, sample, WeightSet.Take(options, weights, "centres", [options.Clusters ?? 0, sample.Count]));
    }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        var nearest = centres.Predict(Flat(samples)).ToArray<int>();
        var memberships = new float[nearest.Length * ClusterCount];
        for (var i = 0; i < nearest.Length; i++) memberships[(i * ClusterCount) + nearest[i]] = 1;
        return Tensor.From(memberships, [nearest.Length, ClusterCount]).Keep();
    }
}
