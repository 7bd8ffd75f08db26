using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="RecurrentAutoencoder"/> is built and trained.</summary>
public sealed record RecurrentAutoencoderOptions : NetworkAutoencoderOptions
{
    /// <summary>A learning rate of 0.003: less learns digits slowly, more now and then learns no more of 50 sequences than the mean of each step.</summary>
    public RecurrentAutoencoderOptions() => LearningRate = 0.003;

    /// <inheritdoc/>
    public override string Kind => "recurrent-autoencoder";

    /// <summary>The cells of encoder and decoder. Default <see cref="RecurrentCellKind.Lstm"/>.</summary>
    [Option("--cell", "The recurrent cells; simple ones learn best at a --learning-rate of 0.001.")]
    public RecurrentCellKind Cell { get; init; }

    /// <summary>The units of encoder and decoder. Default 64; 1 or more.</summary>
    [Option("--units", "The units of each recurrent layer.", AtLeast = 1)]
    public int Units { get; init; } = 64;

    /// <summary>
    /// Whether steps whose values are all 0 are padding: left out by the encoder and by the error, and 0 in reconstructions. Default false; true for data
    /// read as sequences of unequal lengths.
    /// </summary>
    [Option("--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.")]
    public bool MaskZeros { get; init; }

    internal override (bool Sequences, bool Padded) Reading(Shape sample) => (sample.Rank == 2, MaskZeros);

    internal override EstimatorOptions Defaults() => new RecurrentAutoencoderOptions();

    internal override RecurrentAutoencoderOptions ForSequences(bool padded) => padded ? this with { MaskZeros = true } : this;

    /// <summary>Adam with a gradient whose norm is at most 1: through many steps gradients now and then grow large (Pascanu et al. 2013).</summary>
    internal override Adam CreateOptimizer(Schedule schedule) => new(schedule) { GlobalClipNorm = 1 };

    internal override bool MasksZeros => MaskZeros;

    internal override (Sequential Encoder, Sequential Decoder) CreateLayers(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        var encoder = new List<Layer> { new Reshape([steps, channels]), RecurrentLayers.Create(Cell, Units), DenseLayers.Create(LatentSize, name: "code") };
        if (MaskZeros) encoder.Insert(1, new Masking());
        Layer[] decoder =
        [
            new RepeatVector(steps), RecurrentLayers.Create(Cell, Units, returnSequences: true), DenseLayers.Create(channels, Output.Activation(), "output"), new Reshape(sample),
        ];
        return (new Sequential([.. encoder]), new Sequential(decoder));
    }

    internal override long CountParameters(Shape sample)
    {
        var (_, channels) = RecurrentLayers.Axes(Kind, sample);
        return RecurrentLayers.Count(Cell, channels, Units) + RecurrentLayers.Count(Cell, LatentSize, Units)
            + DenseLayers.Count([Units, LatentSize]) + DenseLayers.Count([Units, channels]);
    }

    private protected override string DescribeNetwork(Shape sample)
    {
        var layer = string.Create(CultureInfo.InvariantCulture, $"{EstimatorOption.TextOf(this, nameof(Cell))} {Units}");
        return string.Create(CultureInfo.InvariantCulture, $"{layer}-{LatentSize}-{layer}");
    }
}
