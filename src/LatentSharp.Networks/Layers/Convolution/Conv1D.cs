namespace LatentSharp;

/// <summary>
/// A convolution along one axis: (N, L, C) -> (N, L', <paramref name="filters"/>). Weights: <c>kernel</c> (kernelSize, C / groups,
/// filters), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv1D(int filters, int kernelSize, ActivationFunction? activation = null)
    : GroupedConvolution<int>(filters, kernelSize, activation)
{
    private protected override bool AllowsCausal => true;
}
