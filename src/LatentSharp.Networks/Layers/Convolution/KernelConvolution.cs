namespace LatentSharp;

/// <summary>What convolutions of all channels have in common, forward and transposed. Weights: <c>kernel</c>, <c>bias</c> (filters).</summary>
public abstract class KernelConvolution : ConvolutionLayer
{
    private Parameter kernel = null!;

    private protected KernelConvolution(int dimensions, int filters, Size3D kernel, ActivationFunction? activation)
        : base(dimensions, kernel, filters, activation) => Filters = Require.Positive(filters, $"{GetType().Name}: filters");

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
        kernel = builder.Add("kernel", KernelShape(last, outermost), KernelInitializer, fans, regularizer: KernelRegularizer, constraint: KernelConstraint);
        AddBias(builder, Filters, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Penalized(Convolve(input, kernel.Value), context);

    /// <summary>The last two sizes of the kernel for so many channels.</summary>
    private protected virtual (int Last, int Outermost) KernelSizes(int channels) => (channels / Options.Groups, Filters);

    private protected virtual Tensor Convolve(Tensor input, Tensor kernel) => Activation.Convolution(input, kernel, Bias, Options);
}
