namespace LatentSharp;

/// <summary>What a <see cref="Denoiser"/> learns from.</summary>
public enum DenoisingSource
{
    /// <summary>Clean samples, to which training adds noise.</summary>
    Clean,

    /// <summary>
    /// Noisy samples alone: some values are hidden and told from those around them (Batson and Royer 2019, "Noise2Self"), which works for
    /// noise that is drawn for each value by itself.
    /// </summary>
    Noisy,
}

/// <summary>How a <see cref="Denoiser"/> is built and trained.</summary>
public sealed record DenoiserOptions : RestorationOptions
{
    private const int OfPictures = 3, OfSeries = 7;

    /// <inheritdoc/>
    public override string Kind => "denoiser";

    /// <summary>What is learned from. Default <see cref="DenoisingSource.Clean"/>.</summary>
    [Option("--from", "What is learned from: clean samples, to which noise is added, or noisy ones alone.")]
    public DenoisingSource From { get; init; }

    /// <summary>How clean samples are corrupted. Default <see cref="CorruptionKind.Gaussian"/>.</summary>
    [Option("--corruption", "How clean samples are corrupted.")]
    public CorruptionKind Corruption { get; init; }

    /// <summary>
    /// How much they are corrupted: the deviation of normal numbers in scaled units, or the share of values. Default 0.1, for pixels about
    /// 25 of 255; above 0.
    /// </summary>
    [Option("--corruption-amount", "How much: the deviation of Gaussian noise in scaled units, or the share of values.", Above = 0)]
    public double CorruptionAmount { get; init; } = 0.1;

    /// <summary>The filters of the hidden convolutions. One or more. Default 24, 24, 24, 24.</summary>
    [Option("--filters", "Filters of the hidden convolutions.")]
    public override IReadOnlyList<int> Filters { get; init; } = [24, 24, 24, 24];

    /// <summary>What samples are. Default <see cref="SampleAxes.Auto"/>.</summary>
    [Option("--axes", "What samples are; auto tells by their shape.")]
    public SampleAxes Axes { get; init; }

    internal override int Margin => (Filters.Count + 1) * (KernelSize / 2);

    internal bool IsSeries => Axes == SampleAxes.Sequence;

    private int KernelSize => IsSeries ? OfSeries : OfPictures;

    private protected override string Particulars => From == DenoisingSource.Noisy
        ? ", from noisy samples alone"
        : FormattableString.Invariant($", {EstimatorOption.TextOf(this, nameof(Corruption))} corruption of {CorruptionAmount}");

    private protected override long PlacesOf(Tensor samples) => samples.Count;

    /// <inheritdoc/>
    public override DenoiserOptions CompleteFor(Tensor samples)
    {
        if (Corruption != CorruptionKind.Gaussian && CorruptionAmount > 1)
            throw Refuse(nameof(CorruptionAmount), "a share of values is a number from 0 to 1");
        var axes = Axes.For(samples.Shape[1..]);
        Planes.Of(Kind, samples.Shape[1..], axes);
        return (DenoiserOptions)base.CompleteFor(samples) with { Axes = axes };
    }

    internal override DenoiserOptions ForSequences(bool padded) =>
        Axes == SampleAxes.Auto ? this with { Axes = SampleAxes.Sequence } : this;

    internal override (bool Sequences, bool Padded) Reading(Shape sample) =>
        (sample.Rank == 2 && Axes.For(sample) == SampleAxes.Sequence, false);

    internal override EstimatorOptions Defaults() => new DenoiserOptions();

    internal DenoisingNetwork CreateNetwork() => new(CreateLayers(IsSeries, KernelSize, KernelSize, 1), Margin, IsSeries) { Seed = Seed };

    internal override FittedDenoiser Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        Planes.Of(Kind, sample, Axes);
        var side = (2 * Margin) + 1;
        return new FittedDenoiser(
            this, sample, NetworkWeights.Build(Kind, CreateNetwork(), IsSeries ? [side, 1] : [side, side, 1], weights), new History());
    }
}

/// <summary>
/// Learns to take noise away from pictures and series of any size, each channel by itself: a small network of convolutions gives the noise
/// that a value has (Zhang et al. 2017, DnCNN), learned from clean samples or from noisy ones alone.
/// <code>
/// FittedDenoiser model = new Denoiser(new() { CorruptionAmount = 0.1 }).Fit(clean);
/// Tensor better = model.Restore(noisy);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Denoiser(DenoiserOptions? options = null) : UnsupervisedEstimator<DenoiserOptions, FittedDenoiser>(options)
{
    /// <summary>What training adds to clean samples in place of the options' noise; null for that.</summary>
    internal ICorruption? Noise { get; init; }

    private protected override FittedDenoiser Learn(DenoiserOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var (x, y) = Pairs(options, samples);
        var network = options.CreateNetwork();
        network.Build(x.Shape[1..]);
        if (options.From == DenoisingSource.Noisy) network.Mask = new GridMask(options.IsSeries);
        else network.Corruption = Noise ?? CorruptionFor(options, samples);
        var history = options.Train(network, task, x, y);
        (network.Corruption, network.Mask) = (null, null);
        return new FittedDenoiser(options, samples.Shape[1..], network, history);
    }

    internal static ICorruption CorruptionFor(DenoiserOptions options, Tensor samples) => options.Corruption switch
    {
        CorruptionKind.Gaussian => new GaussianCorruption((float)options.CorruptionAmount),
        CorruptionKind.Masking => new ValueCorruption((float)options.CorruptionAmount, 0, 0),
        _ => ValueCorruption.Extremes((float)options.CorruptionAmount, samples),
    };

    /// <summary>Each channel of each sample as a sample of its own, and what of it has a result.</summary>
    private static (Tensor X, Tensor Y) Pairs(DenoiserOptions options, Tensor samples)
    {
        var planes = Planes.Of(options.Kind, samples.Shape[1..], options.Axes);
        var (down, across) = PlaneArrays.Padding(planes, options.Margin);
        var (tall, wide) = (planes.Height + (2 * down), planes.Width + (2 * across));
        var (lessHigh, lessWide) = (options.IsSeries ? 0 : options.Margin, options.Margin);
        var (count, size) = (samples.Shape[0] * planes.Channels, samples.Shape[1..].Count);
        Shape whole = options.IsSeries ? [count, wide, 1] : [count, tall, wide, 1];
        Shape inner = options.IsSeries
            ? [count, wide - (2 * lessWide), 1]
            : [count, tall - (2 * lessHigh), wide - (2 * lessWide), 1];
        var (x, y) = (new float[whole.Count], new float[inner.Count]);
        for (var i = 0; i < count; i++)
        {
            var plane = PlaneArrays.Plane(
                samples.AsSpan().Slice((i / planes.Channels) * size, size), planes, i % planes.Channels);
            plane = PlaneArrays.Continued(plane, planes.Height, planes.Width, down, across);
            plane.CopyTo(x, i * whole[1..].Count);
            PlaneArrays.Inner(plane, tall, wide, lessHigh, lessWide).CopyTo(y, i * inner[1..].Count);
        }
        return (Tensor.From(x, whole), Tensor.From(y, inner));
    }
}
