namespace LatentSharp;

/// <summary>What puts pictures of any size into few bits, with loss.</summary>
public sealed class FittedPictureCodec : FittedModel
{
    /// <summary>The greatest quality.</summary>
    internal const double BestQuality = 100;

    private const double Finest = 4.0 / 255, QualitiesForHalf = 20;
    private const int Halvings = 9;

    internal FittedPictureCodec(PictureCodecOptions options, Shape inputShape, BlockTransform transform, LatentTables tables)
        : base(options, inputShape, Merged(transform, tables)) => (Transformation, Tables) = (transform, tables);

    /// <inheritdoc/>
    public override PictureCodecOptions Options => (PictureCodecOptions)base.Options;

    /// <summary>The coefficients of a sample.</summary>
    public override int FeatureSize
    {
        get
        {
            var planes = Planes.Of(Name, InputShape, SampleAxes.Image);
            return Transformation.Down(planes.Height) * Transformation.Down(planes.Width) * Transformation.Coefficients;
        }
    }

    /// <summary>The channels of pictures: 1 or 3.</summary>
    public int Channels => Transformation.Channels;

    internal BlockTransform Transformation { get; }

    internal LatentTables Tables { get; }

    /// <summary>What one step of a coefficient is worth: 4/255 at a quality of 100, twice as much each 20 below.</summary>
    /// <param name="quality">0 to 100.</param>
    internal static float Step(double quality) => (float)(Finest * Math.Pow(2, (BestQuality - quality) / QualitiesForHalf));

    /// <summary>The coefficients of blocks, not quantised: (N, InputShape…) -> (N, FeatureSize).</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        var planes = Planes.Of(Name, InputShape, SampleAxes.Image);
        var result = new float[(long)samples.Shape[0] * FeatureSize];
        for (var i = 0; i < samples.Shape[0]; i++)
            Transformation.Analyze(samples.AsSpan().Slice(i * InputShape.Count, InputShape.Count), planes)
                .CopyTo(result.AsSpan(i * FeatureSize));
        return Tensor.From(result, [samples.Shape[0], FeatureSize]);
    }

    /// <summary>Pictures as they come back: (N, H, W, C) -> the same, any H and W.</summary>
    /// <param name="pictures">(N, H, W, C), or (N, H, W) of one channel, in the units of the samples that were learned from.</param>
    /// <param name="quality">0 to 100; more is better and takes more bits.</param>
    /// <param name="bitsPerPixel">The bits that their coefficients take, by the model's tables.</param>
    /// <exception cref="BadArgumentException">They are no pictures of the model's channels, or there is no such quality.</exception>
    public Tensor Reconstruct(Tensor pictures, double quality, out double bitsPerPixel)
    {
        var planes = RestorationChecks.Planes(Name, pictures, SampleAxes.Image);
        if (planes.Channels != Channels)
            throw new BadArgumentException(
                $"{Name}: pictures {pictures.Shape} have {planes.Channels} channels; the model has learned from {Channels}.");
        if (!(quality is >= 0 and <= BestQuality))
            throw new BadArgumentException(FormattableString.Invariant($"{Name}: a quality of {quality} is not from 0 to {BestQuality}."));
        var size = pictures.Shape[1..].Count;
        var result = new float[pictures.Count];
        double bits = 0;
        for (var i = 0; i < pictures.Shape[0]; i++)
        {
            var code = Encode(pictures.AsSpan().Slice(i * size, size), planes, Step(quality));
            bits += Bits(code);
            Decode(code).CopyTo(result.AsSpan(i * size));
        }
        bitsPerPixel = bits / ((double)pictures.Shape[0] * planes.Height * planes.Width);
        return Tensor.From(result, pictures.Shape);
    }

    /// <summary>A picture (H, W, C) as whole numbers.</summary>
    internal PictureCode Encode(ReadOnlySpan<float> picture, Planes planes, float step) =>
        Encode(Transformation.Analyze(picture, planes).AsSpan(), step, planes);

    /// <summary>The picture (H, W, C) of whole numbers.</summary>
    internal float[] Decode(PictureCode code) => Transformation.Synthesize(
        Array.ConvertAll(code.Values, value => value * code.Step), code.Height, code.Width);

    /// <summary>
    /// A picture (H, W, C) in at most so many bits by the tables, as well as that allows; null where a quality of 0 takes more.
    /// </summary>
    internal PictureCode? EncodeWithin(ReadOnlySpan<float> picture, Planes planes, double bits, CancellationToken cancellation)
    {
        var coefficients = Transformation.Analyze(picture, planes);
        var least = Encode(coefficients, Step(0), planes);
        if (Bits(least) > bits) return null;
        var (low, high, best) = (0.0, BestQuality, least);
        for (var i = 0; i < Halvings; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var quality = (low + high) / 2;
            var code = Encode(coefficients, Step(quality), planes);
            if (Bits(code) <= bits) (low, best) = (quality, code);
            else high = quality;
        }
        return best;
    }

    private PictureCode Encode(ReadOnlySpan<float> coefficients, float step, Planes planes) => new(
        planes.Height, planes.Width, step, LatentChoice.Choose(Transformation, Tables, coefficients, planes, step).Values);

    /// <summary>Goes over the coefficients of a picture of that size.</summary>
    internal LatentContext Context(int height, int width) =>
        new(Tables, Transformation.Coefficients, Transformation.Size, Transformation.Down(height), Transformation.Down(width));

    /// <summary>The bits of a code by the tables.</summary>
    internal double Bits(PictureCode code)
    {
        var context = Context(code.Height, code.Width);
        double bits = 0;
        for (var block = 0; block < context.Blocks; block++)
        {
            context.Begin(block);
            for (var i = 0; i < context.Coefficients; i++)
            {
                var difference = code.Values[(block * context.Coefficients) + i] - context.Prediction(i);
                bits += Tables.Bits(context.Table(i), Math.Abs(difference));
                context.Tell(i, difference);
            }
        }
        return bits;
    }

    internal static FittedPictureCodec Restore(PictureCodecOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var planes = Planes.Of(options.Kind, sample, SampleAxes.Image);
        var transform = BlockTransform.Restore(options, planes.Channels, weights);
        var tables = LatentTables.Restore(options, transform.Coefficients, weights);
        var model = new FittedPictureCodec(options, sample, transform, tables);
        WeightSet.Only(options, weights, [.. model.Weights.Keys]);
        return model;
    }

    private static Dictionary<string, Tensor> Merged(BlockTransform transform, LatentTables tables)
    {
        var all = transform.Weights;
        foreach (var (name, weight) in tables.Weights) all.Add(name, weight);
        return all;
    }
}
