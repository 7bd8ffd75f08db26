namespace LatentSharp;

/// <summary>
/// A transposed convolution of volumes, the way back of <see cref="Conv3D"/>: (N, D, H, W, C) -> (N, D', H', W', <paramref
/// name="filters"/>). Weights:
/// <c>kernel</c> (depth, height, width, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (depth, height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv3DTranspose(int filters, Size3D kernelSize, ActivationFunction? activation = null)
    : TransposedConvolution<Size3D>(filters, kernelSize, activation);
