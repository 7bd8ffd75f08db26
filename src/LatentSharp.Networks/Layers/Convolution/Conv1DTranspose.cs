namespace LatentSharp;

/// <summary>
/// A transposed convolution along one axis, the way back of <see cref="Conv1D"/>: (N, L, C) -> (N, L', <paramref name="filters"/>).
/// Weights: <c>kernel</c> (kernelSize, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv1DTranspose(int filters, int kernelSize, ActivationFunction? activation = null)
    : TransposedConvolution<int>(filters, kernelSize, activation);
