namespace LatentSharp;

/// <summary>The settings of <see cref="Pca"/>.</summary>
public sealed record PcaOptions
{
    /// <summary>The number of features: 1 to the smaller of samples and values per sample. Default 2.</summary>
    public int LatentSize { get; init; } = 2;
}

/// <summary>
/// Principal component analysis: the linear features that lose least of the samples' variance, found in one step. The yardstick
/// for what is trained.
/// </summary>
/// <param name="options">The settings.</param>
public sealed class Pca(PcaOptions options)
{
    /// <summary>The settings.</summary>
    public PcaOptions Options { get; } = options ?? throw new BadArgumentException("Pca: options are null; give new PcaOptions().");

    /// <summary>Finds the components of samples.</summary>
    /// <param name="samples">(N, …), Float32, finite; the axes after the first are flattened inside. N ≥ 2.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The latent size does not fit the samples, or they are not finite numbers.</exception>
    public FittedPca Fit(Tensor samples, CancellationToken cancellation = default)
    {
        if (samples.Rank < 2 || samples.DType != DType.Float32)
            throw new BadArgumentException($"Pca.Fit: samples are {samples.DType} {samples.Shape}; Float32 (N, …) would fit.");
        var (rows, shape) = (samples.Shape[0], samples.Shape[1..]);
        var most = Math.Min(rows, shape.Count);
        if (most == 0) throw new BadArgumentException($"Pca.Fit: samples of shape {samples.Shape} hold no numbers; at least 2 samples of 1 value are needed.");
        if (Options.LatentSize < 1 || Options.LatentSize > most)
        {
            throw new BadArgumentException(
                $"Pca.Fit: LatentSize {Options.LatentSize} does not fit samples of shape {samples.Shape}; 1 to {most} would, the smaller of samples and values per sample.");
        }
        return new FittedPca(PrincipalComponents.Find(samples.AsSpan(), rows, shape.Count, Options.LatentSize, cancellation), shape);
    }
}
