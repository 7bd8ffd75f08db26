using System.Globalization;

namespace LatentSharp;

/// <summary>How <see cref="Hdbscan"/> looks for clusters.</summary>
public sealed record HdbscanOptions : EstimatorOptions
{
    /// <summary>More rows would take hours: each is compared with each.</summary>
    internal const int MostRows = 200_000;

    /// <inheritdoc/>
    public override string Kind => "hdbscan";

    /// <summary>The fewest samples that make a cluster. Default 5; 2 or more.</summary>
    [Option("--min-cluster-size", "The fewest samples that make a cluster.", AtLeast = 2)]
    public int MinClusterSize { get; init; } = 5;

    /// <summary>
    /// Within how many nearest samples, itself among them, a sample's surroundings are dense: more leave more samples out. Default null:
    /// <see cref="MinClusterSize"/>; 1 or more.
    /// </summary>
    [Option("--min-samples", "Nearest samples, itself among them, that tell how dense it is around a sample.", AtLeast = 1,
        Automatic = "the fewest samples of a cluster")]
    public int? MinSamples { get; init; }

    /// <inheritdoc/>
    public override HdbscanOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        if (samples.Shape[0] > MostRows)
            throw new BadArgumentException(FormattableString.Invariant(
                $"hdbscan: compares each of {samples.Shape[0]:#,0} samples with each, which takes too long; up to {MostRows:#,0} fit."));
        var complete = this with { MinSamples = MinSamples ?? MinClusterSize };
        var (name, most) = complete.MinSamples > MinClusterSize
            ? (nameof(MinSamples), complete.MinSamples.Value) : (nameof(MinClusterSize), MinClusterSize);
        return most <= samples.Shape[0] ? complete : throw Refuse(
            name, FormattableString.Invariant($"there are {samples.Shape[0]} samples, fewer than {most}"));
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"hdbscan of {sample.Count} numbers, clusters of {MinClusterSize} samples at least");

    internal override int CodeSize => 0;

    internal override EstimatorOptions Defaults() => new HdbscanOptions();

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedHdbscan.Restore(this, sample, weights);
}

/// <summary>
/// Clusters of any form by how dense samples lie, as many as there are, and samples that belong to none (Campello et al. 2013; excess of
/// mass). Time grows with the square of the samples.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Hdbscan(HdbscanOptions? options = null) : UnsupervisedEstimator<HdbscanOptions, FittedHdbscan>(options)
{
    private protected override FittedHdbscan Learn(HdbscanOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var (n, shape) = (samples.Shape[0], samples.Shape[1..]);
        var rows = samples.Reshape([n, shape.Count]).Keep();
        var tree = SpanningTree.Of(rows, options.MinSamples!.Value, task.Cancellation);
        var clusters = CondensedTree.Of(tree, options.MinClusterSize);
        return new FittedHdbscan(options, shape, FittedHdbscan.Named(rows, tree.Core, clusters)) { Choice = clusters.Reason };
    }
}

/// <summary>
/// Dense clusters that were found. A new sample belongs to the cluster of the sample that it reaches through the densest surroundings, as
/// strongly as it is dense between them, and to none where it is less dense than the cluster.
/// </summary>
public sealed class FittedHdbscan : FittedClusterer
{
    private readonly Lazy<NeighborIndex> index;
    private readonly float[] core, labels, strengths, births, deaths;

    internal FittedHdbscan(HdbscanOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        (core, labels, strengths) = (Weights["core"].ToArray(), Weights["labels"].ToArray(), Weights["strengths"].ToArray());
        (births, deaths) = (Weights["births"].ToArray(), Weights["deaths"].ToArray());
        index = new(() => NeighborIndex.Build(Weights["rows"]));
    }

    /// <summary>(N), Int32: the cluster of each sample fitted on, -1 for none.</summary>
    public Tensor Assignments => Tensor.From(Array.ConvertAll(labels, label => (int)label));

    /// <summary>(N): how strongly each sample fitted on belongs to its cluster, 0 to 1.</summary>
    public Tensor Strengths => Weights["strengths"];

    /// <inheritdoc/>
    public override int ClusterCount => labels.Length == 0 ? 0 : (int)labels.Max() + 1;

    internal static FittedHdbscan Restore(HdbscanOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        string[] names = ["rows", "core", "labels", "strengths", "births", "deaths"];
        WeightSet.Only(options, weights, names);
        var n = WeightSet.Take(options, weights, "core").Count;
        var births = WeightSet.Take(options, weights, "births");
        WeightSet.Take(options, weights, "rows", [n, sample.Count]);
        foreach (var name in names[2..4]) WeightSet.Take(options, weights, name, [n]);
        WeightSet.Take(options, weights, "deaths", births.Shape);
        foreach (var label in weights["labels"].ToArray())
            if (label != Math.Floor(label) || label < -1 || label >= births.Count)
                throw new BadArgumentException(
                    FormattableString.Invariant($"hdbscan: a label is {label}, but there are {births.Count} clusters."));
        return n > 0
            ? new FittedHdbscan(options, sample, new Dictionary<string, Tensor>(weights, StringComparer.Ordinal))
            : throw new BadArgumentException("hdbscan: the weights hold no rows.");
    }

    internal static Dictionary<string, Tensor> Named(Tensor rows, float[] core, CondensedTree clusters) => new(StringComparer.Ordinal)
    {
        ["rows"] = rows.Keep(),
        ["core"] = Tensor.From(core).Keep(),
        ["labels"] = Tensor.From(Array.ConvertAll(clusters.Labels, label => (float)label)).Keep(),
        ["strengths"] = Tensor.From(clusters.Strengths).Keep(),
        ["births"] = Tensor.From(clusters.Births).Keep(),
        ["deaths"] = Tensor.From(clusters.Deaths).Keep(),
    };

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        var (n, rows) = (samples.Shape[0], core.Length);
        var result = new float[n * FeatureSize];
        if (n == 0) return Tensor.From(result, [0, FeatureSize]);
        var k = Math.Min(rows, 2 * ((HdbscanOptions)Options).MinSamples!.Value);
        var near = index.Value.Search(Flat(samples), k);
        var (others, distances) = (near.Rows.ToArray<int>(), near.Distances.ToArray());
        var dense = Math.Clamp(((HdbscanOptions)Options).MinSamples!.Value - 2, 0, k - 1);
        for (var i = 0; i < n; i++)
        {
            var (cluster, strength) = Nearest(others.AsSpan(i * k, k), distances.AsSpan(i * k, k), dense);
            if (cluster >= 0) result[(i * FeatureSize) + cluster] = strength;
        }
        return Tensor.From(result, [n, FeatureSize]).Keep();
    }

    private (int Cluster, float Strength) Nearest(ReadOnlySpan<int> others, ReadOnlySpan<float> distances, int dense)
    {
        if (distances[0] == 0) return ((int)labels[others[0]], strengths[others[0]]);
        var (best, reach) = (0, float.PositiveInfinity);
        for (var j = 0; j < others.Length; j++)
        {
            var own = Math.Max(Math.Max(distances[j], distances[dense]), core[others[j]]);
            if (own < reach) (best, reach) = (others[j], own);
        }
        var cluster = (int)labels[best];
        if (cluster < 0 || 1 / reach < births[cluster]) return (-1, 0);
        return (cluster, Math.Min(1, 1 / reach / deaths[cluster]));
    }
}
