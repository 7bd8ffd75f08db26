namespace LatentSharp;

/// <summary>
/// Dropout of whole channels of a sequence (Tompson et al. 2015): in training sets a share of them to 0 and scales the others by 1 / (1 - rate); otherwise
/// passes its input on. (N, T, C) -> the same shape.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class SpatialDropout1D(double rate) : Layer
{
    /// <summary>The share of channels that are dropped.</summary>
    public double Rate { get; } = Require.InRange(rate, 0, 1, "SpatialDropout1D: rate", highIncluded: false);

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank == 3 ? input : throw new BadArgumentException($"SpatialDropout1D: input {input} is not (N, T, C).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        if (!context.Training || Rate == 0) return input;
        return input * Ops.DropoutMask([input.Shape[0], 1, input.Shape[^1]], (float)Rate, (float)(1 / (1 - Rate)), RandomOf(context));
    }
}
