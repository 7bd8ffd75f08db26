namespace LatentSharp;

/// <summary>
/// The largest number of each window of steps, channel by channel: (N, T, C) -> (N, T', C).
/// </summary>
/// <param name="poolSize">Steps in a window, 1 or more. Default 2.</param>
public sealed class MaxPooling1D(int poolSize = 2) : PoolingLayer<int>(poolSize)
{
    internal override bool TakesLargest => true;

    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.MaxPool;
}
