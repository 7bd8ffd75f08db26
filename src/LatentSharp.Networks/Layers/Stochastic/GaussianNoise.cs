namespace LatentSharp;

/// <summary>In training, adds noise of mean 0; otherwise passes its input on.</summary>
/// <param name="deviation">The standard deviation of the noise, 0 or more.</param>
public sealed class GaussianNoise(double deviation) : Layer
{
    /// <summary>The standard deviation of the noise.</summary>
    public double Deviation { get; } = Require.InRange(deviation, 0, float.MaxValue, "GaussianNoise: deviation");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        context.Training && Deviation > 0 ? input + (Ops.RandomNormal(input.Shape, RandomOf(context)) * (float)Deviation) : input;
}
