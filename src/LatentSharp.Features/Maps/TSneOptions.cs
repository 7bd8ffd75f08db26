using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="TSne"/> is made.</summary>
public sealed record TSneOptions : MapOptions
{
    /// <inheritdoc/>
    public override string Kind => "tsne";

    /// <summary>About how many rows are a row's neighbours. Default 30; above 1.</summary>
    [Option("--perplexity", "About how many rows are a row's neighbours.", Above = 1)]
    public double Perplexity { get; init; } = 30;

    /// <summary>Rounds of moving all rows, the first quarter of them with neighbours that pull 12 times as much. Default 1000; 1 or
    /// more.</summary>
    [Option("--iterations", "Rounds of moving all rows.", AtLeast = 1)]
    public int Iterations { get; init; } = 1000;

    /// <summary>
    /// Rows that lie together push as one when their square's side is below this share of their distance; 0 is exact. Default 0.5; 0 to 1.
    /// </summary>
    [Option("--theta", "How far together rows push as one; 0 is exact and slow.", AtLeast = 0, AtMost = 1)]
    public double Theta { get; init; } = 0.5;

    /// <inheritdoc/>
    public override TSneOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        return LatentSize == 2 ? this : throw Refuse(nameof(LatentSize), "tsne maps to the plane, that is 2 coordinates");
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"tsne {sample.Count}-2 of perplexity {Perplexity}, {Iterations} rounds, seed {Seed}");

    internal override EstimatorOptions Defaults() => new TSneOptions();

    internal override int NearestOf(int rows) => Math.Clamp((int)Math.Round(3 * Perplexity), 1, rows);
}
