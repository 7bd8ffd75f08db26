namespace LatentSharp.Tests;

/// <summary>The kernels of convolutions against plain loops, at every width of vectors and on any number of threads.</summary>
[Collection(EngineCollection.Name)]
public sealed class ConvolutionTests : IDisposable
{
    public static TheoryData<int> EveryWidth => [.. Widths.All];

    public void Dispose() => Dispatch.Force(0);

    [Theory]
    [MemberData(nameof(EveryWidth))]
    public void Is_exact_on_small_integers(int width)
    {
        Dispatch.Force(width);
        var numbers = new TestNumbers(11);
        for (var i = 0; i < 500; i++)
        {
            var c = ConvolutionCase.Draw(numbers);
            var (x, w, dy) = (
                numbers.Integers(c.InputCount, -4, 5), numbers.Integers(c.KernelCount, -4, 5), numbers.Integers(c.OutputCount, -4, 5));
            Bits.ShouldBeEqual(ConvolutionCase.Forward(c, x, w), Exact(c.Forward(Double(x), Double(w))), $"forward {i}: {c}");
            Bits.ShouldBeEqual(ConvolutionCase.InputGradient(c, dy, w), Exact(c.InputGradient(Double(dy), Double(w))), $"input {i}: {c}");
            Bits.ShouldBeEqual(
                ConvolutionCase.KernelGradient(c, x, dy), Exact(c.KernelGradient(Double(x), Double(dy))), $"kernel {i}: {c}");
        }
    }

    [Fact]
    public void Has_the_same_bits_at_every_width_and_on_any_number_of_threads()
    {
        var numbers = new TestNumbers(12);
        for (var i = 0; i < 60; i++)
        {
            var c = ConvolutionCase.Draw(numbers, large: true);
            var (x, w, dy, bias) = (
                numbers.Floats(c.InputCount), numbers.Floats(c.KernelCount), numbers.Floats(c.OutputCount), numbers.Floats(c.Filters));
            float[]? first = null;
            foreach (var width in Widths.All)
            {
                Dispatch.Force(width);
                for (var threads = 1; threads <= 4; threads++)
                {
                    using var _ = new ThreadsInUse(threads);
                    float[] all =
                    [
                        .. ConvolutionCase.Forward(c, x, w, bias, default(Rectifier)), .. ConvolutionCase.InputGradient(c, dy, w),
                        .. ConvolutionCase.KernelGradient(c, x, dy),
                    ];
                    first ??= all;
                    Bits.ShouldBeEqual(all, first, $"{i}: width {width}, {threads} threads, {c}");
                }
            }
        }
    }

    [Fact]
    public void A_result_is_one_chain_over_taps_and_channels_that_skips_what_does_not_exist()
    {
        var numbers = new TestNumbers(13);
        var c = new ConvolutionReference(2, 5, 7, 1, ConvolutionReference.Axis.Same(6, 3), ConvolutionReference.Axis.Same(9, 3));
        var (x, w, bias) = (numbers.Floats(c.InputCount), numbers.Floats(c.KernelCount), numbers.Floats(c.Filters));
        var expected = new float[c.OutputCount];
        for (var place = 0; place < expected.Length; place++)
        {
            var (f, column, row, n) = (place % 7, place / 7 % 9, place / 63 % 6, place / 378);
            var sum = 0f;
            for (var tap = 0; tap < 9; tap++)
            {
                var (y, z) = (row + (tap / 3) - 1, column + (tap % 3) - 1);
                if (y is < 0 or >= 6 || z is < 0 or >= 9) continue;
                for (var k = 0; k < 5; k++)
                    sum = MathF.FusedMultiplyAdd(x[(((((n * 6) + y) * 9) + z) * 5) + k], w[(((tap * 5) + k) * 7) + f], sum);
            }

            expected[place] = MathF.Max(sum + bias[f], 0);
        }

        foreach (var width in Widths.All)
        {
            Dispatch.Force(width);
            Bits.ShouldBeEqual(ConvolutionCase.Forward(c, x, w, bias, default(Rectifier)), expected, $"width {width}");
        }
    }

    [Fact]
    public void Results_are_added_to_what_is_there()
    {
        var numbers = new TestNumbers(14);
        for (var i = 0; i < 50; i++)
        {
            var c = ConvolutionCase.Draw(numbers);
            var (x, w, dy) = (
                numbers.Integers(c.InputCount, -4, 5), numbers.Integers(c.KernelCount, -4, 5), numbers.Integers(c.OutputCount, -4, 5));
            var (y, dx, dw) = ((float[])dy.Clone(), (float[])x.Clone(), (float[])w.Clone());
            Convolutions.Forward(c.Geometry, x, w, y, accumulate: true, default, default(Identity));
            Convolutions.InputGradient(c.Geometry, dy, w, dx, accumulate: true, default, default(Identity));
            Convolutions.KernelGradient(c.Geometry, x, dy, dw, accumulate: true);
            Bits.ShouldBeEqual(y, Exact([.. c.Forward(Double(x), Double(w)).Zip(dy, (a, b) => a + b)]), $"forward {i}: {c}");
            Bits.ShouldBeEqual(dx, Exact([.. c.InputGradient(Double(dy), Double(w)).Zip(x, (a, b) => a + b)]), $"input {i}: {c}");
            Bits.ShouldBeEqual(dw, Exact([.. c.KernelGradient(Double(x), Double(dy)).Zip(w, (a, b) => a + b)]), $"kernel {i}: {c}");
        }
    }

    [Fact]
    public void Allocates_nothing_once_the_buffers_are_there()
    {
        using var _ = new ThreadsInUse(2);
        var c = new ConvolutionReference(4, 8, 24, 1, ConvolutionReference.Axis.Same(14, 3, 2), ConvolutionReference.Axis.Same(14, 3, 2));
        var (x, w, y) = (new float[c.InputCount], new float[c.KernelCount], new float[c.OutputCount]);
        var geometry = c.Geometry;
        void Step()
        {
            Convolutions.Forward(geometry, x, w, y, false, default, default(Identity));
            Convolutions.InputGradient(geometry, y, w, x, false, default, default(Identity));
            Convolutions.KernelGradient(geometry, x, y, w, false);
        }

        for (var i = 0; i < 50; i++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static double[] Double(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static float[] Exact(double[] values) => Array.ConvertAll(values, value => (float)value);
}
