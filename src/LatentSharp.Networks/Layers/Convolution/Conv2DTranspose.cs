namespace LatentSharp;

/// <summary>
/// A transposed convolution of images, the way back of <see cref="Conv2D"/>: (N, H, W, C) -> (N, H', W', <paramref name="filters"/>).
/// Weights: <c>kernel</c> (height, width, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv2DTranspose(int filters, Size2D kernelSize, ActivationFunction? activation = null)
    : TransposedConvolution<Size2D>(filters, kernelSize, activation);
