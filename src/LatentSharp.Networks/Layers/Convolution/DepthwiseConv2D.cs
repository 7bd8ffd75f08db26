namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself: (N, H, W, C) -> (N, H', W', C · multiplier). Weights: <c>kernel</c> (height, width, C,
/// multiplier), <c>bias</c> (C · multiplier).
/// </summary>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class DepthwiseConv2D(Size2D kernelSize, ActivationFunction? activation = null)
    : DepthwiseConvolution<Size2D>(kernelSize, activation);
