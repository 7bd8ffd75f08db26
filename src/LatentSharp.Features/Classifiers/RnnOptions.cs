using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="RnnClassifier"/> is built and trained.</summary>
public sealed record RnnOptions : ConsistencyOptions
{
    /// <inheritdoc/>
    public override string Kind => "rnn";

    /// <summary>The cells. Default <see cref="RecurrentCellKind.Lstm"/>.</summary>
    [Option("--cell", "The recurrent cells.")]
    public RecurrentCellKind Cell { get; init; }

    /// <summary>The units of the recurrent layer, in each direction. Default 64; 1 or more.</summary>
    [Option("--units", "The units of the recurrent layer, in each direction.", AtLeast = 1, SearchChoices = ["32", "64", "128"])]
    public int Units { get; init; } = 64;

    /// <summary>Whether sequences are read in both directions. Default true.</summary>
    [Option("--bidirectional", "Whether sequences are read in both directions.", SearchChoices = ["no", "yes"])]
    public bool Bidirectional { get; init; } = true;

    /// <summary>
    /// Whether steps whose values are all 0 are padding, and left out. Default false; true for data read as sequences of unequal lengths.
    /// </summary>
    [Option("--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.")]
    public bool MaskZeros { get; init; }

    internal override bool HasPadding => MaskZeros;

    internal override bool LearnsFromPictures => false;

    internal override EstimatorOptions Defaults() => new RnnOptions();

    internal override RnnOptions ForSequences(bool padded) => padded ? this with { MaskZeros = true } : this;

    internal override IReadOnlyList<Layer> CreateBody(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        var layer = RecurrentLayers.Create(Cell, Units);
        var body = new List<Layer>
        {
            Bidirectional ? new Bidirectional(layer) : layer, new Dense(LatentSize, Activations.Relu) { Name = "features" },
        };
        if (MaskZeros) body.Insert(0, new Masking());
        if (sample.Rank == 3) body.Insert(0, new Reshape([steps, channels]));
        return body;
    }

    internal override double? LeastWorkOfSample(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        return (double)steps * (Bidirectional ? 2 : 1) * RecurrentLayers.Count(Cell, channels, Units);
    }

    internal override long CountParameters(Shape sample)
    {
        var (_, channels) = RecurrentLayers.Axes(Kind, sample);
        var directions = Bidirectional ? 2 : 1;
        var outputs = (int)Math.Min((long)directions * Units, int.MaxValue);
        return (directions * RecurrentLayers.Count(Cell, channels, Units)) + DenseLayers.Count([outputs, LatentSize]);
    }

    private protected override string DescribeBody(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{EstimatorOption.TextOf(this, nameof(Cell))} {Units}{(Bidirectional ? " in both directions" : "")}-{LatentSize}");
}
