using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What MiniRocket and MultiRocket share: convolutions with 84 fixed kernels of 9 weights, -1 and 2, at dilations that the length of the
/// series gives, whose results are compared with biases drawn from the data. Labels are not used. For sequences (T, C), or (T) of one
/// channel.
/// </summary>
public abstract record RocketOptions : EstimatorOptions
{
    private protected RocketOptions()
    {
    }

    /// <summary>
    /// About how many features to make, at least 84 times <see cref="FeaturesOfKernel"/>; so many as the kernels divide evenly are made.
    /// </summary>
    public abstract int Features { get; init; }

    /// <summary>
    /// Whether steps of zeros at the end of a sequence are padding, so that each sequence is convolved and pooled over its own steps alone.
    /// Default false; true for data read as sequences of unequal lengths.
    /// </summary>
    [Option("--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.")]
    public bool MaskZeros { get; init; }

    internal override int CodeSize => Features;

    /// <summary>Features that one bias gives: a number for each representation of the series and each way of pooling.</summary>
    internal abstract int FeaturesOfKernel { get; }

    /// <summary>How often a series is convolved: itself, and its differences.</summary>
    internal abstract int Representations { get; }

    internal override RocketOptions ForSequences(bool padded) => padded ? this with { MaskZeros = true } : this;

    internal override (bool Sequences, bool Padded) Reading(Shape sample) => (sample.Rank == 2, MaskZeros);

    /// <inheritdoc/>
    public override EstimatorOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        Axes(Kind, samples.Shape[1..]);
        var each = RocketKernels.Count * FeaturesOfKernel;
        if (Features < each) throw Refuse(nameof(Features), $"it must be {each} or more");
        return With([(EstimatorOption.Of(this).First(option => option.Name == nameof(Features)), Features / each * each)]);
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}, {Features:#,0} features of {RocketKernels.Count} kernels, solved in one step, seed {Seed}");

    internal override FittedRocket Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) => new(this, sample, weights);

    /// <summary>Steps and channels of a sample.</summary>
    /// <exception cref="BadArgumentException">It is no sequence.</exception>
    internal static (int Steps, int Channels) Axes(string kind, Shape sample) => sample.Rank switch
    {
        1 => (sample[0], 1),
        2 => (sample[0], sample[1]),
        _ => throw new BadArgumentException(
            $"{kind}: samples of shape {sample} are no sequences; it takes sequences (T, C), or (T) of one channel."),
    };
}

/// <summary>How a <see cref="MiniRocket"/> is made.</summary>
public sealed record MiniRocketOptions : RocketOptions
{
    /// <inheritdoc/>
    public override string Kind => "minirocket";

    /// <summary>About how many features to make, 84 or more: a multiple of 84 is made. Default 9,996, as published.</summary>
    [Option("--features", "About how many features to make: as many as 84 kernels divide evenly.", AtLeast = RocketKernels.Count)]
    public override int Features { get; init; } = 119 * RocketKernels.Count;

    internal override int FeaturesOfKernel => 1;

    internal override int Representations => 1;

    internal override EstimatorOptions Defaults() => new MiniRocketOptions();
}

/// <summary>How a <see cref="MultiRocket"/> is made.</summary>
public sealed record MultiRocketOptions : RocketOptions
{
    /// <inheritdoc/>
    public override string Kind => "multirocket";

    /// <summary>About how many features to make, 672 or more: a multiple of 672 is made. Default 49,728, as published.</summary>
    [Option("--features", "About how many features to make: as many as 84 kernels divide evenly.", AtLeast = RocketKernels.Count)]
    public override int Features { get; init; } = 74 * 8 * RocketKernels.Count;

    internal override int FeaturesOfKernel => 8;

    internal override int Representations => 2;

    internal override EstimatorOptions Defaults() => new MultiRocketOptions();
}
