namespace LatentSharp;

/// <summary>The options of what maps rows to few coordinates so that neighbours stay neighbours.</summary>
public abstract record MapOptions : FeatureOptions
{
    /// <summary>Creates the defaults: a map of the plane.</summary>
    private protected MapOptions() => LatentSize = 2;

    /// <summary>How the nearest rows are looked for. Default <see cref="NeighborSearch.Auto"/>.</summary>
    [Option("--neighbor-search", "How nearest rows are looked for: exact, by a graph, or auto by the number of rows.")]
    public NeighborSearch Search { get; init; }

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedMap.Restore(this, sample, weights);

    /// <summary>Of how many nearest rows a new row's place is the mean, when there are so many rows.</summary>
    internal abstract int NearestOf(int rows);
}
