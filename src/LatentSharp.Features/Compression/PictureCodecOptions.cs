namespace LatentSharp;

/// <summary>How a <see cref="PictureCodec"/> is built.</summary>
public sealed record PictureCodecOptions : EstimatorOptions
{
    internal const string Name = "picture-codec";

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>Pixels along a side of the blocks that are transformed. Default 8; 4 to 16.</summary>
    [Option("--block", "Pixels along a side of the blocks that are transformed.", AtLeast = 4, AtMost = 16)]
    public int Block { get; init; } = 8;

    internal override int CodeSize => Block * Block;

    /// <inheritdoc/>
    public override PictureCodecOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        var planes = Planes.Of(Kind, samples.Shape[1..], SampleAxes.Image);
        var pixels = (long)samples.Shape[0] * planes.Height * planes.Width;
        return pixels >= Block * Block ? this : throw new BadArgumentException(FormattableString.Invariant(
            $"{Kind}: pictures of {planes.Height} x {planes.Width} have {pixels} pixels in all, fewer than a block of {Block} x {Block}."));
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => FormattableString.Invariant(
        $"{Kind} of blocks of {Block} x {Block}, solved in a few steps, seed {Seed}");

    internal override EstimatorOptions Defaults() => new PictureCodecOptions();

    internal override FittedPictureCodec Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedPictureCodec.Restore(this, sample, weights);
}
