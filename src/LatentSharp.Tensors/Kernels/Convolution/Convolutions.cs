namespace LatentSharp;

/// <summary>
/// Convolutions of floats, and the two gradients, which are each other's derivatives. All layouts have channels last; see
/// <see cref="ConvolutionGeometry"/>. Every number of a result has the same bits at every width and on any number of threads. With
/// <c>accumulate</c> results are added to what the output holds. Outputs overlap nothing else.
/// </summary>
internal static unsafe class Convolutions
{
    /// <summary>output = f(input * kernel + bias); the bias has a number for each filter, or none.</summary>
    internal static void Forward<TActivation>(
        in ConvolutionGeometry g, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, Span<float> output, bool accumulate,
        ReadOnlySpan<float> bias, TActivation activation) where TActivation : struct, IMap
    {
        Check(g, input.Length, kernel.Length, output.Length);
        Correlate(g, backward: false, input, kernel, output, accumulate, bias, activation);
    }

    /// <summary>
    /// The same with the largest number of each window over the output; an empty <paramref name="output"/> is not kept. The geometry is no
    /// product of matrices.
    /// </summary>
    internal static void ForwardPooled<TActivation>(
        in ConvolutionGeometry g, PoolGeometry pool, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, Span<float> output,
        Span<float> largest, ReadOnlySpan<float> bias, TActivation activation) where TActivation : struct, IMap
    {
        Check(g, input.Length, kernel.Length, output.IsEmpty ? g.OutputCount : output.Length);
        Lengths.Check(largest.Length, pool.Outputs);
        fixed (float* results = largest)
            Correlate(g, backward: false, input, kernel, output, accumulate: false, bias, activation, pool, results);
    }

    /// <summary>
    /// The gradient of the input from that of the output. With a bias (a number for each channel) and a function it is the transposed
    /// convolution of a layer.
    /// </summary>
    internal static void InputGradient<TActivation>(
        in ConvolutionGeometry g, ReadOnlySpan<float> output, ReadOnlySpan<float> kernel, Span<float> input, bool accumulate,
        ReadOnlySpan<float> bias, TActivation activation) where TActivation : struct, IMap
    {
        Check(g, input.Length, kernel.Length, output.Length);
        Correlate(g, backward: true, output, kernel, input, accumulate, bias, activation);
    }

    /// <summary>
    /// The gradient of the kernel from the input and the gradient of the output. Where an end of the output was left out, whose gradient is
    /// zero, <paramref name="whole"/> is the geometry with it: the sums are then made in the same order.
    /// </summary>
    internal static void KernelGradient(
        in ConvolutionGeometry g, ReadOnlySpan<float> input, ReadOnlySpan<float> output, Span<float> kernel, bool accumulate,
        ConvolutionGeometry? whole = null)
    {
        Check(g, input.Length, kernel.Length, output.Length);
        if (g.KernelCount == 0) return;
        if (g.OutputCount == 0)
        {
            if (!accumulate) kernel.Clear();
            return;
        }

        if (g.IsProduct)
        {
            Gemm.Multiply(
                true, false, g.Channels, g.Filters, g.OutputCount / g.Filters, input, g.Channels, output, g.Filters, kernel, g.Filters,
                accumulate);
            return;
        }

        fixed (float* source = input, gradient = output, result = kernel)
        {
            var run = new WeightGradientKernel
            {
                Gradient = new WeightGradient
                {
                    Geometry = g, Whole = whole ?? g, Input = source, OutputGradient = gradient, Result = result, Accumulate = accumulate,
                },
            };
            Dispatch.Run(ref run);
        }
    }

    /// <summary>From the input to the output, or backward from the output to the input.</summary>
    private static void Correlate<TActivation>(
        in ConvolutionGeometry g, bool backward, ReadOnlySpan<float> source, ReadOnlySpan<float> kernel, Span<float> result,
        bool accumulate,
        ReadOnlySpan<float> bias, TActivation activation, PoolGeometry? pool = null, float* largest = null)
        where TActivation : struct, IMap
    {
        if ((backward ? g.InputCount : g.OutputCount) == 0) return;
        var (from, to) = backward ? (g.Filters, g.Channels) : (g.Channels, g.Filters);
        if (g.IsProduct && pool is null)
        {
            Gemm.Multiply(
                false, backward, result.Length / to, to, from, source, from, kernel, g.Filters, result, to, accumulate, bias, activation);
            return;
        }

        fixed (float* sources = source, weights = kernel, results = result, added = bias)
        {
            var correlation = new Correlation
            {
                Samples = g.Samples,
                Groups = g.Groups,
                SourceChannels = from,
                ResultChannels = to,
                Height = new AxisWalk(g.Height, backward),
                Width = new AxisWalk(g.Width, backward),
                Source = sources,
                Kernel = weights,
                KernelIsTurned = backward,
                Result = results,
                Bias = added,
                Accumulate = accumulate,
            };
            if (correlation.IsThin && !backward) correlation.Kernel = ChannelsFirst(g, weights);
            if (!correlation.IsThin && backward) correlation.Kernel = Turned(g, correlation, weights);
            var run = new CorrelationKernel<TActivation> { 
                Correlation = correlation, Activation = activation, Work = g.Work, Pool = pool, Largest = largest,
            };
            Dispatch.Run(ref run);
        }
    }

    private static float* Turned(in ConvolutionGeometry g, in Correlation correlation, float* kernel)
    {
        var turned = PackBuffer.Kernel(g.KernelCount);
        var turning = new TurnedKernel(g, correlation.Height, correlation.Width, kernel, turned);
        RangeKernel.Run(ref turning, g.Taps, Math.Max(1, TurnedKernel.Grain / Math.Max(1, g.KernelCount / g.Taps)));
        return turned;
    }

    /// <summary>The kernel as (channels, taps, filters).</summary>
    private static float* ChannelsFirst(in ConvolutionGeometry g, float* kernel)
    {
        var target = PackBuffer.Kernel(g.KernelCount);
        for (var tap = 0; tap < g.Taps; tap++)
        {
            for (var channel = 0; channel < g.Channels; channel++)
            {
                for (var filter = 0; filter < g.Filters; filter++) target[(channel * g.Taps + tap) * g.Filters + filter] = *kernel++;
            }
        }

        return target;
    }

    private static void Check(in ConvolutionGeometry g, int input, int kernel, int output)
    {
        if (input != g.InputCount || kernel != g.KernelCount || output != g.OutputCount)
            throw new BadArgumentException(
                $"convolution: {input}, {kernel} and {output} floats for sizes of {g.InputCount}, {g.KernelCount} and {g.OutputCount}.");
    }
}
