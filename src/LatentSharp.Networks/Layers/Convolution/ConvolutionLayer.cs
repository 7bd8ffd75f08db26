namespace LatentSharp;

/// <summary>What all convolutional layers have in common, under Keras's names and with its defaults.</summary>
public abstract class ConvolutionLayer : Layer
{
    private readonly int dimensions;
    private readonly Size3D kernel;
    private readonly int filters;
    private Parameter? bias;

    /// <param name="dimensions">1, 2 or 3: the axes between batch and channels.</param>
    /// <param name="kernel">The kernel's size; in one dimension, the width.</param>
    /// <param name="filters">The number of results at each place; 0 when it follows from the input.</param>
    /// <param name="activation">The function applied to the result.</param>
    private protected ConvolutionLayer(int dimensions, Size3D kernel, int filters, ActivationFunction? activation)
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

    /// <summary>
    /// Strides and dilation of three dimensions: those of the options, and 1 in depth unless <see cref="Deep"/> says more.
    /// </summary>
    private protected (Size3D Strides, Size3D Dilation) Steps =>
        (new(Deep.Stride, Options.Strides.Height, Options.Strides.Width),
        new(Deep.Dilation, Options.Dilation.Height, Options.Dilation.Width));

    /// <summary>Stride and dilation in depth.</summary>
    private protected (int Stride, int Dilation) Deep
    {
        get;
        init
        {
            field = value;
            Check(Options);
        }
    } = (1, 1);

    /// <summary>The bias, or <c>default</c> for none.</summary>
    private protected Tensor Bias => bias?.Value ?? default;

    private string Kinds => GetType().Name;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != dimensions + 2)
            throw new BadArgumentException($"{Kinds}: input {input} has {input.Rank} axes; it takes {Taken}.");
        if (input[^1] == Shape.Any) throw new BadArgumentException($"{Kinds}: input {input} has an unknown number of channels; its kernel needs a known one.");
        if (input[^1] % Options.Groups != 0)
            throw new BadArgumentException($"{Kinds}: input {input} has {input[^1]} channels, which cannot be divided into {Options.Groups} groups.");
        var output = PlacesOf(input).With(^1, FiltersFor(input[^1]));
        return Activation.OutputShape(output);
    }

    /// <summary>The input's shape with the sizes of the result along all axes of places.</summary>
    private protected Shape PlacesOf(Shape input)
    {
        var output = input;
        for (var axis = 1; axis <= dimensions; axis++)
        {
            var way = axis + 2 - dimensions;
            var (taps, stride, dilation) = (Along(kernel, way), Along(Steps.Strides, way), Along(Steps.Dilation, way));
            var size = ResultSize(input[axis], taps, stride, dilation, way);
            if (size == 0 && input[axis] != 0)
            {
                throw new BadArgumentException(
                    $"{Kinds}: a kernel of {taps} with dilation {dilation} does not fit axis {axis} of input {input}; pad it, or take a smaller kernel.");
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

    /// <summary>The size of the result along an axis: 0 in depth, 1 down, 2 across.</summary>
    private protected virtual int ResultSize(int inputs, int taps, int stride, int dilation, int way) =>
        ConvolutionRules.OutputSize(inputs, taps, stride, dilation, Padding);

    /// <summary>The shape of a kernel whose last two sizes are these.</summary>
    private protected Shape KernelShape(int last, int outermost) => dimensions switch
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

    private static int Along(Size3D size, int way) => way switch { 0 => size.Depth, 1 => size.Height, _ => size.Width };

    private static int Largest(Size3D size) => Math.Max(size.Depth, Math.Max(size.Height, size.Width));

    private string Taken =>
        dimensions switch { 1 => "(N, length, channels)", 2 => "(N, height, width, channels)", _ => "(N, depth, height, width, channels)" };

    private void Check(ConvolutionOptions options)
    {
        var strides = new Size3D(Deep.Stride, options.Strides.Height, options.Strides.Width);
        var dilation = new Size3D(Deep.Dilation, options.Dilation.Height, options.Dilation.Width);
        CheckPositive(strides, "strides");
        CheckPositive(dilation, "dilationRate");
        if (Largest(strides) > 1 && Largest(dilation) > 1)
        {
            throw new BadArgumentException(
                $"{Kinds}: strides {Written(strides)} and dilationRate {Written(dilation)} are both above 1; one of them must be 1.");
        }
        if (options.Padding == Padding.Causal && !AllowsCausal) throw new BadArgumentException($"{Kinds}: padding is causal, which only Conv1D knows; it can be valid or same.");
        Require.Positive(options.Groups, $"{Kinds}: groups");
        if (filters % options.Groups != 0) throw new BadArgumentException($"{Kinds}: {filters} filters cannot be divided into {options.Groups} groups.");
    }

    private protected virtual bool AllowsCausal => false;

    private void CheckPositive(Size3D size, string what)
    {
        if (size is not { Depth: > 0, Height: > 0, Width: > 0 })
            throw new BadArgumentException($"{Kinds}: {what} is {Written(size)}; it must be 1 or more.");
    }

    private string Written(Size3D size) =>
        dimensions switch { 1 => FormattableString.Invariant($"{size.Width}"), 2 => size.Plane.ToString(), _ => size.ToString() };
}
