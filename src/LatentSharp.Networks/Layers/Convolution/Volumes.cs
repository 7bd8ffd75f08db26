using System.Buffers;

namespace LatentSharp;

/// <summary>What layers do with volumes (N, D, H, W, C), by recorded operations on images and sequences.</summary>
internal static class Volumes
{
    /// <summary>
    /// f(x * kernel + bias): the kernel's depth becomes channels, so that each place of the result's depth is an image of a batch.
    /// </summary>
    internal static Tensor Convolution(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, (int Stride, int Dilation) deep, ActivationFunction activation)
    {
        var (batch, height, width, channels, groups) = (x.Shape[0], x.Shape[2], x.Shape[3], x.Shape[4], options.Groups);
        var axis = ConvolutionRules.Axis(x.Shape[1], kernel.Shape[0], deep.Stride, deep.Dilation, options.Padding);
        Shape each = [batch * axis.Outputs * height * width, groups, channels / groups];
        var taps = DepthTaps(Ops.Reshape(x, [batch, x.Shape[1], height * width * channels]), axis, each);
        var images = Ops.Reshape(taps, [batch * axis.Outputs, height, width, axis.Taps * channels]);
        var flat = Ops.Reshape(
            Ops.Permute(kernel, 1, 2, 0, 3, 4), [kernel.Shape[1], kernel.Shape[2], kernel.Shape[0] * kernel.Shape[3], kernel.Shape[4]]);
        return AsVolumes(activation.Of(new ConvolutionOperation(images, flat, bias, options)), batch, axis.Outputs);
    }

    /// <summary>The way back: images for each place of the kernel's depth, which are added where they lie in the result.</summary>
    internal static Tensor ConvolutionTransposed(
        Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, (int Stride, int Dilation) deep, Size3D? added,
        ActivationFunction activation)
    {
        var (batch, depth, filters) = (x.Shape[0], x.Shape[1], kernel.Shape[3]);
        var axis = ConvolutionRules.TransposedAxis(depth, kernel.Shape[0], deep.Stride, deep.Dilation, options.Padding, added?.Depth);
        var flat = Ops.Reshape(
            Ops.Permute(kernel, 1, 2, 0, 3, 4), [kernel.Shape[1], kernel.Shape[2], kernel.Shape[0] * filters, kernel.Shape[4]]);
        var images = Ops.ConvolutionTransposed(
            Ops.Reshape(x, [batch * depth, x.Shape[2], x.Shape[3], x.Shape[4]]), flat, default, options, added?.Plane);
        var (height, width) = (images.Shape[1], images.Shape[2]);
        var parts = Ops.Reshape(images, [batch, depth, height * width, axis.Taps, filters]);
        Tensor sum = default;
        for (var tap = 0; tap < axis.Taps; tap++)
        {
            var part = Ops.Reshape(Ops.Slice(parts, 3, tap, 1), [batch, depth, height * width * filters]);
            part = Placed(Spread(part, axis.Stride), (tap * axis.Dilation) - axis.Before, axis.Inputs);
            sum = sum.IsDefault ? part : sum + part;
        }
        sum = Ops.Reshape(sum, [batch, axis.Inputs, height, width, filters]);
        return activation.Apply(bias.IsDefault ? sum : sum + bias);
    }

    /// <summary>Pools each plane, then along the depth: exact for the largest, and for means of windows of one size.</summary>
    internal static Tensor Pool(
        Tensor x, Size3D window, Size3D strides, Padding padding, Func<Tensor, Size2D, Size2D, Padding, Tensor> pool) =>
        PlanesThenDepth(
            x, (pool, Window: window.Plane, Strides: strides.Plane, padding), (pool, window.Depth, strides.Depth, padding),
            static (part, by) => by.pool(part, by.Window, by.Strides, by.padding));

    /// <summary>
    /// Applies an operation on images to all planes (N·D, H, W, C), then as one on sequences along the depth (N, D, H'·W'·C).
    /// </summary>
    /// <param name="x">(N, D, H, W, C).</param>
    /// <param name="plane">The setting of the operation on planes.</param>
    /// <param name="deep">Its setting along the depth.</param>
    /// <param name="operation">The operation.</param>
    internal static Tensor PlanesThenDepth<TSetting>(Tensor x, TSetting plane, TSetting deep, Func<Tensor, TSetting, Tensor> operation)
    {
        var (batch, depth) = (x.Shape[0], x.Shape[1]);
        var planes = operation(Ops.Reshape(x, [batch * depth, x.Shape[2], x.Shape[3], x.Shape[4]]), plane);
        var (height, width, channels) = (planes.Shape[1], planes.Shape[2], planes.Shape[3]);
        var columns = operation(Ops.Reshape(planes, [batch, depth, height * width * channels]), deep);
        return Ops.Reshape(columns, [batch, columns.Shape[1], height, width, channels]);
    }

    private static Tensor AsVolumes(Tensor images, int batch, int depth) =>
        Ops.Reshape(images, [batch, depth, images.Shape[1], images.Shape[2], images.Shape[3]]);

    /// <summary>
    /// What the taps of the axis meet, side by side: (N, D, K) -> (N·D'·…, groups, taps, K / groups), where <paramref name="each"/> is the
    /// shape of one.
    /// </summary>
    private static Tensor DepthTaps(Tensor x, in ConvolutionAxis axis, Shape each)
    {
        var (batch, size, reach) = (x.Shape[0], x.Shape[2], axis.Outputs * axis.Stride);
        var padded = Placed(x, axis.Before, ((axis.Taps - 1) * axis.Dilation) + reach);
        var rented = ArrayPool<Tensor>.Shared.Rent(axis.Taps);
        try
        {
            for (var i = 0; i < axis.Taps; i++)
            {
                var met = Ops.Slice(padded, 1, i * axis.Dilation, reach);
                if (axis.Stride > 1) met = Ops.Slice(Ops.Reshape(met, [batch, axis.Outputs, axis.Stride, size]), 2, 0, 1);
                rented[i] = Ops.Reshape(met, each);
            }
            return Ops.Stack(rented.AsSpan(0, axis.Taps), 2);
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>Zeros after each place, so that places are a stride apart: (N, D, K) -> (N, D·stride, K).</summary>
    private static Tensor Spread(Tensor x, int stride)
    {
        if (stride == 1) return x;
        var (batch, depth, size) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var spread = Ops.ZeroPad(Ops.Reshape(x, [batch * depth, 1, size]), new Margins(0, (0, stride - 1)));
        return Ops.Reshape(spread, [batch, depth * stride, size]);
    }

    /// <summary>Puts (N, D, K) into (N, size, K) from a place on, zeros around it; what lies outside is left out.</summary>
    private static Tensor Placed(Tensor x, int start, int size)
    {
        var (from, to) = (Math.Max(0, -start), Math.Min(x.Shape[1], size - start));
        if (to <= from) return Tensor.Zeros([x.Shape[0], size, x.Shape[2]]);
        if (from > 0 || to < x.Shape[1]) x = Ops.Slice(x, 1, from, to - from);
        var before = Math.Max(0, start);
        return before == 0 && x.Shape[1] == size ? x : Ops.ZeroPad(x, new Margins(0, (before, size - before - x.Shape[1])));
    }
}
