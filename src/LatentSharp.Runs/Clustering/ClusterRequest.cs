namespace LatentSharp;

/// <summary>What to divide into clusters, how, and where the result goes.</summary>
public sealed record ClusterRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>
    /// A finished run folder: what has found clusters assigns the data to them, and of anything else the features are clustered. Null, the
    /// default: the data themselves are.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// What finds clusters: the options of a clusterer. Null, the default: <see cref="N2dOptions"/>, and of a model's features
    /// <see cref="KMeansOptions"/>. What has found clusters already takes none.
    /// </summary>
    public EstimatorOptions? Estimator { get; init; }

    /// <summary>How rows are drawn on the page's map. Default UMAP.</summary>
    public MapKind Map { get; init; } = MapKind.Umap;

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="LearnOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range, or the estimator finds no clusters.</exception>
    public void Validate()
    {
        if (Estimator is { } estimator)
        {
            if (!ModelKind.Clusterers.Contains(ModelKind.Of(estimator)))
                throw new BadArgumentException(
                    $"latent cluster: {estimator.Kind} finds no clusters; "
                        + $"{OptionKinds.Or([.. ModelKind.Clusterers.Select(kind => kind.Name)])} do.");
            ModelFlag.Named(estimator, estimator.Validate);
            if (estimator is ClusterOptions { Clusters: 1 } or DeepClusterOptions { Clusters: 1 })
                throw new BadArgumentException(
                    "--clusters: 1 divides nothing; ask for 2 or more, or leave it out to have the number chosen.");
        }
        LearnOptions.Map.Check(Map);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        LearnOptions.CheckReading(Reading);
        if (Output is not null) LearnOptions.Output.Check(Output);
    }

    /// <summary>What clusters when nothing is said.</summary>
    /// <param name="ofFeatures">Whether the features of a model are clustered.</param>
    public static EstimatorOptions Default(bool ofFeatures) => ofFeatures ? new KMeansOptions() : new N2dOptions();

    /// <summary><c>latent cluster digits --clusters 10</c>: what differs from the defaults.</summary>
    internal string ToCommand()
    {
        var text = new CommandText("cluster", Data, Reading, Model);
        if (Estimator is { } estimator)
        {
            // A model's features have another default than the one that the option says.
            _ = Model is null ? text.Add(ModelGroup.Clusterers.Choice, estimator.Kind)
                : text.AddAlways(ModelGroup.Clusterers.Choice, estimator.Kind);
            text.AddOptions(estimator);
        }
        return text.Add(LearnOptions.ClusterMap, Map).AddReading(Reading).ToString();
    }
}
