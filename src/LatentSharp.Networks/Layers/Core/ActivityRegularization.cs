namespace LatentSharp;

/// <summary>Passes its input on and adds l1 · Σ |x| + l2 · Σ x² over the batch to the loss: (N, …) -> the same.</summary>
/// <param name="l1">The factor of Σ |x|, 0 or more. Default 0.</param>
/// <param name="l2">The factor of Σ x², 0 or more. Default 0.</param>
public sealed class ActivityRegularization(double l1 = 0, double l2 = 0) : Layer
{
    private readonly Regularizer regularizer = new NormRegularizer(l1, l2);

    /// <summary>The factor of Σ |x|.</summary>
    public double L1 { get; } = l1;

    /// <summary>The factor of Σ x².</summary>
    public double L2 { get; } = l2;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        if (L1 > 0 || L2 > 0) context.Penalize(regularizer, input);
        return input;
    }
}
