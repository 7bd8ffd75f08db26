namespace LatentSharp;

/// <summary>
/// A layer of several inputs or several results: it says all shapes in <see cref="OutputShapes"/> and computes in the
/// <see cref="Forward(ReadOnlySpan{Tensor}, Span{Tensor}, in CallContext)"/> of spans.
/// </summary>
public abstract class MultiTensorLayer : Layer
{
    /// <summary>The shape of the first result.</summary>
    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => OutputShapes([input])[0];

    /// <summary>The shapes of all results for inputs of these shapes.</summary>
    /// <exception cref="BadArgumentException">The layer does not take such inputs.</exception>
    public abstract override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs);

    /// <summary>Computes the first result.</summary>
    protected internal sealed override Tensor Forward(Tensor input, in CallContext context) => FirstOf(this, input, context);

    /// <summary>Computes all results of all inputs; the layer is built.</summary>
    /// <param name="inputs">(N, …) each, one or more.</param>
    /// <param name="results">Receives the results; room for <see cref="Layer.OutputCount"/>.</param>
    /// <param name="context">The call that it is part of.</param>
    protected internal abstract override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context);

    /// <summary>The first result of a layer that computes all of them.</summary>
    internal static Tensor FirstOf(Layer layer, Tensor input, in CallContext context)
    {
        var results = new Tensor[layer.OutputCount];
        layer.Forward(new ReadOnlySpan<Tensor>(in input), results, context);
        return results[0];
    }
}
