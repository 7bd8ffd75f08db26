namespace LatentSharp;

/// <summary>The options of what divides samples into so many clusters.</summary>
public abstract record ClusterOptions : EstimatorOptions
{
    /// <summary>How many clusters. Default null: chosen from 2 to 20, with a reason; 1 or more.</summary>
    [Option("--clusters", "How many clusters.", AtLeast = 1, Automatic = "chosen from 2 to 20, with the reason")]
    public int? Clusters { get; init; }

    /// <inheritdoc/>
    public override ClusterOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        if (Clusters > samples.Shape[0])
            throw Refuse(nameof(Clusters), $"there are {samples.Shape[0]} samples, which make so many clusters at most");
        return this;
    }

    internal override int CodeSize => Clusters ?? 0;

    /// <summary><c>10 clusters</c>, or that they are chosen.</summary>
    private protected string ClustersInWords => Clusters is { } many
        ? FormattableString.Invariant($"{many} cluster{(many == 1 ? "" : "s")}") : "as many clusters as suit";
}
