namespace LatentSharp;

/// <summary>
/// In training, sets a share of the inputs to 0 and scales the others by 1 / (1 - rate) (Srivastava et al. 2014); otherwise passes its
/// input on.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class Dropout(double rate) : Layer
{
    /// <summary>The share of inputs that are dropped.</summary>
    public double Rate { get; } = Require.InRange(rate, 0, 1, "Dropout: rate", highIncluded: false);

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        context.Training && Rate > 0 ? Ops.Dropout(input, (float)Rate, RandomOf(context)) : input;
}
