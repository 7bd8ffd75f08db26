namespace LatentSharp;

/// <summary>
/// x above 0, alpha · x below, with slopes that are learned (He et al. 2015): (N, …) -> the same shape. Weights: <c>alpha</c>, of the shape
/// of a sample, with size 1 along shared axes.
/// </summary>
public sealed class PReLU : Layer
{
    private Parameter alpha = null!;
    private Shape broadcast;

    /// <summary>
    /// Axes along which all numbers have the same slope, counted with the batch axis: [1, 2] for one slope a channel of images. Default
    /// none.
    /// </summary>
    public IReadOnlyList<int> SharedAxes { get; init; } = [];

    /// <summary>Draws the slopes. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer AlphaInitializer { get; init; } = Initializers.Zeros;

    /// <summary>A penalty on the slopes, added to the loss. Default none.</summary>
    public Regularizer? AlphaRegularizer { get; init; }

    /// <summary>What holds for the slopes after each step. Default nothing.</summary>
    public Constraint? AlphaConstraint { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        foreach (var axis in SharedAxes)
        {
            if (axis < 1 || axis >= input.Rank)
                throw new BadArgumentException($"PReLU: shared axis {axis} is the batch or does not exist in {input}.");
        }
        return input;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        var shape = OutputShape(input)[1..];
        foreach (var axis in SharedAxes) shape = shape.With(axis - 1, 1);
        if (!shape.IsKnown) throw new BadArgumentException($"PReLU: the sizes of {input} must be known along axes that are not shared.");
        alpha = builder.Add("alpha", shape, AlphaInitializer, regularizer: AlphaRegularizer, constraint: AlphaConstraint);
        // Without leading axes of size 1 it repeats row by row.
        while (shape.Rank > 0 && shape[0] == 1) shape = shape[1..];
        broadcast = shape;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Ops.Prelu(input, Ops.Reshape(alpha.Value, broadcast));
}
