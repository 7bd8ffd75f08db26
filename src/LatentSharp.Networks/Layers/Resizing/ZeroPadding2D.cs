namespace LatentSharp;

/// <summary>Puts zeros around images: (N, H, W, C) -> (N, H + top + bottom, W + left + right, C).</summary>
/// <param name="padding">How many: one number, (top and bottom, left and right), or ((top, bottom), (left, right)). Default 1.</param>
public sealed class ZeroPadding2D(Margins? padding = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins Padding { get; } = Margins.Checked(padding ?? 1, "ZeroPadding2D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 2, "ZeroPadding2D");
        return input.With(1, Margins.Along(input, 1, Padding.Vertical, +1, "ZeroPadding2D"))
            .With(2, Margins.Along(input, 2, Padding.Horizontal, +1, "ZeroPadding2D"));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.ZeroPad(input, Padding);
    }
}
