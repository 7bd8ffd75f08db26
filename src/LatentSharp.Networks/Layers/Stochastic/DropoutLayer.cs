namespace LatentSharp;

/// <summary>A layer that disturbs its input in training and otherwise passes it on. (N, …) -> the same shape.</summary>
public abstract class DropoutLayer : Layer
{
    private protected DropoutLayer(double rate) => Rate = Require.InRange(rate, 0, 1, $"{GetType().Name}: rate", highIncluded: false);

    /// <summary>The share that is dropped, 0 to below 1.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return context.Training && Rate > 0 ? Drop(input, RandomOf(context)) : input;
    }

    private protected abstract Tensor Drop(Tensor input, RandomStream random);
}
