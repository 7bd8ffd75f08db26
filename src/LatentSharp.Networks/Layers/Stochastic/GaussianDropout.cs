namespace LatentSharp;

/// <summary>
/// In training, multiplies by noise of mean 1 and variance rate / (1 - rate) (Srivastava et al. 2014, section 10); otherwise passes its input on.
/// </summary>
/// <param name="rate">0 to below 1: as much noise as a dropout of this rate.</param>
public sealed class GaussianDropout(double rate) : Layer
{
    /// <summary>The rate of the dropout that it stands for.</summary>
    public double Rate { get; } = Require.InRange(rate, 0, 1, "GaussianDropout: rate", highIncluded: false);

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        context.Training && Rate > 0
            ? input * ((Ops.RandomNormal(input.Shape, RandomOf(context)) * (float)Math.Sqrt(Rate / (1 - Rate))) + 1)
            : input;
}
