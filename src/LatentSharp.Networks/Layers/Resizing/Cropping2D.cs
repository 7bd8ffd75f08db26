namespace LatentSharp;

/// <summary>Takes places away around images: (N, H, W, C) -> (N, H - top - bottom, W - left - right, C).</summary>
/// <param name="cropping">How many: one number, (top and bottom, left and right), or ((top, bottom), (left, right)). Default 1.</param>
public sealed class Cropping2D(Margins? cropping = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins Cropping { get; } = Checked(cropping ?? 1);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank == 4
            ? [input[0], Margins.Along(input, 1, Cropping.Vertical, -1, "Cropping2D"), Margins.Along(input, 2, Cropping.Horizontal, -1, "Cropping2D"), input[3]]
            : throw new BadArgumentException($"Cropping2D: input {input} is not (N, H, W, C).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.Crop(input, Cropping);
    }

    private static Margins Checked(Margins margins) => new(Margins.Checked(margins.Vertical, "Cropping2D"), Margins.Checked(margins.Horizontal, "Cropping2D"));
}
