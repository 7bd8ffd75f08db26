namespace LatentSharp;

/// <summary>
/// A convolution of volumes: (N, D, H, W, C) -> (N, D', H', W', <paramref name="filters"/>). Weights: <c>kernel</c> (depth, height, width,
/// C / groups, filters),
/// <c>bias</c> (filters). It is computed as one convolution of images whose channels are the places of the kernel's depth, which needs
/// memory for that many
/// copies of the input.
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (depth, height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv3D(int filters, Size3D kernelSize, ActivationFunction? activation = null)
    : GroupedConvolution<Size3D>(filters, kernelSize, activation);
