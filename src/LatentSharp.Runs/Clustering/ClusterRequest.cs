namespace LatentSharp;

/// <summary>What to divide into clusters, how, and where the result goes.</summary>
public sealed record ClusterRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>What finds clusters: the options of a clusterer. Default <see cref="N2dOptions"/>.</summary>
    public EstimatorOptions Estimator { get; init; } = new N2dOptions();

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
        if (!ModelKind.Clusterers.Contains(ModelKind.Of(Estimator)))
            throw new BadArgumentException(
                $"latent cluster: {Estimator.Kind} finds no clusters; "
                    + $"{OptionKinds.Or([.. ModelKind.Clusterers.Select(kind => kind.Name)])} do.");
        ModelFlag.Named(Estimator, Estimator.Validate);
        LearnOptions.Map.Check(Map);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        LearnOptions.CheckReading(Reading);
        if (Output is not null) LearnOptions.Output.Check(Output);
    }

    /// <summary><c>latent cluster digits --clusters 10</c>: what differs from the defaults.</summary>
    internal string ToCommand() => new CommandText("cluster", Data)
        .Add(ModelGroup.Clusterers.Choice, Estimator.Kind).AddOptions(Estimator)
        .Add(LearnOptions.ClusterMap, Map).AddReading(Reading).ToString();
}
