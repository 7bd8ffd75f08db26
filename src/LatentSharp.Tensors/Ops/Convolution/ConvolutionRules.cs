namespace LatentSharp;

/// <summary>The sizes that a convolution has, by Keras's rules, and what does not fit together.</summary>
internal static class ConvolutionRules
{
    /// <summary>
    /// The sizes of a convolution of an input (N, …, channels) by a kernel (…, channels / groups, filters), and the shape of its output.
    /// </summary>
    /// <exception cref="BadArgumentException">They do not fit.</exception>
    internal static ConvolutionGeometry Forward(Shape x, Shape kernel, ConvolutionOptions options, out Shape output)
    {
        var channels = CheckRanks("convolution", x, kernel, options);
        var filters = kernel[^1];
        if (channels != x[^1] || filters % options.Groups != 0)
            throw new BadArgumentException(
                $"convolution: input {x} and kernel {kernel} do not fit {Groups(options)}; kernels are (…, channels / groups, filters).");
        var across = Axis(x[^2], kernel[^3], options.Strides.Width, options.Dilation.Width, options.Padding);
        var down = x.Rank == 3
            ? ConvolutionAxis.None
            : Axis(x[1], kernel[0], options.Strides.Height, options.Dilation.Height, options.Padding);
        if (down.Outputs <= 0 || across.Outputs <= 0)
            throw new BadArgumentException(
                $"convolution: kernel {kernel} with dilation {options.Dilation} is larger than "
                + $"input {x}; pad it, or take a smaller kernel.");
        output = x.Rank == 3 ? [x[0], across.Outputs, filters] : [x[0], down.Outputs, across.Outputs, filters];
        return new ConvolutionGeometry(x[0], channels, filters, options.Groups, down, across);
    }

    /// <summary>The sizes of a convolution whose operands become floats and fit, the bias too, which may be default.</summary>
    /// <exception cref="BadArgumentException">They do not fit.</exception>
    internal static ConvolutionGeometry Checked(
        ref Tensor x, ref Tensor kernel, ref Tensor bias, ConvolutionOptions options, out Shape output)
    {
        (x, kernel) = (Operand.Floats(x, "convolution", "x"), Operand.Floats(kernel, "convolution", "the kernel"));
        bias = Operand.OptionalFloats(bias, "convolution", "the bias");
        var geometry = Forward(x.Shape, kernel.Shape, options, out output);
        if (!bias.IsDefault && bias.Count != geometry.Filters)
            throw new BadArgumentException(
                $"convolution: bias {bias.Shape} does not fit kernel {kernel.Shape}; it must hold {geometry.Filters} numbers.");
        return geometry;
    }

    /// <summary>
    /// The sizes of the convolution that leads from the output of a transposed convolution to its input (N, …, channels), by a kernel (…,
    /// filters / groups, channels); the output's shape with them.
    /// </summary>
    /// <exception cref="BadArgumentException">They do not fit.</exception>
    internal static ConvolutionGeometry Transposed(
        Shape x, Shape kernel, ConvolutionOptions options, Size2D? outputPadding, out Shape output)
    {
        var filters = CheckRanks("transposed convolution", x, kernel, options);
        if (options.Padding == Padding.Causal)
            throw new BadArgumentException("transposed convolution: padding is causal; it can be valid or same.");
        if (kernel[^1] != x[^1] || x[^1] % options.Groups != 0)
            throw new BadArgumentException(
                $"transposed convolution: input {x} and kernel {kernel} do not fit "
                + $"{Groups(options)}; kernels are (…, filters / groups, channels).");
        var across = TransposedAxis(
            x[^2], kernel[^3], options.Strides.Width, options.Dilation.Width, options.Padding, outputPadding?.Width);
        var down = x.Rank == 3
            ? ConvolutionAxis.None
            : TransposedAxis(x[1], kernel[0], options.Strides.Height, options.Dilation.Height, options.Padding, outputPadding?.Height);
        output = x.Rank == 3 ? [x[0], across.Inputs, filters] : [x[0], down.Inputs, across.Inputs, filters];
        return new ConvolutionGeometry(x[0], filters, x[^1], options.Groups, down, across);
    }

