namespace LatentSharp;

/// <summary>
/// The middle of images: (N, H, W, C) -> (N, <paramref name="height"/>, <paramref name="width"/>, C). Of an odd number of places to take
/// away, the one more goes
/// at the end. Images that are smaller are cut to the proportions of the result and made larger, bilinearly, as in Keras.
/// </summary>
/// <param name="height">Rows of the result, 1 or more.</param>
/// <param name="width">Columns of the result, 1 or more.</param>
public sealed class CenterCrop(int height, int width) : ResizingLayer(height, width)
{
    private protected override Tensor Resize(Tensor images)
    {
        var (tall, wide) = (images.Shape[1] - Height, images.Shape[2] - Width);
        return tall >= 0 && wide >= 0
            ? Images.Cut(images, tall / 2, Height, wide / 2, Width)
            : Images.Resize(Images.CropToAspect(images, Height, Width), Height, Width, Interpolation.Bilinear);
    }
}
