namespace LatentSharp;

/// <summary>x above 0, slope · x below (Maas et al. 2013): (N, …) -> the same shape.</summary>
/// <param name="negativeSlope">The slope below 0, 0 or more. Default 0.3.</param>
public sealed class LeakyReLU(double negativeSlope = 0.3) : Layer
{
    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; } = Require.InRange(negativeSlope, 0, float.MaxValue, "LeakyReLU: negativeSlope");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Ops.LeakyRelu(input, (float)NegativeSlope);
}
