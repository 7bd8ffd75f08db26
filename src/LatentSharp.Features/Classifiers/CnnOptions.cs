using System.Globalization;

namespace LatentSharp;

/// <summary>The layers of a <see cref="CnnClassifier"/>.</summary>
public enum CnnArchitecture
{
    /// <summary><see cref="FullyConvolutional"/> for sequences, <see cref="Pooling"/> for images.</summary>
    Auto,

    /// <summary>Convolutions with ReLU, each followed by max pooling, and a hidden layer whose values are the features (LeCun et al. 1998).</summary>
    Pooling,

    /// <summary>
    /// Convolutions over all steps, each followed by batch normalisation and ReLU; the features are the means over the steps of the last one's filters
    /// (Wang, Yan and Oates 2017, "Time series classification from scratch with deep neural networks"). For sequences.
    /// </summary>
    FullyConvolutional,
}

/// <summary>How a <see cref="CnnClassifier"/> is built and trained.</summary>
public sealed record CnnOptions : ClassifierOptions
{
    // Published trainings take 1,500 to 2,000 epochs of a learning rate that waits for plateaus; a cosine is through after a small part of their steps.
    private const int FewestSteps = 1_000, MostEpochs = 500, FewestEpochs = 20, SmallestBatch = 16, FewSamples = 1_000;

    /// <inheritdoc/>
    public override string Kind => "cnn";

    /// <summary>The layers. Default <see cref="CnnArchitecture.Auto"/>.</summary>
    [Option("--architecture", "The layers: pooling after each convolution, or none until the end; auto is fully-convolutional for sequences.", AbsentMeans = CnnArchitecture.Pooling)]
    public CnnArchitecture Architecture { get; init; }

    /// <summary>
    /// The filters of each convolution, one or more; after each, the pooling architecture halves the sizes while they are 2 or more, and the fully convolutional one has a last
    /// convolution of <see cref="EstimatorOptions.LatentSize"/> filters after them. Default null: 32, 64, or 128, 256 of the fully convolutional one.
    /// </summary>
    [Option("--filters", "Filters of each convolution, from the input inwards.", Automatic = "32,64; fully convolutional 128,256")]
    public IReadOnlyList<int>? Filters { get; init; }

    /// <summary>
    /// The size of the kernels along each axis, 1 or more. Default 3. Of the fully convolutional architecture that of the last, before which stand kernels of 2, 5, 9, … more: 8, 5, 3 by
    /// default.
    /// </summary>
    [Option("--kernel-size", "The size of the kernels, fully convolutional of the last: 3 stands for 8, 5, 3.", AtLeast = 1)]
    public int KernelSize { get; init; } = 3;

    /// <summary>
    /// Passes over the samples, 1 or more. Default null: as of all models that are trained; of the fully convolutional architecture as many as make 1,000 steps, from 20 to 500.
    /// </summary>
    [Option("--epochs", "Passes over the training part.", AtLeast = 1, Automatic = "as of all models, but fully convolutional as many as make 1,000 steps, from 20 to 500")]
    public override int? Epochs { get; init; }

    /// <summary>
    /// Samples a step, 1 or more. Default null: as of all models that are trained, but 16 up to 1,000 samples with the fully convolutional architecture.
    /// </summary>
    [Option("--batch", "Samples in one step.", AtLeast = 1, Automatic = "as of all models, but 16 up to 1,000 samples fully convolutional")]
    public override int? BatchSize { get; init; }

    /// <summary>What samples are. Default <see cref="SampleAxes.Auto"/>.</summary>
    [Option("--axes", "What samples are; auto tells by their shape.")]
    public SampleAxes Axes { get; init; }

    /// <summary>
    /// Whether steps whose values are all 0 are padding, which counts neither in normalisation nor in the features of the fully convolutional architecture. Default false; true for data
    /// read as sequences of unequal lengths.
    /// </summary>
    [Option("--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.", AbsentMeans = false)]
    public bool MaskZeros { get; init; }

    private IReadOnlyList<int> ChosenFilters => Filters ?? (IsFullyConvolutional ? [128, 256] : [32, 64]);

    private bool IsFullyConvolutional => Architecture == CnnArchitecture.FullyConvolutional;

    /// <inheritdoc/>
    public override CnnOptions CompleteFor(Tensor samples)
    {
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        var axes = Axes.For(samples.Shape[1..]);
        if (IsFullyConvolutional && axes == SampleAxes.Image)
            throw Refuse(nameof(Architecture), $"samples of shape {samples.Shape[1..]} are read as images, and it is for sequences; say that they are some, or take {nameof(CnnArchitecture.Pooling).ToLowerInvariant()}");
        var architecture = Architecture != CnnArchitecture.Auto ? Architecture : axes == SampleAxes.Sequence ? CnnArchitecture.FullyConvolutional : CnnArchitecture.Pooling;
        var chosen = this with { Axes = axes, Architecture = architecture };
        chosen = chosen with { Filters = chosen.ChosenFilters };
        return (CnnOptions)(chosen.IsFullyConvolutional ? chosen.ForSteps(samples.Shape[0]) : chosen).CompleteWith(samples);
    }

