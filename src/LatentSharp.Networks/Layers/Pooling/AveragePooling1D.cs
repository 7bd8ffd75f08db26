namespace LatentSharp;

/// <summary>
/// The mean of each window of steps, channel by channel: (N, T, C) -> (N, T', C). What is padded does not count.
/// </summary>
/// <param name="poolSize">Steps in a window, 1 or more. Default 2.</param>
public sealed class AveragePooling1D(int poolSize = 2) : PoolingLayer<int>(poolSize)
{
    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.AveragePool;
}
