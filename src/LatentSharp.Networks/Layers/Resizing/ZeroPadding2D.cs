namespace LatentSharp;

/// <summary>Puts zeros around images: (N, H, W, C) -> (N, H + top + bottom, W + left + right, C).</summary>
/// <param name="padding">How many: one number, (top and bottom, left and right), or ((top, bottom), (left, right)). Default 1.</param>
public sealed class ZeroPadding2D(Margins? padding = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins Padding { get; } = Checked(padding ?? 1);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank == 4
            ? [input[0], Margins.Along(input, 1, Padding.Vertical, +1, "ZeroPadding2D"), Margins.Along(input, 2, Padding.Horizontal, +1, "ZeroPadding2D"), input[3]]
            : throw new BadArgumentException($"ZeroPadding2D: input {input} is not (N, H, W, C).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.ZeroPad(input, Padding);
    }

    private static Margins Checked(Margins margins) => new(Margins.Checked(margins.Vertical, "ZeroPadding2D"), Margins.Checked(margins.Horizontal, "ZeroPadding2D"));
}
