namespace LatentSharp;

/// <summary>
/// A function of one's own as a layer: (N, …) -> what it gives. It has no parameters. A network with one saves its weights; its
/// configuration only when the function is made a layer class of its own.
/// </summary>
/// <param name="function">The function, of operations of <see cref="Ops"/> so that gradients flow.</param>
/// <param name="shape">
/// The shape of the result, batch axis included, for that of the input. By default the function is tried on zeros.
/// </param>
public sealed class Lambda(Func<Tensor, Tensor> function, Func<Shape, Shape>? shape = null) : Layer
{
    /// <summary>The function.</summary>
    public Func<Tensor, Tensor> Function { get; } = Require.Given(function, "Lambda: the function");

    /// <summary>The shape of the result for that of the input; null when the function is tried on zeros.</summary>
    public Func<Shape, Shape>? Shape { get; } = shape;

    /// <inheritdoc/>
    protected internal override bool ChangesInTraining => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (Shape is not null) return Shape(input);
        if (!input[1..].IsKnown)
            throw new BadArgumentException(
                $"Lambda: sizes of {input} are not known; give the shape of the result as a function of that of the input.");
        var output = Function(Tensor.Zeros(input.With(0, 1))).Shape;
        return output.Rank > 0 && output[0] == 1
            ? output.With(0, input[0])
            : throw new BadArgumentException(
                $"Lambda: the result {output} for one sample of {input[1..]} has not the batch as its first axis.");
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Function(input);
}
