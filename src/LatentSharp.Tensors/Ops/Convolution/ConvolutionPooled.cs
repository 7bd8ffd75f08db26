namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// <see cref="MaxPool"/> of a convolution with an activation, to the bit: the windows are looked at while the convolution's result is
    /// in cache, and what no window reaches is left out. Where nothing is recorded, that result never reaches memory.
    /// </summary>
    internal static Tensor ConvolutionPooled<TActivation>(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D pool, Size2D strides, Padding padding,
        TActivation activation = default) where TActivation : struct, IUnary
    {
        var whole = ConvolutionRules.Checked(ref x, ref kernel, ref bias, options, out var output);
        var windows = PoolRules.Geometry("max pool", output, pool, strides, padding);
        if (whole.IsProduct || windows.Down.Skips || windows.Across.Skips)
            return MaxPool(Convolve(whole, output, x, kernel, bias, activation), pool, strides, padding);

        var largest = Tensor.Allocate(PoolRules.Output(output, windows));
        var (down, across) = (windows.Down.Reach, windows.Across.Reach);
        var geometry = whole with { Height = whole.Height with { Outputs = down }, Width = whole.Width with { Outputs = across } };
        windows = windows with { Down = windows.Down with { Size = down }, Across = windows.Across with { Size = across } };
        var recording = Recording.For(x, kernel, bias);
        var kept = output.Rank == 3 ? output.With(1, across) : output.With(1, down).With(2, across);
        var y = recording is null ? default : Tensor.Allocate(kept);
        Convolutions.ForwardPooled(
            geometry, windows, x.AsSpan(), kernel.AsSpan(), recording is null ? default : y.Floats, largest.Floats,
            bias.IsDefault ? default : bias.AsSpan(), activation);
        if (recording is null) return largest;
        var node = recording.RecordAll<ConvolutionPooledNode<TActivation>>([largest, y], [x, kernel, bias]);
        (node.Geometry, node.Whole, node.Pool, node.Activation) = (geometry, whole, windows, activation);
        return largest;
    }
}

/// <summary>The largest numbers, and the convolution's result, which second gradients alone ask for.</summary>
internal sealed class ConvolutionPooledNode<TActivation> : ConvolvingNode where TActivation : struct, IUnary
{
    internal PoolGeometry Pool;
    internal TActivation Activation;

    internal override string Name => "convolution with max pool";

    private protected override Tensor Through()
    {
        var (largest, y) = (Outputs[0], Outputs[1]);
        var dz = Tensor.Allocate(y.Shape);
        if (Gradients[1].IsDefault && Pool.MeetsEachInputOnce)
        {
            MaxPooling.Scatter(
                Pool, y.AsSpan(), largest.AsSpan(), Gradients[0].AsSpan(), dz.Floats, accumulate: false,
                new ThroughResult<TActivation>(Activation));
            return dz;
        }

        if (!Gradients[1].IsDefault) Gradients[1].AsSpan().CopyTo(dz.Floats);
        if (!Gradients[0].IsDefault)
        {
            MaxPooling.Scatter(
                Pool, y.AsSpan(), largest.AsSpan(), Gradients[0].AsSpan(), dz.Floats, accumulate: !Gradients[1].IsDefault);
        }

        Unary.Backward(Activation, y, y, dz.AsSpan(), dz.Floats, accumulate: false);
        return dz;
    }

    private protected override Tensor ThroughRecorded()
    {
        var (largest, y, dy) = (Outputs[0], Outputs[1], Gradients[1]);
        if (!Gradients[0].IsDefault)
        {
            var moved = Ops.MaxPoolScatter(y, largest, Gradients[0], Pool);
            dy = dy.IsDefault ? moved : dy + moved;
        }

        return dy * Activation.Derivative(y, y);
    }
}
