namespace LatentSharp;

/// <summary>What all convolutional layers have in common, under Keras's names and with its defaults.</summary>
public abstract class ConvolutionLayer : Layer
{
    private readonly Size3D kernel;
    private readonly int filters;
    private Parameter? bias;

    /// <param name="dimensions">1, 2 or 3: the axes between batch and channels.</param>
    /// <param name="kernel">The kernel's size.</param>
    /// <param name="filters">The number of results at each place; 0 when it follows from the input.</param>
    /// <param name="activation">The function applied to the result.</param>
    private protected ConvolutionLayer(int dimensions, Size3D kernel, int filters, ActivationFunction? activation)
    {
        (Dimensions, this.kernel, this.filters) = (dimensions, kernel, filters);
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

    /// <summary>The axes between batch and channels.</summary>
    private protected int Dimensions { get; }

    /// <summary>Padding and groups, and what <see cref="Steps"/> are in an image: all fit each other.</summary>
    private protected ConvolutionOptions Options
    {
        get;
        init
        {
            field = value;
            Check();
        }
    } = ConvolutionOptions.Default;

    /// <summary>Strides and dilation along all axes.</summary>
    private protected (Size3D Strides, Size3D Dilation) Steps
    {
        get;
        init
        {
            field = value;
            Options = Options with { Strides = value.Strides.Plane, Dilation = value.Dilation.Plane };
        }
    } = (1, 1);

    /// <summary>Stride and dilation in depth.</summary>
    private protected (int Stride, int Dilation) Deep => (Steps.Strides.Depth, Steps.Dilation.Depth);

    /// <summary>The bias, or <c>default</c> for none.</summary>
    private protected Tensor Bias => bias?.Value ?? default;

    private string Kinds => GetType().Name;

    private string Taken => Dimensions switch
    {
        1 => "(N, length, channels)",
        2 => "(N, height, width, channels)",
        _ => "(N, depth, height, width, channels)",
    };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != Dimensions + 2)
            throw new BadArgumentException($"{Kinds}: input {input} has {input.Rank} axes; it takes {Taken}.");
        if (input[^1] == Shape.Any)
            throw new BadArgumentException($"{Kinds}: input {input} has an unknown number of channels; its kernel needs a known one.");
        if (input[^1] % Options.Groups != 0)
            throw new BadArgumentException(
                $"{Kinds}: input {input} has {input[^1]} channels, which cannot be divided into {Options.Groups} groups.");
        var output = PlacesOf(input).With(^1, FiltersFor(input[^1]));
        return Activation.OutputShape(output);
    }

    /// <summary>The input's shape with the sizes of the result along all axes of places.</summary>
    private protected Shape PlacesOf(Shape input)
    {
        var output = input;
        for (var axis = 1; axis <= Dimensions; axis++)
        {
            var (taps, stride, dilation) = (Along(kernel, axis), Along(Steps.Strides, axis), Along(Steps.Dilation, axis));
            var size = ResultSize(input[axis], taps, stride, dilation, axis);
            if (size == 0 && input[axis] != 0)
            {
                throw new BadArgumentException(
                    $"{Kinds}: a kernel of {taps} with dilation {dilation} does not fit axis {axis} of "
                    + $"input {input}; pad it, or take a smaller kernel.");
            }
            output = output.With(axis, size);
        }
        return output;
    }

    /// <summary>Applies it, and leaves the penalty on the result.</summary>
    private protected Tensor Penalized(Tensor result, in CallContext context)
    {
        context.Penalize(ActivityRegularizer, result);
        return result;
    }

    /// <summary>The results at each place for so many channels.</summary>
    private protected virtual int FiltersFor(int channels) => filters;

    /// <summary>The size of the result along an axis of the input.</summary>
    private protected virtual int ResultSize(int inputs, int taps, int stride, int dilation, int axis) =>
        ConvolutionRules.OutputSize(inputs, taps, stride, dilation, Padding);

    /// <summary>The shape of a kernel whose last two sizes are these.</summary>
    private protected Shape KernelShape(int last, int outermost) => Dimensions switch
    {
        1 => [kernel.Width, last, outermost],
        2 => [kernel.Height, kernel.Width, last, outermost],
        _ => [kernel.Depth, kernel.Height, kernel.Width, last, outermost],
    };

    /// <summary>Inputs and outputs of each unit as Keras counts them: the kernel's last two sizes times its area.</summary>
    private protected Fans KernelFans(int last, int outermost)
    {
        var area = KernelShape(1, 1).Count;
        return new Fans(area * last, area * outermost);
    }

    private protected void AddBias(Builder builder, int count, Fans fans, Initializer? first = null) =>
        bias = UseBias
            ? builder.Add("bias", count, first ?? BiasInitializer, fans, regularizer: BiasRegularizer, constraint: BiasConstraint)
            : null;

    /// <summary>A size along an axis of the input.</summary>
    private protected int Along(Size3D size, int axis) => size.Along(axis, Dimensions);

    private protected string Written(Size3D size) => Sizes.Written(size, Dimensions);

    private void Check()
    {
        var (strides, dilation) = Steps;
        CheckPositive(strides, "strides");
        CheckPositive(dilation, "dilationRate");
        if (strides.Largest > 1 && dilation.Largest > 1)
        {
            throw new BadArgumentException(
                $"{Kinds}: strides {Written(strides)} and dilationRate {Written(dilation)} are both above 1; one of them must be 1.");
        }
        if (Padding == Padding.Causal && !AllowsCausal)
            throw new BadArgumentException($"{Kinds}: padding is causal, which only Conv1D knows; it can be valid or same.");
        Require.Positive(Options.Groups, $"{Kinds}: groups");
        if (filters % Options.Groups != 0)
            throw new BadArgumentException($"{Kinds}: {filters} filters cannot be divided into {Options.Groups} groups.");
    }

    private protected virtual bool AllowsCausal => false;

    private void CheckPositive(Size3D size, string what)
    {
        if (size.Smallest < 1) throw new BadArgumentException($"{Kinds}: {what} is {Written(size)}; it must be 1 or more.");
    }
}

/// <summary>
/// A convolutional layer of one, two or three axes: its sizes are <c>int</c>, <see cref="Size2D"/> or <see cref="Size3D"/>.
/// </summary>
/// <typeparam name="TSize">A size along the layer's axes.</typeparam>
public abstract class ConvolutionLayer<TSize> : ConvolutionLayer where TSize : struct
{
    private protected ConvolutionLayer(TSize kernelSize, int filters, ActivationFunction? activation)
        : base(Sizes.Axes<TSize>(), Sizes.Whole(kernelSize), filters, activation) => KernelSize = kernelSize;

    /// <summary>The kernel's size, 1 or more.</summary>
    public TSize KernelSize { get; }

    /// <summary>Inputs from one result to the next; of a transposed convolution results from one input to the next. Default 1.</summary>
    public TSize Strides
    {
        get => Sizes.Of<TSize>(Steps.Strides);
        init => Steps = Steps with { Strides = Sizes.Whole(value) };
    }

    /// <summary>
    /// Inputs from one tap of the kernel to the next; of a transposed convolution results. Above 1 only with strides of 1. Default 1.
    /// </summary>
    public TSize DilationRate
    {
        get => Sizes.Of<TSize>(Steps.Dilation);
        init => Steps = Steps with { Dilation = Sizes.Whole(value) };
    }
}
