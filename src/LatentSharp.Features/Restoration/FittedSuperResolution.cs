namespace LatentSharp;

/// <summary>What enlarges pictures of any size.</summary>
public sealed class FittedSuperResolution : FittedModel, IRestorer
{
    private readonly Sequential network;

    internal FittedSuperResolution(SuperResolutionOptions options, Shape inputShape, Sequential network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override SuperResolutionOptions Options => (SuperResolutionOptions)base.Options;

    /// <inheritdoc/>
    public int Scale => Options.Scale;

    /// <summary>The values of a sample that was enlarged.</summary>
    public override int FeatureSize => Scale * Scale * InputShape.Count;

    /// <summary>The samples enlarged: (N, H, W, …) -> (N, Scale · H, Scale · W, …).</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Restore(samples);
    }

    /// <inheritdoc/>
    /// <remarks>Of three channels the luma is what the network enlarges, and the others are enlarged by <see cref="Bicubic"/>.</remarks>
    public Tensor Restore(Tensor samples, CancellationToken cancellationToken = default)
    {
        var planes = RestorationChecks.Planes(Name, samples, SampleAxes.Image);
        var sample = samples.Shape[1..];
        var (height, width) = (planes.Height * Scale, planes.Width * Scale);
        var large = sample.With(0, height).With(1, width);
        var result = new float[checked(samples.Shape[0] * large.Count)];
        for (var i = 0; i < samples.Shape[0]; i++)
        {
            var picture = samples.AsSpan().Slice(i * sample.Count, sample.Count);
            var enlarged = Bicubic.Resize(Tensor.From(picture.ToArray(), sample), height, width).ToArray();
            for (var channel = 0; channel < (planes.Channels == 3 ? 1 : planes.Channels); channel++)
            {
                var plane = planes.Channels == 3 ? PlaneArrays.Luma(picture, planes) : PlaneArrays.Plane(picture, planes, channel);
                Add(enlarged, Lacking(plane, planes, cancellationToken), planes, channel);
            }
            enlarged.CopyTo(result, i * large.Count);
        }
        return Tensor.From(result, large.Prepend(samples.Shape[0]));
    }

    private float[] Lacking(float[] plane, Planes planes, CancellationToken cancellation) =>
        PlaneArrays.Apply(network, plane, planes.Height, planes.Width, Options.Margin, series: false, Scale * Scale, cancellation);

    /// <summary>Adds what is lacking, (H, W, scale²), to one channel, or to all three.</summary>
    private void Add(float[] enlarged, float[] lacking, Planes planes, int channel)
    {
        var (parts, channels) = (Scale * Scale, planes.Channels);
        for (var i = 0; i < lacking.Length; i++)
        {
            var (pixel, part) = (i / parts, i % parts);
            var row = ((pixel / planes.Width) * Scale) + (part / Scale);
            var at = ((row * planes.Width * Scale) + ((pixel % planes.Width) * Scale) + (part % Scale)) * channels;
            if (channels == 3)
                for (var c = 0; c < 3; c++) enlarged[at + c] += lacking[i];
            else enlarged[at + channel] += lacking[i];
        }
    }
}
