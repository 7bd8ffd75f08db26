namespace LatentSharp;

/// <summary>Takes steps away before and after sequences: (N, T, C) -> (N, T - before - after, C).</summary>
/// <param name="cropping">How many: one number for both sides, or (before, after). Default 1.</param>
public sealed class Cropping1D(Margin? cropping = null) : Layer
{
    /// <summary>How many steps before and after.</summary>
    public Margin Cropping { get; } = Margins.Checked(cropping ?? 1, "Cropping1D");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 1, "Cropping1D");
        return input.With(1, Margins.Along(input, 1, Cropping, -1, "Cropping1D"));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.Crop(input, new Margins(0, Cropping));
    }
}
