namespace LatentSharp;

/// <summary>
/// What convolutions of all channels have in common, forward and transposed. Weights: <c>kernel</c>, <c>bias</c> (filters).
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class KernelConvolution<TSize> : ConvolutionLayer<TSize> where TSize : struct
{
    private Parameter kernel = null!;

    private protected Tensor Kernel => kernel.Value;

    private protected KernelConvolution(int filters, TSize kernelSize, ActivationFunction? activation)
        : base(kernelSize, filters, activation) => Filters = Require.Positive(filters, $"{GetType().Name}: filters");

    /// <summary>The number of results at each place, 1 or more.</summary>
    public int Filters { get; }

    /// <summary>Draws the kernel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>A penalty on the kernel, added to the loss. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>What holds for the kernel after each step. Default nothing.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var (last, outermost) = KernelSizes(input[^1]);
        var fans = KernelFans(last, outermost);
        kernel = builder.Add(
            "kernel", KernelShape(last, outermost), KernelInitializer, fans, regularizer: KernelRegularizer, constraint: KernelConstraint);
        AddBias(builder, Filters, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        // The operations check sequences and images themselves; volumes they never see.
        if (Dimensions > 2) OutputShape(input.Shape);
        return Penalized(Convolve(input, kernel.Value), context);
    }

    /// <summary>The last two sizes of the kernel for so many channels.</summary>
    private protected abstract (int Last, int Outermost) KernelSizes(int channels);

    private protected abstract Tensor Convolve(Tensor input, Tensor kernel);
}
