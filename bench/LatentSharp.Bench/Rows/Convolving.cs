namespace LatentSharp.Bench;

/// <summary>
/// A convolution of 32 images, forward with bias and ReLU or one of its gradients, against PyTorch in the better of its two layouts.
/// </summary>
internal sealed class Convolving(string name, ConvolutionGeometry geometry, string kind, double? goal) : Row
{
    internal override string Name => $"conv_{name}_{kind}";

    internal override string Work =>
        $"{geometry.Height.Inputs}×{geometry.Width.Inputs}×{geometry.Channels} → "
        + $"{geometry.Filters}, {geometry.Height.Taps}×{geometry.Width.Taps}"
        + $"{(geometry.Height.Stride > 1 ? $", stride {geometry.Height.Stride}" : "")}{(geometry.Height.Before > 0 ? ", padded" : "")}, "
        + $"{geometry.Samples} images: {kind}";

    internal override double? Goal => goal;

    /// <summary>Those with zeros around the images are not counted.</summary>
    internal override double? Operations =>
        2.0 * geometry.Samples * Meetings(geometry.Height) * Meetings(geometry.Width) * geometry.ChannelsInGroup * geometry.Filters;

    internal override ISide Ours()
    {
        var x = BenchData.Uniform(geometry.Samples, geometry.InputCount / geometry.Samples);
        var y = BenchData.Uniform(geometry.Samples, geometry.OutputCount / geometry.Samples);
        var kernel = BenchData.Uniform(geometry.Taps, geometry.KernelCount / geometry.Taps);
        var bias = BenchData.Uniform(1, geometry.Filters);
        return new StepLoop(kind switch
        {
            "forward" =>
                () =>
                    Convolutions.Forward(
                        geometry, x.AsSpan(), kernel.AsSpan(), y.Floats, accumulate: false, bias.AsSpan(), default(ReluOp)),
            "kernel" => () => Convolutions.KernelGradient(geometry, x.AsSpan(), y.AsSpan(), kernel.Floats, accumulate: false),
            _ =>
                () =>
                    Convolutions.InputGradient(
                        geometry, y.AsSpan(), kernel.AsSpan(), x.Floats, accumulate: false, default, default(IdentityOp)),
        });
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(Name, setting, images: true), .. LibTorch.Of(Name, setting, images: true)];

    internal static IEnumerable<Row> All()
    {
        (string Name, ConvolutionGeometry Geometry)[] all =
        [
            ("28x1x32", Square(28, 1, 32, 3, 1, 0)),
            ("13x32x64", Square(13, 32, 64, 3, 1, 0)),
            ("14x64x128", Square(14, 64, 128, 5, 2, 0)),
            ("28x64x64", Square(28, 64, 64, 3, 1, 1)),
        ];
        foreach (var (name, geometry) in all)
        {
            foreach (var kind in new[] { "forward", "kernel", "input" }) yield return new Convolving(name, geometry, kind, 1);
        }
    }

    private static ConvolutionGeometry Square(int size, int channels, int filters, int taps, int stride, int zeros)
    {
        var axis = new ConvolutionAxis(size, (size + 2 * zeros - taps) / stride + 1, taps, stride, 1, zeros);
        return new ConvolutionGeometry(32, channels, filters, 1, axis, axis);
    }

    private static long Meetings(ConvolutionAxis axis) => Enumerable.Range(0, axis.Taps).Sum(tap => (long)axis.OutputsOf(tap).Length);
}
