namespace LatentSharp;

/// <summary>Puts zeros around volumes: (N, D, H, W, C) -> (N, D + front + back, H + top + bottom, W + left + right, C).</summary>
/// <param name="padding">How many: one number, a triple for both sides of each axis, or ((front, back), (top, bottom), (left, right)).
/// Default 1.</param>
public sealed class ZeroPadding3D(Margins3D? padding = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins3D Padding { get; } = Margins3D.Checked(padding ?? 1, "ZeroPadding3D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Padding.Around(input, +1, "ZeroPadding3D");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Padding.Apply(input, Ops.ZeroPad);
    }
}
