using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="Umap"/> is made.</summary>
public sealed record UmapOptions : MapOptions
{
    private const int FewRows = 10_000, EpochsOfFew = 500, EpochsOfMany = 200;

    /// <inheritdoc/>
    public override string Kind => "umap";

    /// <summary>
    /// How many nearest rows, itself among them, a row belongs to: few show small parts, many the whole. Default 15; 2 or more.
    /// </summary>
    [Option("--neighbors", "Nearest rows, itself among them, that a row belongs to.", AtLeast = 2)]
    public int Neighbors { get; init; } = 15;

    /// <summary>How near rows may lie on the map. Default 0.1; 0 or more and below 3.</summary>
    [Option("--min-distance", "How near rows may lie on the map.", AtLeast = 0, Below = 3)]
    public double MinDistance { get; init; } = 0.1;

    /// <summary>Passes over all links. Default null: 500 up to 10,000 rows, 200 above; 1 or more.</summary>
    [Option("--map-epochs", "Passes over all links of rows.", AtLeast = 1, Automatic = "500 up to 10,000 rows, 200 above")]
    public int? Epochs { get; init; }

    /// <inheritdoc/>
    public override UmapOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        return this with { Epochs = Epochs ?? (samples.Shape[0] <= FewRows ? EpochsOfFew : EpochsOfMany) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"umap {sample.Count}-{LatentSize} by {Neighbors} neighbors, {Epochs} epochs, seed {Seed}");

    internal override EstimatorOptions Defaults() => new UmapOptions();

    internal override int NearestOf(int rows) => Math.Min(Neighbors - 1, rows);
}
