namespace LatentSharp;

/// <summary>
/// The largest number of each window of steps, channel by channel: (N, T, C) -> (N, T', C).
/// </summary>
/// <param name="poolSize">Steps in a window, 1 or more. Default 2.</param>
public sealed class MaxPooling1D(int poolSize = 2) : PoolingLayer(1, new Size3D(1, 1, poolSize))
{
    /// <summary>Steps in a window.</summary>
    public int PoolSize => Window.Width;

    /// <summary>Steps from window to window; null, the default, for as many as a window has.</summary>
    public int? Strides
    {
        get => Steps?.Width;
        init => Steps = value is { } steps ? Checked(new Size3D(1, 1, steps), "strides") : null;
    }

    private protected override Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation => Ops.MaxPool;
}
