namespace LatentSharp;

/// <summary>
/// The largest number of each window of an image, channel by channel: (N, H, W, C) -> (N, H', W', C).
/// </summary>
/// <param name="poolSize">A window's size, 1 or more: one number, or (height, width). Default 2.</param>
public sealed class MaxPooling2D(Size2D? poolSize = null) : PoolingLayer(2, Size3D.Flat(poolSize ?? 2))
{
    /// <summary>A window's size.</summary>
    public Size2D PoolSize => Window.Plane;

    /// <summary>Places from window to window; null, the default, for the window's own size.</summary>
    public Size2D? Strides
    {
        get => Steps?.Plane;
        init => Steps = value is { } steps ? Checked(Size3D.Flat(steps), "strides") : null;
    }

    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.MaxPool;
}
