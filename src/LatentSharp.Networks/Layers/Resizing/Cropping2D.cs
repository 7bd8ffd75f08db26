namespace LatentSharp;

/// <summary>Takes places away around images: (N, H, W, C) -> (N, H - top - bottom, W - left - right, C).</summary>
/// <param name="cropping">How many: one number, (top and bottom, left and right), or ((top, bottom), (left, right)). Default 1.</param>
public sealed class Cropping2D(Margins? cropping = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins Cropping { get; } = Margins.Checked(cropping ?? 1, "Cropping2D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 2, "Cropping2D");
        return input.With(1, Margins.Along(input, 1, Cropping.Vertical, -1, "Cropping2D"))
            .With(2, Margins.Along(input, 2, Cropping.Horizontal, -1, "Cropping2D"));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.Crop(input, Cropping);
    }
}
