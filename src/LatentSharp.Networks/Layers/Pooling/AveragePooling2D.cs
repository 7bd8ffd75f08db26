namespace LatentSharp;

/// <summary>
/// The mean of each window of an image, channel by channel: (N, H, W, C) -> (N, H', W', C). What is padded does not count.
/// </summary>
/// <param name="poolSize">A window's size, 1 or more: one number, or (height, width). Default 2.</param>
public sealed class AveragePooling2D(Size2D? poolSize = null) : PoolingLayer<Size2D>(poolSize ?? 2)
{
    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.AveragePool;
}
