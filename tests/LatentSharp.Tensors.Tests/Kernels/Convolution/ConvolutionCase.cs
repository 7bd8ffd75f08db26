namespace LatentSharp.Tests;

/// <summary>Random convolutions, and the kernels run on them.</summary>
internal static class ConvolutionCase
{
    internal static ConvolutionReference Draw(TestNumbers numbers, bool large = false)
    {
        while (true)
        {
            var groups = Below(numbers, 3) switch { 0 => 2 + Below(numbers, 3), _ => 1 };
            var (channels, filters) = Below(numbers, 5) switch
            {
                0 => (groups = 2 + Below(numbers, 40), groups),
                1 => (groups, groups * (1 + Below(numbers, 3))),
                _ => (groups * (1 + Below(numbers, large ? 20 : 6)), groups * (1 + Below(numbers, large ? 40 : 12))),
            };
            var down = Below(numbers, 4) == 0 ? new ConvolutionReference.Axis(1, 1) : Axis(numbers, large ? 16 : 9);
            var across = Axis(numbers, large ? 30 : 16);
            if (down.Outputs < 1 || across.Outputs < 1) continue;
            return new ConvolutionReference(1 + Below(numbers, large ? 9 : 4), channels, filters, groups, down, across);
        }
    }

    internal static float[] Forward(ConvolutionReference c, float[] x, float[] w) => Forward(c, x, w, [], default(Identity));

    internal static float[] Forward<TActivation>(ConvolutionReference c, float[] x, float[] w, float[] bias, TActivation activation)
        where TActivation : struct, IMap
    {
        var y = Spoilt(c.OutputCount);
        Convolutions.Forward(c.Geometry, x, w, y, accumulate: false, bias, activation);
        return y;
    }

    internal static float[] InputGradient(ConvolutionReference c, float[] dy, float[] w)
    {
        var dx = Spoilt(c.InputCount);
        Convolutions.InputGradient(c.Geometry, dy, w, dx, accumulate: false, default, default(Identity));
        return dx;
    }

    internal static float[] KernelGradient(ConvolutionReference c, float[] x, float[] dy)
    {
        var dw = Spoilt(c.KernelCount);
        Convolutions.KernelGradient(c.Geometry, x, dy, dw, accumulate: false);
        return dw;
    }

    private static ConvolutionReference.Axis Axis(TestNumbers numbers, int most)
    {
        int inputs = 1 + Below(numbers, most), taps = 1 + Below(numbers, 5), stride = 1 + Below(numbers, 3),
            dilation = 1 + Below(numbers, 3);
        return Below(numbers, 3) switch
        {
            0 => ConvolutionReference.Axis.Same(inputs, taps, stride, dilation),
            1 => new(inputs, taps, stride, dilation, Below(numbers, 6), Below(numbers, 6)),
            _ => new(inputs, taps, stride),
        };
    }

    private static float[] Spoilt(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static int Below(TestNumbers numbers, int end) => (int)(numbers.Next() % (uint)end);
}
