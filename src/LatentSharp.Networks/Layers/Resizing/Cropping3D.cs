namespace LatentSharp;

/// <summary>Takes places away around volumes: (N, D, H, W, C) -> (N, D - front - back, H - top - bottom, W - left - right, C).</summary>
/// <param name="cropping">How many: one number, a triple for both sides of each axis, or ((front, back), (top, bottom), (left, right)).
/// Default 1.</param>
public sealed class Cropping3D(Margins3D? cropping = null) : Layer
{
    /// <summary>How many places on each side.</summary>
    public Margins3D Cropping { get; } = Margins3D.Checked(cropping ?? 1, "Cropping3D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Cropping.Around(input, -1, "Cropping3D");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Cropping.Apply(input, Ops.Crop);
    }
}
