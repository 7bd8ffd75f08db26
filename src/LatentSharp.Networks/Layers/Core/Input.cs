namespace LatentSharp;

/// <summary>
/// Says what a <see cref="Sequential"/> takes, as its first layer: (N, Shape…) -> the same. Samples of another shape are refused, and the
/// network can be built and summarised before it has seen any. A network that is drawn begins with <see cref="Symbol.Input"/> instead.
/// </summary>
public sealed class Input : Layer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="shape">The shape of one sample, without the batch axis; <see cref="Shape.Any"/> for a size that may vary.</param>
    public Input(Shape shape) => Shape = shape;

    /// <summary>The shape of one sample.</summary>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var fits = input.Rank == Shape.Rank + 1;
        for (var axis = 0; fits && axis < Shape.Rank; axis++)
            fits = Shape[axis] == input[axis + 1] || Shape[axis] == Shape.Any || input[axis + 1] == Shape.Any;
        return fits
            ? input
            : throw new BadArgumentException(
                $"{Name ?? "Input"}: samples {input} do not fit; the network takes {Shape.Prepend(Shape.Any)}.");
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return input;
    }
}
