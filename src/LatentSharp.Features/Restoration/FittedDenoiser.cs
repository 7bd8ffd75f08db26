namespace LatentSharp;

/// <summary>What takes noise away from pictures and series of any size.</summary>
public sealed class FittedDenoiser : FittedModel, IRestorer
{
    private readonly DenoisingNetwork network;

    internal FittedDenoiser(DenoiserOptions options, Shape inputShape, DenoisingNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override DenoiserOptions Options => (DenoiserOptions)base.Options;

    /// <inheritdoc/>
    public int Scale => 1;

    /// <summary>The values of a sample.</summary>
    public override int FeatureSize => InputShape.Count;

    /// <summary>The samples without noise: (N, InputShape…) -> the same.</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Restore(samples);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What has learned from noisy samples alone hides each value once while it tells what it should be, in 16 passes over pictures and 4
    /// over series.
    /// </remarks>
    public Tensor Restore(Tensor samples, CancellationToken cancellationToken = default)
    {
        var planes = RestorationChecks.Planes(Name, samples, Options.Axes);
        var size = samples.Shape[1..].Count;
        var result = new float[samples.Count];
        for (var i = 0; i < samples.Shape[0]; i++)
        {
            for (var channel = 0; channel < planes.Channels; channel++)
            {
                var plane = PlaneArrays.Plane(samples.AsSpan().Slice(i * size, size), planes, channel);
                plane = Options.From == DenoisingSource.Noisy
                    ? Told(plane, planes, cancellationToken)
                    : Clean(plane, planes, cancellationToken);
                for (var at = 0; at < plane.Length; at++) result[(i * size) + (at * planes.Channels) + channel] = plane[at];
            }
        }
        return Tensor.From(result, samples.Shape);
    }

    private float[] Clean(float[] plane, Planes planes, CancellationToken cancellation) =>
        PlaneArrays.Apply(network, plane, planes.Height, planes.Width, Options.Margin, Options.IsSeries, 1, cancellation);

    private float[] Told(float[] plane, Planes planes, CancellationToken cancellation)
    {
        var mask = new GridMask(Options.IsSeries);
        var result = new float[plane.Length];
        for (var phase = 0; phase < mask.Phases; phase++)
        {
            var hidden = (float[])plane.Clone();
            mask.Hide(plane, hidden, planes.Height, planes.Width, phase);
            var told = Clean(hidden, planes, cancellation);
            for (var at = 0; at < plane.Length; at++)
                if (mask.IsHidden(at, planes.Width, phase)) result[at] = told[at];
        }
        return result;
    }
}
