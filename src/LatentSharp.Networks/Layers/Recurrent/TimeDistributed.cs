namespace LatentSharp;

/// <summary>Applies one layer to every step: (N, T, …) -> (N, T, …), with the steps folded into the batch.</summary>
/// <param name="layer">Takes (N, …), has one result.</param>
public sealed class TimeDistributed(Layer layer) : Layer
{
    /// <summary>The layer that is applied.</summary>
    public Layer Layer { get; } = Require.Given(layer, "TimeDistributed: the layer");

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers { get; } = [layer];

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override bool MasksItself => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var step = Layer.OutputShape(StepShape(input));
        return step[1..].Prepend(input[1]).Prepend(input[0]);
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder) =>
        builder.Build(Layer, Layer.Name ?? Layer.Kind, StepShape(input));

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var (samples, steps) = (input.Shape[0], input.Shape[1]);
        var mask = input.Mask;
        var folded = Ops.Reshape(input, StepShape(input.Shape).With(0, samples * steps));
        if (mask is { IsDefault: false, Rank: > 2 }) folded = folded.WithMask(Ops.Reshape(mask, mask.Shape[2..].Prepend(samples * steps)));
        var result = Layer.Call(folded, context);
        var unfolded = Ops.Reshape(result, result.Shape[1..].Prepend(steps).Prepend(samples));
        if (result.Mask is { IsDefault: false } inner) mask = Ops.Reshape(inner, inner.Shape[1..].Prepend(steps).Prepend(samples));
        return mask is { IsDefault: false } && mask.Rank <= unfolded.Rank && unfolded.Shape[..mask.Rank] == mask.Shape
            ? unfolded.WithMask(mask)
            : unfolded;
    }

    private static Shape StepShape(Shape input) =>
        input.Rank >= 3
            ? input[2..].Prepend(input[0])
            : throw new BadArgumentException($"TimeDistributed: input {input} has no steps; it takes (N, steps, …, features).");
}