    internal override EstimatorOptions Defaults() => new CnnOptions();

    internal override CnnOptions ForSequences(bool padded) => Axes is SampleAxes.Auto or SampleAxes.Sequence ? this with { Axes = SampleAxes.Sequence, MaskZeros = padded || MaskZeros } : this;

    internal override IReadOnlyList<Layer> CreateBody(Shape sample)
    {
        var volume = ConvolutionalLayers.Volume(Kind, sample, Axes);
        return IsFullyConvolutional ? FullyConvolutionalBody(volume) : PoolingBody(volume);
    }

    internal override double? LeastWorkOfSample(Shape sample)
    {
        var volume = ConvolutionalLayers.Volume(Kind, sample, Axes);
        if (IsFullyConvolutional) return (double)CountParameters(sample) * volume[0];
        var (work, channels) = (0.0, volume[^1]);
        foreach (var filters in ChosenFilters)
        {
            work += ConvolutionalLayers.Work(volume, KernelSize, channels, filters);
            channels = filters;
            if (ConvolutionalLayers.MaxPooling(volume) is not null) volume = ConvolutionalLayers.Pooled(volume);
        }
        return work;
    }

    internal override long CountParameters(Shape sample)
    {
        var volume = ConvolutionalLayers.Volume(Kind, sample, Axes);
        if (IsFullyConvolutional)
        {
            var channels = volume[^1];
            return Math.Min(int.MaxValue, Convolutions().Sum(convolution =>
            {
                var count = ((double)channels * convolution.Kernel * convolution.Filters) + (NormalizedConvolution.ParametersOfFilter * (double)convolution.Filters);
                channels = convolution.Filters;
                return (long)Math.Min(int.MaxValue, count);
            }));
        }
        var convolutions = ConvolutionalLayers.Count(volume, KernelSize, [volume[^1], .. ChosenFilters]);
        foreach (var _ in ChosenFilters.Where(_ => ConvolutionalLayers.MaxPooling(volume) is not null)) volume = ConvolutionalLayers.Pooled(volume);
        return convolutions + DenseLayers.Count([ConvolutionalLayers.Flat(volume, ChosenFilters[^1]), LatentSize]);
    }

    private protected override string DescribeBody(Shape sample) => IsFullyConvolutional
        ? $"fully convolutional {string.Join(", ", Convolutions().Select(convolution => string.Create(CultureInfo.InvariantCulture, $"{convolution.Filters}×{convolution.Kernel}")))}"
        : string.Create(CultureInfo.InvariantCulture, $"conv {string.Join(',', ChosenFilters)}-{LatentSize}");

    private CnnOptions ForSteps(int samples)
    {
        var batch = BatchSize ?? (samples <= FewSamples ? SmallestBatch : BatchFor(samples));
        var steps = (int)(((long)samples + batch - 1) / batch);
        return this with { BatchSize = batch, Epochs = Epochs ?? Math.Clamp((FewestSteps + steps - 1) / steps, FewestEpochs, MostEpochs) };
    }

    private ClassifierOptions CompleteWith(Tensor samples) => base.CompleteFor(samples);

    private List<Layer> PoolingBody(Shape volume)
    {
        var layers = new List<Layer> { new Reshape(volume) };
        foreach (var filters in ChosenFilters)
        {
            layers.Add(ConvolutionalLayers.Convolution(volume, filters, KernelSize, Activations.Relu));
            if (ConvolutionalLayers.MaxPooling(volume) is not { } pooling) continue;
            layers.Add(pooling);
            volume = ConvolutionalLayers.Pooled(volume);
        }
        return [.. layers, new Flatten(), new Dense(LatentSize, Activations.Relu) { Name = "features" }];
    }

    private List<Layer> FullyConvolutionalBody(Shape volume)
    {
        var layers = new List<Layer> { new Reshape(volume) };
        if (MaskZeros) layers.Add(new Masking());
        layers.AddRange(Convolutions().Select(convolution => new NormalizedConvolution(convolution.Filters, convolution.Kernel)));
        layers.Add(new GlobalAveragePooling1D { Name = "features" });
        return layers;
    }

    /// <summary>The fully convolutional architecture's filters and kernels.</summary>
    private IEnumerable<(int Filters, int Kernel)> Convolutions()
    {
        var later = ChosenFilters.Count;
        foreach (var filters in ChosenFilters.Append(LatentSize))
        {
            yield return (filters, (int)Math.Min(int.MaxValue, KernelSize + (later * (later + 3L) / 2)));
            later--;
        }
    }
}
