namespace LatentSharp;

/// <summary>
/// The mean of each window of a volume, channel by channel: (N, D, H, W, C) -> (N, D', H', W', C). What is padded does not count.
/// </summary>
/// <param name="poolSize">A window's size, 1 or more: one number, or (depth, height, width). Default 2.</param>
public sealed class AveragePooling3D(Size3D? poolSize = null) : PoolingLayer(3, poolSize ?? 2)
{
    /// <summary>A window's size.</summary>
    public Size3D PoolSize => Window;

    /// <summary>Places from window to window; null, the default, for the window's own size.</summary>
    public Size3D? Strides
    {
        get => Steps;
        init => Steps = value is { } steps ? Checked(steps, "strides") : null;
    }

    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.AveragePool;
}
