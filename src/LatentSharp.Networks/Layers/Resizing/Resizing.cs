namespace LatentSharp;

/// <summary>
/// Brings images to one size, whatever theirs is: (N, H, W, C) -> (N, <paramref name="height"/>, <paramref name="width"/>, C).
/// </summary>
/// <param name="height">Rows of the result, 1 or more.</param>
/// <param name="width">Columns of the result, 1 or more.</param>
public sealed class Resizing(int height, int width) : ResizingLayer(height, width)
{
    /// <summary>
    /// How places in between are filled, with half-pixel centres and without smoothing first, as in Keras. Default <see
    /// cref="Interpolation.Bilinear"/>.
    /// </summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <summary>
    /// Whether images are cut around their centre first, so that they keep their proportions. Default false: they are stretched.
    /// </summary>
    public bool CropToAspectRatio { get; init; }

    private protected override Tensor Resize(Tensor images) =>
        Images.Resize(CropToAspectRatio ? Images.CropToAspect(images, Height, Width) : images, Height, Width, Interpolation);
}
