namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// A convolution with its bias in one kernel: (N, H, W, C) by (h, w, C / groups, F) -> (N, H', W', F), and (N, L, C) by (l, C / groups,
    /// F) -> (N, L', F). The kernel is not turned round, as in all networks.
    /// </summary>
    /// <param name="x">Inputs, channels last.</param>
    /// <param name="kernel">Weights.</param>
    /// <param name="bias">One number per filter (F), or <c>default</c> for none.</param>
    /// <param name="options">Strides, padding, dilation and groups; without them 1, valid, 1 and 1.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor Convolution(Tensor x, Tensor kernel, Tensor bias = default, ConvolutionOptions? options = null) =>
        Convolution<IdentityOp>(x, kernel, bias, options ?? ConvolutionOptions.Default);

    /// <summary>
    /// A convolution of each channel by itself: (N, H, W, C) by (h, w, C, M) -> (N, H', W', C·M); the results of channel c are c·M to c·M +
    /// M - 1.
    /// </summary>
    /// <inheritdoc cref="Convolution(Tensor, Tensor, Tensor, ConvolutionOptions?)"/>
    public static Tensor DepthwiseConvolution(Tensor x, Tensor kernel, Tensor bias = default, ConvolutionOptions? options = null) =>
        DepthwiseConvolution<IdentityOp>(
            x, kernel, bias, (options ?? ConvolutionOptions.Default) with { Groups = x.Rank == 0 ? 1 : x.Shape[^1] });

    /// <summary>
    /// <see cref="Convolution(Tensor, Tensor, Tensor, ConvolutionOptions?)"/> with an activation applied while the result is in cache.
    /// </summary>
    internal static Tensor Convolution<TActivation>(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        var geometry = ConvolutionRules.Checked(ref x, ref kernel, ref bias, options, out var output);
        return Convolve(geometry, output, x, kernel, bias, activation);
    }

    /// <summary>The depthwise convolution with an activation; the options' groups are the channels.</summary>
    internal static Tensor DepthwiseConvolution<TActivation>(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        if (x.Rank is not (3 or 4) || kernel.Rank != x.Rank || kernel.Shape[^2] != x.Shape[^1])
            throw new BadArgumentException(
                $"depthwise convolution: input {x.Shape} and kernel {kernel.Shape} do not fit; kernels are (…, channels, multiplier).");
        kernel = Operand.Floats(kernel, "depthwise convolution", "the kernel");
        var grouped = Reshape(kernel, kernel.Shape.With(^2, 1).With(^1, kernel.Shape[^2] * kernel.Shape[^1]));
        return Convolution(x, grouped, bias, options, activation);
    }

    /// <summary>f(x * kernel + bias), recorded.</summary>
    internal static Tensor Convolve<TActivation>(
        in ConvolutionGeometry geometry, Shape output, Tensor x, Tensor kernel, Tensor bias = default, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        var y = Tensor.Allocate(output);
        Convolutions.Forward(
            geometry, x.AsSpan(), kernel.AsSpan(), y.Floats, accumulate: false, bias.IsDefault ? default : bias.AsSpan(), activation);
        if (Recording.For(x, kernel, bias) is { } recording)
        {
            var node = recording.Record<ConvolutionNode<TActivation>>(y, x, kernel, bias);
            (node.Geometry, node.Whole, node.Activation) = (geometry, geometry, activation);
        }

        return y;
    }
}

/// <summary>
/// With z = x * W + b and a function of z whose gradient leads to dz: dx and dW are the two gradients of the convolution; db = Σ dz over
/// samples and places.
/// </summary>
internal abstract class ConvolvingNode : Node
{
    internal ConvolutionGeometry Geometry;

    /// <summary>The geometry with the end of the output that was left out, if any was.</summary>
    internal ConvolutionGeometry Whole;

    internal override void Backward()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var dz = Through();
        if (Wants(1))
        {
            var destination = Destination(1, out var accumulate);
            Convolutions.KernelGradient(Geometry, x.AsSpan(), dz.AsSpan(), destination, accumulate, Whole);
        }

        if (Wants(2))
        {
            var destination = Destination(2, out var accumulate);
            ColumnSums.Sum(dz.AsSpan(), dz.Count / Math.Max(1, Geometry.Filters), destination, accumulate);
        }

        if (Wants(0))
        {
            var destination = Destination(0, out var accumulate);
            Convolutions.InputGradient(Geometry, dz.AsSpan(), kernel.AsSpan(), destination, accumulate, default, default(Identity));
        }
    }

    internal override void BackwardRecorded()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var dz = ThroughRecorded();
        if (Wants(1)) Give(1, Ops.ConvolutionKernelGradient(Geometry, kernel.Shape, x, dz));
        if (Wants(2)) Give(2, Ops.Reshape(Ops.Sum(Ops.Reshape(dz, [Shape.Any, Geometry.Filters]), 0), Inputs[2].Shape));
        if (Wants(0)) Give(0, Ops.ConvolveBack<IdentityOp>(Geometry, x.Shape, dz, kernel));
    }

    /// <summary>dz</summary>
    private protected abstract Tensor Through();

    /// <summary>dz by operations that are recorded.</summary>
    private protected abstract Tensor ThroughRecorded();
}

/// <summary>y = f(z): dz = dy · f'(z).</summary>
internal sealed class ConvolutionNode<TActivation> : ConvolvingNode where TActivation : struct, IUnary
{
    internal TActivation Activation;

    internal override string Name => "convolution";

    private protected override Tensor Through() => ActivationGradient.Through(this, Activation);

    private protected override Tensor ThroughRecorded() => Gradient * Activation.Derivative(Outputs[0], Outputs[0]);
}

/// <summary>The gradient of what a fused activation was applied to.</summary>
internal static class ActivationGradient
{
    internal static Tensor Through<TActivation>(Node node, TActivation activation) where TActivation : struct, IUnary
    {
        if (typeof(TActivation) == typeof(IdentityOp)) return node.Gradient;
        var dz = node.OwnGradient();
        Unary.Backward(activation, node.Outputs[0], node.Outputs[0], node.Gradient.AsSpan(), dz.Floats, accumulate: false);
        return dz;
    }
}
