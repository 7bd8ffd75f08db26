namespace LatentSharp;

/// <summary>What convolutions of each channel by itself have in common.</summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class DepthwiseKernel<TSize> : ConvolutionLayer<TSize> where TSize : struct
{
    private readonly string weight;
    private Parameter kernel = null!;

    private protected DepthwiseKernel(TSize kernelSize, int filters, ActivationFunction? activation, string weight)
        : base(kernelSize, filters, activation) => this.weight = weight;

    /// <summary>Results for each channel, 1 or more. Default 1.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Require.Positive(value, $"{GetType().Name}: depthMultiplier");
    } = 1;

    /// <summary>Draws the kernel of each channel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer DepthwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>A penalty on the kernel of each channel, added to the loss. Default none.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>What holds for the kernel of each channel after each step of training. Default nothing.</summary>
    public Constraint? DepthwiseConstraint { get; init; }

    /// <summary>The kernel (…, channels, multiplier).</summary>
    private protected Tensor Depthwise => kernel.Value;

    /// <summary>The options with a group for each channel.</summary>
    private protected ConvolutionOptions ByChannel { get; private set; } = ConvolutionOptions.Default;

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var channels = input[^1];
        ByChannel = Options with { Groups = channels };
        kernel = builder.Add(
            weight, KernelShape(channels, DepthMultiplier), DepthwiseInitializer, KernelFans(channels, DepthMultiplier),
            regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        BuildRest(channels, builder);
    }

    /// <summary>Creates what comes after the kernel.</summary>
    private protected abstract void BuildRest(int channels, Builder builder);
}
