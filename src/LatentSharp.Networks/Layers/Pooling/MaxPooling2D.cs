namespace LatentSharp;

/// <summary>
/// The largest number of each window of an image, channel by channel: (N, H, W, C) -> (N, H', W', C).
/// </summary>
/// <param name="poolSize">A window's size, 1 or more: one number, or (height, width). Default 2.</param>
public sealed class MaxPooling2D(Size2D? poolSize = null) : PoolingLayer<Size2D>(poolSize ?? 2)
{
    internal override bool TakesLargest => true;

    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.MaxPool;
}
