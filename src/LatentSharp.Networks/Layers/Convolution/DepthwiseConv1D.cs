namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself along one axis: (N, L, C) -> (N, L', C · multiplier). Weights: <c>kernel</c> (kernelSize, C,
/// multiplier),
/// <c>bias</c> (C · multiplier).
/// </summary>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class DepthwiseConv1D(int kernelSize, ActivationFunction? activation = null)
    : DepthwiseConvolution<int>(kernelSize, activation);
