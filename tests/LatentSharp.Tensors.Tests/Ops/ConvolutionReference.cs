namespace LatentSharp.Tests;

/// <summary>
/// A convolution by plain loops in double precision, over explicit zeros around the input: what all kernels are compared with.
/// </summary>
public sealed record ConvolutionReference(
    int Samples, int Channels, int Filters, int Groups, ConvolutionReference.Axis Down, ConvolutionReference.Axis Across)
{
    public sealed record Axis(int Inputs, int Taps, int Stride = 1, int Dilation = 1, int Before = 0, int After = 0)
    {
        public int Outputs => (Inputs + Before + After - ((Taps - 1) * Dilation) - 1) / Stride + 1;

        /// <summary>Keras's rule for same padding.</summary>
        public static Axis Same(int inputs, int taps, int stride = 1, int dilation = 1)
        {
            var outputs = (inputs + stride - 1) / stride;
            var zeros = Math.Max(0, ((outputs - 1) * stride) + ((taps - 1) * dilation) + 1 - inputs);
            return new(inputs, taps, stride, dilation, zeros / 2, zeros - (zeros / 2));
        }

        internal ConvolutionAxis Geometry => new(Inputs, Outputs, Taps, Stride, Dilation, Before);
    }

    public int InputCount => Samples * Down.Inputs * Across.Inputs * Channels;

    public int KernelCount => Down.Taps * Across.Taps * (Channels / Groups) * Filters;

    public int OutputCount => Samples * Down.Outputs * Across.Outputs * Filters;

    internal ConvolutionGeometry Geometry => new(Samples, Channels, Filters, Groups, Down.Geometry, Across.Geometry);

    public double[] Forward(double[] x, double[] w)
    {
        var y = new double[OutputCount];
        Walk((input, tap, output) => y[output] += x[input] * w[tap]);
        return y;
    }

    public double[] InputGradient(double[] dy, double[] w)
    {
        var dx = new double[InputCount];
        Walk((input, tap, output) => dx[input] += dy[output] * w[tap]);
        return dx;
    }

    public double[] KernelGradient(double[] x, double[] dy)
    {
        var dw = new double[KernelCount];
        Walk((input, tap, output) => dw[tap] += x[input] * dy[output]);
        return dw;
    }

    /// <summary>Every multiplication of the convolution, by its places in input, kernel and output.</summary>
    private void Walk(Action<int, int, int> multiply)
    {
        var (channels, filters) = (Channels / Groups, Filters / Groups);
        for (var n = 0; n < Samples; n++)
        for (var i = 0; i < Down.Outputs; i++)
        for (var j = 0; j < Across.Outputs; j++)
        for (var f = 0; f < Filters; f++)
        for (var r = 0; r < Down.Taps; r++)
        for (var s = 0; s < Across.Taps; s++)
        for (var c = 0; c < channels; c++)
        {
            var y = (i * Down.Stride) + (r * Down.Dilation) - Down.Before;
            var x = (j * Across.Stride) + (s * Across.Dilation) - Across.Before;
            if (y < 0 || x < 0 || y >= Down.Inputs || x >= Across.Inputs) continue;
            multiply(
                (((((n * Down.Inputs) + y) * Across.Inputs) + x) * Channels) + (f / filters * channels) + c,
                (((((r * Across.Taps) + s) * channels) + c) * Filters) + f,
                (((((n * Down.Outputs) + i) * Across.Outputs) + j) * Filters) + f);
        }
    }
}
