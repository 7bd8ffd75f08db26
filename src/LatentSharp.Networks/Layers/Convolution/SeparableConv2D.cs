namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself, then a mixture of the channels at each place: (N, H, W, C) -> (N, H', W',
/// <paramref name="filters"/>). Weights: <c>depthwise_kernel</c> (height, width, C, multiplier), <c>pointwise_kernel</c> (1, 1, C ·
/// multiplier, filters), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class SeparableConv2D(int filters, Size2D kernelSize, ActivationFunction? activation = null)
    : SeparableConvolution<Size2D>(filters, kernelSize, activation);