    /// <summary>
    /// The output's size for an input's; unknown sizes stay <see cref="Shape.Any"/>; 0 or less where the kernel does not fit.
    /// </summary>
    internal static int OutputSize(int inputs, int taps, int stride, int dilation, Padding padding) =>
        inputs == Shape.Any ? Shape.Any : Axis(inputs, taps, stride, dilation, padding).Outputs;

    /// <summary>The same for a transposed convolution.</summary>
    internal static int TransposedSize(int inputs, int taps, int stride, int dilation, Padding padding, int? outputPadding) =>
        inputs == Shape.Any ? Shape.Any : TransposedAxis(inputs, taps, stride, dilation, padding, outputPadding).Inputs;

    /// <summary>One axis of a convolution; no outputs where the kernel does not fit.</summary>
    internal static ConvolutionAxis Axis(int inputs, int taps, int stride, int dilation, Padding padding)
    {
        var reach = checked((taps - 1) * dilation + 1);
        if (padding == Padding.Valid) return new(inputs, inputs < reach ? 0 : (inputs - reach) / stride + 1, taps, stride, dilation, 0);
        var outputs = (inputs + stride - 1) / stride;
        var before = padding == Padding.Causal ? reach - 1 : Math.Max(0, (outputs - 1) * stride + reach - inputs) / 2;
        return new(inputs, outputs, taps, stride, dilation, before);
    }

    // As Keras: the zeros stand around the inputs, a stride apart; what is left out at the start of the result is what they lack of the
    // kernel's reach.
    internal static ConvolutionAxis TransposedAxis(int inputs, int taps, int stride, int dilation, Padding padding, int? outputPadding)
    {
        var reach = checked((taps - 1) * dilation + 1);
        int zeros, before;
        if (padding == Padding.Valid)
        {
            before = reach - 1;
            zeros = 2 * before + (outputPadding ?? Math.Max(reach, stride) - reach);
        }
        else
        {
            zeros = outputPadding is { } more ? reach + reach % 2 - 2 + more : stride + reach - 2;
            before = Math.Min((zeros + 1) / 2, reach - 1);
        }

        var results = inputs == 0 ? 0 : Math.Max(0, checked((inputs - 1) * stride + 1 + zeros - (reach - 1)));
        return new(results, inputs, taps, stride, dilation, reach - 1 - before);
    }

    /// <summary>The channels, of all groups, of the kernel's last but one axis.</summary>
    private static int CheckRanks(string name, Shape x, Shape kernel, ConvolutionOptions options)
    {
        if (x.Rank is not (3 or 4) || kernel.Rank != x.Rank)
            throw new BadArgumentException(
                $"{name}: input {x} and kernel {kernel}; they are (N, width, channels) with three axes "
                + "of the kernel, or (N, height, width, channels) with four.");
        if (options.Padding == Padding.Causal && x.Rank != 3)
            throw new BadArgumentException($"{name}: causal padding is for one dimension; the input is {x}.");
        if (options.Groups < 1) Require.Positive(options.Groups, $"{name}: groups");
        if (options.Strides.Width < 1) Require.Positive(options.Strides.Width, $"{name}: stride across");
        if (options.Dilation.Width < 1) Require.Positive(options.Dilation.Width, $"{name}: dilation across");
        if (x.Rank == 4)
        {
            if (options.Strides.Height < 1) Require.Positive(options.Strides.Height, $"{name}: stride down");
            if (options.Dilation.Height < 1) Require.Positive(options.Dilation.Height, $"{name}: dilation down");
        }

        if (kernel[^3] < 1 || kernel[0] < 1) throw new BadArgumentException($"{name}: kernel {kernel} has no taps.");
        return kernel[^2] * options.Groups;
    }

    private static string Groups(ConvolutionOptions options) =>
        FormattableString.Invariant($"in {options.Groups} {(options.Groups == 1 ? "group" : "groups")}");
}
