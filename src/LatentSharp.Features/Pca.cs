using System.Globalization;

namespace LatentSharp;

/// <summary>
/// The settings of <see cref="Pca"/>: the number of features, at most the smaller of samples and values per sample. Default 2.
/// </summary>
public sealed record PcaOptions : FeatureOptions
{
    /// <summary>The fewest samples that have principal components.</summary>
    internal const int FewestSamples = 2;

    /// <summary>Creates the defaults.</summary>
    public PcaOptions() => LatentSize = 2;

    /// <inheritdoc/>
    public override string Kind => "pca";

    /// <inheritdoc/>
    public override PcaOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        var (count, values) = (samples.Shape[0], samples.Shape[1..].Count);
        if (count < FewestSamples)
            throw new BadArgumentException(
                $"pca needs at least {FewestSamples} samples to learn from; in {samples.Shape} there is {count}.");
        if (LatentSize <= Most(samples.Shape[1..], count)) return this;
        throw Refuse(nameof(LatentSize), values <= count
            ? $"pca finds at most as many features as a sample has values, here {values}"
            : $"pca finds at most as many features as there are samples to learn from, here {count}");
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"pca {sample.Count}-{LatentSize}, solved in one step");

    /// <summary>The most features that PCA can find in so many samples.</summary>
    internal static int Most(Shape sample, int samples) => Math.Min(sample.Count, samples);

    internal override bool LearnsFromStreams => true;

    internal override PcaOptions Defaults() => new();

    internal override FittedPca Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedPca.Restore(this, sample, weights);
}

/// <summary>
/// Principal component analysis: the linear features that lose least of the samples' variance, found in one step, without epochs, progress
/// or validation. The yardstick for what is trained. At least 2 samples are needed; their axes after the first are flattened inside.
/// </summary>
/// <param name="options">The settings; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Pca(PcaOptions? options = null) : UnsupervisedEstimator<PcaOptions, FittedPca>(options)
{
    private protected override FittedPca Learn(PcaOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        if (task.Training.Stream is { FitsInMemory: false } stream)
            return new FittedPca(PrincipalComponents.Find(stream, options.LatentSize, task.Cancellation), shape, options);
        if (task.Training.Stream is { } whole) samples = whole.Take([.. Enumerable.Range(0, whole.Count)]);
        var principal = PrincipalComponents.Find(samples.AsSpan(), samples.Shape[0], shape.Count, options.LatentSize, task.Cancellation);
        return new FittedPca(principal, shape, options);
    }
}
