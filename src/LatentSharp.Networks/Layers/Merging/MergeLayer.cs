namespace LatentSharp;

/// <summary>A layer of several inputs that has no parameters: it joins branches of a network.</summary>
public abstract class MergeLayer : Layer
{
    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => OutputShape([input]);

    /// <inheritdoc/>
    public abstract override Shape OutputShape(ReadOnlySpan<Shape> inputs);

    /// <inheritdoc/>
    protected internal sealed override Tensor Forward(Tensor input, in CallContext context) => Forward(new ReadOnlySpan<Tensor>(in input), context);

    /// <inheritdoc/>
    protected internal abstract override Tensor Forward(ReadOnlySpan<Tensor> inputs, in CallContext context);
}
