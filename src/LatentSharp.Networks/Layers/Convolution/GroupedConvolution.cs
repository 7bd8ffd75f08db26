namespace LatentSharp;

/// <summary>
/// What convolutions have in common whose channels may be divided into groups. Weights: <c>kernel</c> (…, C / groups, filters).
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class GroupedConvolution<TSize> : KernelConvolution<TSize> where TSize : struct
{
    private protected GroupedConvolution(int filters, TSize kernelSize, ActivationFunction? activation)
        : base(filters, kernelSize, activation)
    {
    }

    /// <summary>Into how many groups channels and filters are divided; it divides both. Default 1.</summary>
    public int Groups
    {
        get => Options.Groups;
        init => Options = Options with { Groups = value };
    }

    /// <inheritdoc/>
    internal override bool TryCallWith(Layer next, Tensor input, out Tensor result)
    {
        result = default;
        return Dimensions < 3 && ActivityRegularizer is null && next is PoolingLayer<TSize> { TakesLargest: true } pool
            && Activation.TryFuse(
                new PooledConvolutionOperation(input, Kernel, Bias, Options, pool.Window.Plane, pool.Steps.Plane, pool.Padding),
                out result);
    }

    private protected override (int Last, int Outermost) KernelSizes(int channels) => (channels / Groups, Filters);

    private protected override Tensor Convolve(Tensor input, Tensor kernel) => Dimensions > 2
        ? Volumes.Convolution(input, kernel, Bias, Options, Deep, Activation)
        : Activation.Of(new ConvolutionOperation(input, kernel, Bias, Options));
}
