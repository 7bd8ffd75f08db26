namespace LatentSharp;

/// <summary>
/// Dropout of whole channels of an image (Tompson et al. 2015): in training sets a share of them to 0 and scales the others by 1 / (1 - rate); otherwise
/// passes its input on. (N, H, W, C) -> the same shape.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class SpatialDropout2D(double rate) : Layer
{
    /// <summary>The share of channels that are dropped.</summary>
    public double Rate { get; } = Require.InRange(rate, 0, 1, "SpatialDropout2D: rate", highIncluded: false);

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank == 4 ? input : throw new BadArgumentException($"SpatialDropout2D: input {input} is not (N, H, W, C).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        if (!context.Training || Rate == 0) return input;
        return input * Ops.DropoutMask([input.Shape[0], 1, 1, input.Shape[^1]], (float)Rate, (float)(1 / (1 - Rate)), RandomOf(context));
    }
}
