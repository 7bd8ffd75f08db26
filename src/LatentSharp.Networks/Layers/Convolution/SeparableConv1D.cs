namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself along one axis, then a mixture of the channels at each place: (N, L, C) -> (N, L', <paramref
/// name="filters"/>).
/// Weights: <c>depthwise_kernel</c> (kernelSize, C, multiplier), <c>pointwise_kernel</c> (1, C · multiplier, filters), <c>bias</c>
/// (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class SeparableConv1D(int filters, int kernelSize, ActivationFunction? activation = null)
    : SeparableConvolution<int>(filters, kernelSize, activation);
