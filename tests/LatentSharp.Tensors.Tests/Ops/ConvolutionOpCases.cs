using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Convolutions beside plain loops.</summary>
public static class ConvolutionOpCases
{
    public static IEnumerable<OpCase> All =>
    [
        Forward("convolution", new(2, 3, 4, 1, new(5, 3), new(6, 2)), new()),
        Forward("convolution, same", new(2, 2, 3, 1, Same(4, 3), Same(5, 2)), new() { Padding = Padding.Same }),
        Forward(
            "convolution, same, strides", new(1, 2, 3, 1, Same(5, 3, 2), Same(6, 2, 3)),
            new() { Padding = Padding.Same, Strides = (2, 3) }),
        Forward("convolution, dilation", new(1, 2, 3, 1, new(6, 2, 1, 2), new(7, 3, 1, 3)), new() { Dilation = (2, 3) }),
        Forward(
            "convolution, strides and dilation", new(1, 2, 3, 1, new(7, 3, 2, 3), new(8, 2, 3, 2)),
            new() { Strides = (2, 3), Dilation = (3, 2) }),
        Forward("convolution in groups", new(1, 4, 6, 2, Same(3, 3), Same(3, 3)), new() { Padding = Padding.Same, Groups = 2 }),
        Forward("convolution of a point", new(2, 3, 4, 1, new(3, 1), new(2, 1)), new()),
        Forward("convolution in one dimension", new(2, 3, 4, 1, new(1, 1), new(7, 3)), new()),
        Forward("causal convolution", new(2, 2, 3, 1, new(1, 1), new(7, 3, 1, 2, 4)), new() { Padding = Padding.Causal, Dilation = 2 }),
        Forward(
            "depthwise convolution as groups", new(1, 5, 5, 5, Same(4, 3, 2), Same(5, 3, 2)),
            new() { Padding = Padding.Same, Strides = 2, Groups = 5 }),
        Pooled("convolution with max pool", new(2, 3, 4, 1, new(7, 3), new(6, 2)), 2),
        Pooled("convolution with max pool, overlapping", new(1, 2, 3, 1, new(5, 2), new(6, 3)), 1),
        Depthwise("depthwise convolution", new(1, 18, 18, 18, Same(3, 3), Same(3, 2))),
        Depthwise("depthwise convolution, multiplier", new(1, 3, 6, 3, Same(4, 3), Same(3, 2))),
        Transposed("transposed convolution", new(2, 3, 2, 1, new(5, 3), new(6, 2)), new(), null),
        Transposed("transposed convolution, strides", new(1, 2, 3, 1, new(7, 3, 2), new(9, 3, 3)), new() { Strides = (2, 3) }, null),
        Transposed(
            "transposed convolution, same", new(1, 2, 3, 1, new(6, 3, 2, 1, 0, 1), new(8, 4, 2, 1, 1, 1)),
            new() { Padding = Padding.Same, Strides = 2 }, null),
        Transposed("transposed convolution, added", new(1, 2, 3, 1, new(8, 2, 3), new(7, 3, 2)), new() { Strides = (3, 2) }, (0, 0)),
        Transposed(
            "transposed convolution in one dimension", new(2, 2, 3, 1, new(1, 1), new(6, 3, 2, 1, 0, 1)),
            new() { Padding = Padding.Same, Strides = 2 }, null),
        new(
            "gradient of a convolution's kernel", [[2, 1, 5, 2], [2, 1, 4, 3]],
            x => Ops.ConvolutionKernelGradient(Narrow.Geometry, [1, 2, 2, 3], x[0], x[1]), x => Narrow.KernelGradient(x[0], x[1])),
    ];

    private static readonly ConvolutionReference Narrow = new(2, 2, 3, 1, new(1, 1), new(5, 2));

    private static ConvolutionReference.Axis Same(int inputs, int taps, int stride = 1) =>
        ConvolutionReference.Axis.Same(inputs, taps, stride);

    private static OpCase Forward(string name, ConvolutionReference c, ConvolutionOptions options)
    {
        var flat = c.Down.Inputs == 1 && c.Down.Taps == 1;
        Shape x = flat ? [c.Samples, c.Across.Inputs, c.Channels] : [c.Samples, c.Down.Inputs, c.Across.Inputs, c.Channels];
        Shape w = flat ? [c.Across.Taps, c.Channels / c.Groups, c.Filters] : [c.Down.Taps, c.Across.Taps, c.Channels / c.Groups, c.Filters];
        return new(
            name, [x, w, c.Filters], t => Ops.Convolution<TanhOp>(t[0], t[1], t[2], options), t => Tanh(c.Forward(t[0], t[1]), t[2]));
    }

    /// <summary>Windows of two by two.</summary>
    private static OpCase Pooled(string name, ConvolutionReference c, int stride)
    {
        int down = (c.Down.Outputs - 2) / stride + 1, across = (c.Across.Outputs - 2) / stride + 1;
        return new(
            name,
            [[c.Samples, c.Down.Inputs, c.Across.Inputs, c.Channels], [c.Down.Taps, c.Across.Taps, c.Channels, c.Filters], c.Filters],
            t => Ops.ConvolutionPooled<TanhOp>(t[0], t[1], t[2], new(), 2, stride, Padding.Valid),
            t =>
            {
                var y = Tanh(c.Forward(t[0], t[1]), t[2]);
                double At(int n, int i, int j, int f) => y[((n * c.Down.Outputs + i) * c.Across.Outputs + j) * c.Filters + f];
                return
                [
                    .. from n in Enumerable.Range(0, c.Samples)
                       from i in Enumerable.Range(0, down).Select(window => window * stride)
                       from j in Enumerable.Range(0, across).Select(window => window * stride)
                       from f in Enumerable.Range(0, c.Filters)
                       select Math.Max(
                           Math.Max(At(n, i, j, f), At(n, i, j + 1, f)), Math.Max(At(n, i + 1, j, f), At(n, i + 1, j + 1, f))),
                ];
            });
    }

    private static OpCase Depthwise(string name, ConvolutionReference c) =>
        new(
            name,
            [
                [c.Samples, c.Down.Inputs, c.Across.Inputs, c.Channels], [c.Down.Taps, c.Across.Taps, c.Channels, c.Filters / c.Channels],
                c.Filters],
            
            t => Ops.Tanh(Ops.DepthwiseConvolution(t[0], t[1], t[2], new() { Padding = Padding.Same })),
            t => Tanh(c.Forward(t[0], t[1]), t[2]));

    private static OpCase Transposed(string name, ConvolutionReference c, ConvolutionOptions options, Size2D? added)
    {
        var flat = c.Down.Inputs == 1 && c.Down.Taps == 1;
        Shape x = flat ? [c.Samples, c.Across.Outputs, c.Filters] : [c.Samples, c.Down.Outputs, c.Across.Outputs, c.Filters];
        Shape w = flat ? [c.Across.Taps, c.Channels, c.Filters] : [c.Down.Taps, c.Across.Taps, c.Channels, c.Filters];
        return new(
            name, [x, w, c.Channels], t => Ops.ConvolutionTransposed<TanhOp>(t[0], t[1], t[2], options, added),
            t => Tanh(c.InputGradient(t[0], t[1]), t[2]));
    }

    private static double[] Tanh(double[] values, double[] bias) =>
        [.. values.Select((value, i) => Math.Tanh(value + bias[i % bias.Length]))];
}
