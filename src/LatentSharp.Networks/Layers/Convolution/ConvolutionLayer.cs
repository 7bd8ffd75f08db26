namespace LatentSharp;

/// <summary>What all convolutional layers have in common, under Keras's names and with its defaults.</summary>
public abstract class ConvolutionLayer : Layer
{
    private readonly int dimensions;
    private readonly Size2D kernel;
    private readonly int filters;
    private Parameter? bias;

    /// <param name="dimensions">1 or 2: the axes between batch and channels.</param>
    /// <param name="kernel">The kernel's size; in one dimension, the width.</param>
    /// <param name="filters">The number of results at each place; 0 when it follows from the input.</param>
    /// <param name="activation">The function applied to the result.</param>
    private protected ConvolutionLayer(int dimensions, Size2D kernel, int filters, ActivationFunction? activation)
    {
        (this.dimensions, this.kernel, this.filters) = (dimensions, kernel, filters);
        CheckPositive(kernel, "kernelSize");
        Activation = activation ?? Activations.Linear;
    }

    /// <summary>The function applied to the result.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>What stands around the input. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding
    {
        get => Options.Padding;
        init => Options = Options with { Padding = value };
    }

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Draws the bias. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    /// <summary>A penalty on the bias, added to the loss. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>A penalty on the result, summed over the batch as in Keras 3, added to the loss. Default none.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <summary>What holds for the bias after each step. Default nothing.</summary>
    public Constraint? BiasConstraint { get; init; }

    /// <summary>Strides, dilation, padding and groups, which fit each other.</summary>
    private protected ConvolutionOptions Options
    {
        get;
        init
        {
            Check(value);
            field = value;
        }
    } = ConvolutionOptions.Default;

    /// <summary>The bias, or <c>default</c> for none.</summary>
    private protected Tensor Bias => bias?.Value ?? default;

    private string Kinds => GetType().Name;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != dimensions + 2)
            throw new BadArgumentException($"{Kinds}: input {input} has {input.Rank} axes; it takes {(dimensions == 1 ? "(N, length, channels)" : "(N, height, width, channels)")}.");
        if (input[^1] == Shape.Any) throw new BadArgumentException($"{Kinds}: input {input} has an unknown number of channels; its kernel needs a known one.");
        if (input[^1] % Options.Groups != 0)
            throw new BadArgumentException($"{Kinds}: input {input} has {input[^1]} channels, which cannot be divided into {Options.Groups} groups.");
        var output = input.With(^1, FiltersFor(input[^1])).With(^2, Size(input, ^2, kernel.Width, Options.Strides.Width, Options.Dilation.Width, across: true));
        if (dimensions == 2) output = output.With(1, Size(input, 1, kernel.Height, Options.Strides.Height, Options.Dilation.Height, across: false));
        return Activation.OutputShape(output);
    }

    /// <summary>Applies it, and leaves the penalty on the result.</summary>
    private protected Tensor Penalized(Tensor result, in CallContext context)
    {
        context.Penalize(ActivityRegularizer, result);
        return result;
    }

    /// <summary>The results at each place for so many channels.</summary>
    private protected virtual int FiltersFor(int channels) => filters;

    /// <summary>The size of the result along an axis.</summary>
    private protected virtual int ResultSize(int inputs, int taps, int stride, int dilation, bool across) =>
        ConvolutionRules.OutputSize(inputs, taps, stride, dilation, Padding);

    /// <summary>The shape of a kernel whose last two sizes are these.</summary>
    private protected Shape KernelShape(int last, int outermost) => dimensions == 1 ? [kernel.Width, last, outermost] : [kernel.Height, kernel.Width, last, outermost];

    /// <summary>Inputs and outputs of each unit as Keras counts them: the kernel's last two sizes times its area.</summary>
    private protected Fans KernelFans(int last, int outermost)
    {
        var area = dimensions == 1 ? kernel.Width : kernel.Height * kernel.Width;
        return new Fans(area * last, area * outermost);
    }

    private protected void AddBias(Builder builder, int count, Fans fans) =>
        bias = UseBias ? builder.Add("bias", count, BiasInitializer, fans, regularizer: BiasRegularizer, constraint: BiasConstraint) : null;

    private int Size(Shape input, Index axis, int taps, int stride, int dilation, bool across)
    {
        var size = ResultSize(input[axis], taps, stride, dilation, across);
        return size != 0 || input[axis] == 0 ? size : throw new BadArgumentException(
            $"{Kinds}: a kernel of {taps} with dilation {dilation} does not fit axis {axis.GetOffset(input.Rank)} of input {input}; pad it, or take a smaller kernel.");
    }

    private void Check(ConvolutionOptions options)
    {
        CheckPositive(options.Strides, "strides");
        CheckPositive(options.Dilation, "dilationRate");
        if (Math.Max(options.Strides.Height, options.Strides.Width) > 1 && Math.Max(options.Dilation.Height, options.Dilation.Width) > 1)
            throw new BadArgumentException($"{Kinds}: strides {Written(options.Strides)} and dilationRate {Written(options.Dilation)} are both above 1; one of them must be 1.");
        if (options.Padding == Padding.Causal && !AllowsCausal) throw new BadArgumentException($"{Kinds}: padding is causal, which only Conv1D knows; it can be valid or same.");
        Require.Positive(options.Groups, $"{Kinds}: groups");
        if (filters % options.Groups != 0) throw new BadArgumentException($"{Kinds}: {filters} filters cannot be divided into {options.Groups} groups.");
    }

    private protected virtual bool AllowsCausal => false;

    private void CheckPositive(Size2D size, string what)
    {
        if (size.Height < 1 || size.Width < 1) throw new BadArgumentException($"{Kinds}: {what} is {Written(size)}; it must be 1 or more.");
    }

    private string Written(Size2D size) => dimensions == 1 ? FormattableString.Invariant($"{size.Width}") : size.ToString();
}
