namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The transposed convolution with its bias in one kernel: the way back of a convolution from (N, H', W', F) to (N, H, W, C). (N, H, W,
    /// C) by (h, w, F, C) -> (N, H', W', F), and (N, L, C) by (l, F, C) -> (N, L', F).
    /// </summary>
    /// <param name="x">Inputs, channels last.</param>
    /// <param name="kernel">Weights; mind the order of the last two axes.</param>
    /// <param name="bias">One number per filter (F), or <c>default</c> for none.</param>
    /// <param name="options">Strides, padding, dilation and groups; without them 1, valid, 1 and 1.</param>
    /// <param name="outputPadding">
    /// How much is added at the end of the result. Without it, sizes are Keras's: size · stride for same padding, and
    /// (size - 1) · stride + max(kernel, stride) for valid.
    /// </param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor ConvolutionTransposed(
        Tensor x, Tensor kernel, Tensor bias = default, ConvolutionOptions? options = null, Size2D? outputPadding = null) =>
        ConvolutionTransposed<IdentityOp>(x, kernel, bias, options ?? ConvolutionOptions.Default, outputPadding);

    /// <summary>The same with an activation applied while the result is in cache.</summary>
    internal static Tensor ConvolutionTransposed<TActivation>(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D? outputPadding, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        (x, kernel) = (Operand.Floats(x, "transposed convolution", "x"), Operand.Floats(kernel, "transposed convolution", "the kernel"));
        bias = Operand.OptionalFloats(bias, "transposed convolution", "the bias");
        var geometry = ConvolutionRules.Transposed(x.Shape, kernel.Shape, options, outputPadding, out var output);
        if (!bias.IsDefault && bias.Count != geometry.Channels)
            throw new BadArgumentException(
                $"transposed convolution: bias {bias.Shape} does not fit kernel {kernel.Shape}; it must hold {geometry.Channels} numbers.");
        return ConvolveBack(geometry, output, x, kernel, bias, activation);
    }

    /// <summary>f(the input's gradient of a convolution + bias), recorded.</summary>
    internal static Tensor ConvolveBack<TActivation>(
        in ConvolutionGeometry geometry, Shape result, Tensor x, Tensor kernel, Tensor bias = default, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        var y = Tensor.Allocate(result);
        Convolutions.InputGradient(
            geometry, x.AsSpan(), kernel.AsSpan(), y.Floats, accumulate: false, bias.IsDefault ? default : bias.AsSpan(), activation);
        if (Recording.For(x, kernel, bias) is { } recording)
        {
            var node = recording.Record<ConvolutionTransposedNode<TActivation>>(y, x, kernel, bias);
            (node.Geometry, node.Activation) = (geometry, activation);
        }

        return y;
    }
}

/// <summary>With y = f(z) and z the way back of a convolution from x: its gradient is the convolution itself.</summary>
internal sealed class ConvolutionTransposedNode<TActivation> : Node where TActivation : struct, IUnary
{
    internal ConvolutionGeometry Geometry;
    internal TActivation Activation;

    internal override string Name => "transposed convolution";

    internal override void Backward()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var dz = ActivationGradient.Through(this, Activation);
        if (Wants(1))
        {
            var destination = Destination(1, out var accumulate);
            Convolutions.KernelGradient(Geometry, dz.AsSpan(), x.AsSpan(), destination, accumulate);
        }

        if (Wants(2))
        {
            var destination = Destination(2, out var accumulate);
            ColumnSums.Sum(dz.AsSpan(), dz.Count / Math.Max(1, Geometry.Channels), destination, accumulate);
        }

        if (Wants(0))
        {
            var destination = Destination(0, out var accumulate);
            Convolutions.Forward(Geometry, dz.AsSpan(), kernel.AsSpan(), destination, accumulate, default, default(Identity));
        }
    }

    internal override void BackwardRecorded()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var dz = Gradient * Activation.Derivative(Outputs[0], Outputs[0]);
        if (Wants(1)) Give(1, Ops.ConvolutionKernelGradient(Geometry, kernel.Shape, dz, x));
        if (Wants(2)) Give(2, Ops.Reshape(Ops.Sum(Ops.Reshape(dz, [Shape.Any, Geometry.Channels]), 0), Inputs[2].Shape));
        if (Wants(0)) Give(0, Ops.Convolve<IdentityOp>(Geometry, x.Shape, dz, kernel));
    }
}
