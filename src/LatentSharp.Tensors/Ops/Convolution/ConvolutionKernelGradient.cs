namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The gradient of a convolution's kernel, as an operation of its own: of the input and of the output's gradient.</summary>
    internal static Tensor ConvolutionKernelGradient(in ConvolutionGeometry geometry, Shape kernel, Tensor x, Tensor dy)
    {
        var dw = Tensor.Allocate(kernel);
        Convolutions.KernelGradient(geometry, x.AsSpan(), dy.AsSpan(), dw.Floats, accumulate: false);
        if (Recording.For(x, dy) is { } recording) recording.Record<ConvolutionKernelGradientNode>(dw, x, dy).Geometry = geometry;
        return dw;
    }
}

/// <summary>
/// It is linear in both: with a kernel g as its gradient, x receives the way back of dy by g, and dy the convolution of x by g.
/// </summary>
internal sealed class ConvolutionKernelGradientNode : Node
{
    internal ConvolutionGeometry Geometry;

    internal override string Name => "gradient of a convolution's kernel";

    internal override void Backward()
    {
        var (x, dy, kernel) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0))
        {
            var destination = Destination(0, out var accumulate);
            Convolutions.InputGradient(Geometry, dy.AsSpan(), kernel.AsSpan(), destination, accumulate, default, default(Identity));
        }

        if (Wants(1))
        {
            var destination = Destination(1, out var accumulate);
            Convolutions.Forward(Geometry, x.AsSpan(), kernel.AsSpan(), destination, accumulate, default, default(Identity));
        }
    }

    internal override void BackwardRecorded()
    {
        var (x, dy, kernel) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0)) Give(0, Ops.ConvolveBack<IdentityOp>(Geometry, x.Shape, dy, kernel));
        if (Wants(1)) Give(1, Ops.Convolve<IdentityOp>(Geometry, dy.Shape, x, kernel));
    }
}
