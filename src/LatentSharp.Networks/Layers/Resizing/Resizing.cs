namespace LatentSharp;

/// <summary>
/// Brings images to one size, whatever theirs is: (N, H, W, C) -> (N, <paramref name="height"/>, <paramref name="width"/>, C).
/// </summary>
/// <param name="height">Rows of the result, 1 or more.</param>
/// <param name="width">Columns of the result, 1 or more.</param>
public sealed class Resizing(int height, int width) : Layer
{
    /// <summary>Rows of the result.</summary>
    public int Height { get; } = Require.Positive(height, "Resizing: height");

    /// <summary>Columns of the result.</summary>
    public int Width { get; } = Require.Positive(width, "Resizing: width");

    /// <summary>
    /// How places in between are filled, with half-pixel centres and without smoothing first, as in Keras. Default <see
    /// cref="Interpolation.Bilinear"/>.
    /// </summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <summary>
    /// Whether images are cut around their centre first, so that they keep their proportions. Default false: they are stretched.
    /// </summary>
    public bool CropToAspectRatio { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Checked(input, 2, nameof(Resizing));
        if (input[1] == 0 || input[2] == 0)
            throw new BadArgumentException($"Resizing: images {input} have no places to take numbers from.");
        return [input[0], Height, Width, input[3]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var x = Ops.ToFloat(input);
        return Images.Resize(CropToAspectRatio ? Images.CropToAspect(x, Height, Width) : x, Height, Width, Interpolation);
    }
}
