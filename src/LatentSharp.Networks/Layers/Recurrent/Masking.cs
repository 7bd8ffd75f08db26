namespace LatentSharp;

/// <summary>
/// Masks the steps whose features all have one value, (N, T, …, F) -> the same with those steps 0: the result's <see cref="Tensor.Mask"/>
/// (N, T, …) is 0 for them and 1 for all others. Layers that know masks leave such steps out.
/// </summary>
/// <param name="maskValue">The value of padding. Default 0.</param>
public sealed class Masking(double maskValue = 0) : Layer
{
    /// <summary>The value of padding.</summary>
    public double MaskValue { get; } = maskValue;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override bool MasksItself => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank >= 3
            ? input
            : throw new BadArgumentException($"Masking: input {input} is no batch of sequences; it takes (N, steps, features).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var real = Ops.Max(1 - Ops.Equal(input, (float)MaskValue), ^1, keepAxis: true);
        return (input * real).WithMask(Ops.Reshape(real, input.Shape[..^1]));
    }
}
