using System.Globalization;

namespace LatentSharp;

/// <summary>The settings of <see cref="Pca"/>: the number of features, at most the smaller of samples and values per sample. Default 2.</summary>
public sealed record PcaOptions : EstimatorOptions
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
        if (count < FewestSamples) throw new BadArgumentException($"pca needs at least {FewestSamples} samples to learn from; in {samples.Shape} there is {count}.");
        if (LatentSize <= Most(samples.Shape[1..], count)) return this;
        throw Refuse(nameof(LatentSize), values <= count
            ? $"pca finds at most as many features as a sample has values, here {values}"
            : $"pca finds at most as many features as there are samples to learn from, here {count}");
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(CultureInfo.InvariantCulture, $"pca {sample.Count}-{LatentSize}, solved in one step");

    /// <summary>The most features that PCA can find in so many samples.</summary>
    internal static int Most(Shape sample, int samples) => Math.Min(sample.Count, samples);

    internal override PcaOptions Defaults() => new();
}

/// <summary>
/// Principal component analysis: the linear features that lose least of the samples' variance, found in one step. The yardstick
/// for what is trained.
/// </summary>
/// <param name="options">The settings.</param>
public sealed class Pca(PcaOptions options) : IEstimator
{
    /// <summary>The settings.</summary>
    public PcaOptions Options { get; } = options ?? throw new BadArgumentException("Pca: options are null; give new PcaOptions().");

    /// <summary>Finds the components of samples.</summary>
    /// <param name="samples">(N, …), Float32, finite; the axes after the first are flattened inside. N ≥ 2.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The latent size does not fit the samples, or they are not finite numbers.</exception>
    public FittedPca Fit(Tensor samples, CancellationToken cancellation = default) => Fit(samples, null, cancellation);

    private FittedPca Fit(Tensor samples, Action<EstimatorOptions>? completed, CancellationToken cancellation)
    {
        if (samples.Rank < 2 || samples.DType != DType.Float32)
            throw new BadArgumentException($"Pca.Fit: samples are {samples.DType} {samples.Shape}; Float32 (N, …) would fit.");
        var (rows, shape) = (samples.Shape[0], samples.Shape[1..]);
        if (samples.Count == 0) throw new BadArgumentException($"Pca.Fit: samples of shape {samples.Shape} hold no numbers; at least 2 samples of 1 value are needed.");
        var complete = Options.CompleteFor(samples);
        completed?.Invoke(complete);
        var principal = PrincipalComponents.Find(samples.AsSpan(), rows, shape.Count, Options.LatentSize, cancellation);
        if (!Require.AreFinite(principal.ExplainedVariance) || !Require.AreFinite(principal.Mean))
        {
            throw new BadArgumentException(FormattableString.Invariant(
                $"Pca.Fit: samples hold values up to {SampleRange.Of(samples).Largest:G2}, and their variance does not fit 32 bits; scale them first, as to mean 0 and standard deviation 1."));
        }
        var model = new FittedPca(principal, shape);
        Bottleneck.Examine(model);
        return model;
    }

    FittedModel IEstimator.Fit(LearningTask task) => Fit(task.Training.Samples, task.Completed, task.Cancellation);
}
