namespace LatentSharp;

/// <summary>
/// The mean of each window of a volume, channel by channel: (N, D, H, W, C) -> (N, D', H', W', C). What is padded does not count.
/// </summary>
/// <param name="poolSize">A window's size, 1 or more: one number, or (depth, height, width). Default 2.</param>
public sealed class AveragePooling3D(Size3D? poolSize = null) : PoolingLayer<Size3D>(poolSize ?? 2)
{
    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.AveragePool;
}
