namespace LatentSharp;

/// <summary>
/// Convolutions over all steps, each with batch normalisation and ReLU; the features are the means of the last one's filters over the
/// steps.
/// </summary>
internal sealed class FullyConvolutionalBody(CnnOptions options) : CnnBody(options)
{
    // Published trainings take 1,500 to 2,000 epochs of a learning rate that waits for plateaus; a cosine is through after a small part of
    // their steps.
    private const int FewestSteps = 1_000, MostEpochs = 500, FewestEpochs = 20, SmallestBatch = 16, FewSamples = 1_000;

    private protected override IReadOnlyList<int> UsualFilters => [128, 256];

    internal override string Words =>
        "fully convolutional "
        + string.Join(", ", Convolutions().Select(each => FormattableString.Invariant($"{each.Filters}×{each.Kernel}")));

    internal override CnnOptions Complete(int samples)
    {
        var batch = Options.BatchSize ?? (samples <= FewSamples ? SmallestBatch : TrainedOptions.BatchFor(samples));
        var steps = (int)(((long)samples + batch - 1) / batch);
        var epochs = Options.Epochs ?? Math.Clamp((FewestSteps + steps - 1) / steps, FewestEpochs, MostEpochs);
        return base.Complete(samples) with { BatchSize = batch, Epochs = epochs };
    }

    internal override IReadOnlyList<Layer> Create(Shape volume)
    {
        var layers = new List<Layer> { new Reshape(volume) };
        if (Options.MaskZeros) layers.Add(new Masking());
        layers.AddRange(Convolutions().Select(each => new NormalizedConvolution(each.Filters, each.Kernel)));
        layers.Add(new GlobalAveragePooling1D { Name = "features" });
        return layers;
    }

    internal override long Count(Shape volume)
    {
        var (count, channels) = (0.0, (double)volume[^1]);
        foreach (var (filters, kernel) in Convolutions())
        {
            count += ((channels * kernel) + NormalizedConvolution.ParametersOfFilter) * filters;
            channels = filters;
        }
        return (long)Math.Min(count, int.MaxValue);
    }

    internal override double LeastWork(Shape volume) => (double)Count(volume) * volume[0];

    /// <summary>
    /// Filters and kernel sizes: the last convolution has the features and the options' kernel, those before it 2, 5, 9, … steps more.
    /// </summary>
    private IEnumerable<(int Filters, int Kernel)> Convolutions()
    {
        var later = Filters.Count;
        foreach (var filters in Filters.Append(Options.LatentSize))
        {
            yield return (filters, (int)Math.Min(int.MaxValue, Options.KernelSize + (later * (later + 3L) / 2)));
            later--;
        }
    }
}
