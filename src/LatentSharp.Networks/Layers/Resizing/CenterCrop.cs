namespace LatentSharp;

/// <summary>
/// The middle of images: (N, H, W, C) -> (N, <paramref name="height"/>, <paramref name="width"/>, C). Of an odd number of places to take
/// away, the one more goes
/// at the end. Images that are smaller are cut to the proportions of the result and made larger, bilinearly, as in Keras.
/// </summary>
/// <param name="height">Rows of the result, 1 or more.</param>
/// <param name="width">Columns of the result, 1 or more.</param>
public sealed class CenterCrop(int height, int width) : Layer
{
    /// <summary>Rows of the result.</summary>
    public int Height { get; } = Require.Positive(height, "CenterCrop: height");

    /// <summary>Columns of the result.</summary>
    public int Width { get; } = Require.Positive(width, "CenterCrop: width");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Checked(input, 2, nameof(CenterCrop));
        if (input[1] == 0 || input[2] == 0)
            throw new BadArgumentException($"CenterCrop: images {input} have no places to take numbers from.");
        return [input[0], Height, Width, input[3]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var x = Ops.ToFloat(input);
        var (tall, wide) = (x.Shape[1] - Height, x.Shape[2] - Width);
        return tall >= 0 && wide >= 0
            ? Images.Cut(x, tall / 2, Height, wide / 2, Width)
            : Images.Resize(Images.CropToAspect(x, Height, Width), Height, Width, Interpolation.Bilinear);
    }
}
