using System.Globalization;

namespace LatentSharp;

/// <summary>The layers of a <see cref="CnnClassifier"/>.</summary>
public enum CnnArchitecture
{
    /// <summary><see cref="FullyConvolutional"/> for sequences, <see cref="Pooling"/> for images.</summary>
    Auto,

    /// <summary>
    /// Convolutions with ReLU, each followed by max pooling, and a hidden layer whose values are the features (LeCun et al. 1998).
    /// </summary>
    Pooling,

    /// <summary>
    /// Convolutions over all steps, each followed by batch normalisation and ReLU; the features are the means over the steps of the last
    /// one's filters (Wang, Yan and Oates 2017, "Time series classification from scratch with deep neural networks"). For sequences.
    /// </summary>
    FullyConvolutional,
}

/// <summary>How a <see cref="CnnClassifier"/> is built and trained.</summary>
public sealed record CnnOptions : ConsistencyOptions
{

    /// <inheritdoc/>
    public override string Kind => "cnn";

    /// <summary>The layers. Default <see cref="CnnArchitecture.Auto"/>.</summary>
    [Option(
        "--architecture",
        "The layers: pooling after each convolution, or none until the end; auto is fully-convolutional for sequences.",
        AbsentMeans = CnnArchitecture.Pooling)]
    public CnnArchitecture Architecture { get; init; }

    /// <summary>
    /// The filters of each convolution, one or more; after each, the pooling architecture halves the sizes while they are 2 or more, and
    /// the fully convolutional one has a last convolution of <see cref="FeatureOptions.LatentSize"/> filters after them. Default null:
    /// 32, 64, or 128, 256 of the fully convolutional one.
    /// </summary>
    [Option("--filters", "Filters of each convolution, from the input inwards.", Automatic = "32,64; fully convolutional 128,256",
        SearchChoices = ["16,32", "32,64", "64,128"])]
    public IReadOnlyList<int>? Filters { get; init; }

    /// <summary>
    /// The size of the kernels along each axis, 1 or more. Default 3. Of the fully convolutional architecture that of the last, before
    /// which stand kernels of 2, 5, 9, … more: 8, 5, 3 by default.
    /// </summary>
    [Option("--kernel-size", "The size of the kernels, fully convolutional of the last: 3 stands for 8, 5, 3.", AtLeast = 1)]
    public int KernelSize { get; init; } = 3;

    /// <summary>
    /// Passes over the samples, 1 or more. Default null: as of all models that are trained; of the fully convolutional architecture as many
    /// as make 1,000 steps, from 20 to 500.
    /// </summary>
    [Option(
        "--epochs", "Passes over the training part.", AtLeast = 1,
        Automatic = "as of all models, but fully convolutional as many as make 1,000 steps, from 20 to 500")]
    public override int? Epochs { get; init; }

    /// <summary>
    /// Samples a step, 1 or more. Default null: as of all models that are trained, but 16 up to 1,000 samples with the fully convolutional
    /// architecture.
    /// </summary>
    [Option("--batch", "Samples in one step.", AtLeast = 1, Automatic = "as of all models, but 16 up to 1,000 samples fully convolutional",
        SearchChoices = ["16", "32", "64", "128"])]
    public override int? BatchSize { get; init; }

    /// <summary>What samples are. Default <see cref="SampleAxes.Auto"/>.</summary>
    [Option("--axes", "What samples are; auto tells by their shape.")]
    public SampleAxes Axes { get; init; }

    /// <summary>
    /// Whether steps whose values are all 0 are padding, which counts neither in normalisation nor in the features of the fully
    /// convolutional architecture. Default false; true for data read as sequences of unequal lengths.
    /// </summary>
    [Option(
        "--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.",
        AbsentMeans = false)]
    public bool MaskZeros { get; init; }

    /// <inheritdoc/>
    public override CnnOptions CompleteFor(Tensor samples)
    {
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        var axes = Axes.For(samples.Shape[1..]);
        if (Architecture == CnnArchitecture.FullyConvolutional && axes == SampleAxes.Image)
        {
            throw Refuse(
                nameof(Architecture),
                $"samples of shape {samples.Shape[1..]} are read as images, and it is for sequences; say that they are some, or take "
                + nameof(CnnArchitecture.Pooling).ToLowerInvariant());
        }
        var architecture = Architecture != CnnArchitecture.Auto ? Architecture
            : axes == SampleAxes.Sequence ? CnnArchitecture.FullyConvolutional : CnnArchitecture.Pooling;
        var chosen = this with { Axes = axes, Architecture = architecture };
        return (CnnOptions)chosen.Body.Complete(samples.Shape[0]).CompleteWith(samples);
    }

    internal override bool HasPadding => MaskZeros;

    internal override EstimatorOptions Defaults() => new CnnOptions();

    internal override CnnOptions ForSequences(bool padded) => Axes == SampleAxes.Image
        ? this
        : this with { Axes = SampleAxes.Sequence, MaskZeros = padded || MaskZeros };

    internal override IReadOnlyList<Layer> CreateBody(Shape sample) => Body.Create(ConvolutionalLayers.Volume(Kind, sample, Axes));

    internal override double? LeastWorkOfSample(Shape sample) => Body.LeastWork(ConvolutionalLayers.Volume(Kind, sample, Axes));

    internal override long CountParameters(Shape sample) => Body.Count(ConvolutionalLayers.Volume(Kind, sample, Axes));

    private protected override string DescribeBody(Shape sample) => Body.Words;

    private CnnBody Body => Architecture == CnnArchitecture.FullyConvolutional ? new FullyConvolutionalBody(this) : new PoolingBody(this);

    private ConsistencyOptions CompleteWith(Tensor samples) => base.CompleteFor(samples);
}
