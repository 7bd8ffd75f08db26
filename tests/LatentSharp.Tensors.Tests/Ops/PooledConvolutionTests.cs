namespace LatentSharp.Tests;

/// <summary>A convolution whose windows are looked at in the same pass, against the two operations one after the other.</summary>
[Collection(EngineCollection.Name)]
public sealed class PooledConvolutionTests : IDisposable
{
    private static readonly (ConvolutionReference Geometry, Size2D Pool, Size2D Strides, Padding Padding)[] Cases =
    [
        (new(3, 1, 32, 1, new(28, 3), new(28, 3)), 2, 2, Padding.Valid),
        (new(2, 3, 24, 1, new(13, 3), new(15, 3)), 2, 2, Padding.Valid),
        (new(9, 16, 20, 1, new(7, 3), new(7, 3)), 2, 2, Padding.Valid),
        (new(2, 32, 64, 1, new(13, 3), new(13, 3)), (3, 2), (2, 1), Padding.Same),
        (new(2, 5, 7, 1, new(9, 2, 2), new(11, 3, 2)), 2, 1, Padding.Same),
        (new(2, 5, 7, 1, new(9, 3, 1, 2), new(11, 3, 1, 2)), 3, 3, Padding.Valid),
        (new(4, 6, 6, 6, new(9, 3), new(9, 3)), 2, 2, Padding.Valid),
        (new(2, 8, 12, 2, new(9, 3), new(9, 3)), 2, 2, Padding.Valid),
        (new(2, 6, 3, 1, new(9, 3), new(9, 3)), 2, 2, Padding.Valid),
        (new(2, 6, 8, 1, new(5, 1), new(5, 1)), 2, 2, Padding.Valid),
        (new(2, 4, 17, 1, new(9, 3), new(9, 3)), 2, 3, Padding.Valid),
        (new(5, 4, 17, 1, new(1, 1), new(40, 5)), (1, 4), (1, 4), Padding.Valid),
        (new(0, 4, 8, 1, new(9, 3), new(9, 3)), 2, 2, Padding.Valid),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Cases.Length)];

    public void Dispose() => Dispatch.Force(0);

    [Theory]
    [MemberData(nameof(All))]
    public void Has_the_bits_of_one_operation_after_the_other(int number)
    {
        Same<ReluOp>(number);
        Same<TanhOp>(number);
        Same<IdentityOp>(number);
    }

    [Fact]
    public void Lines_that_windows_share_are_computed_by_one_thread()
    {
        var numbers = new TestNumbers(1);
        var x = Tensor.From(numbers.Floats(2 * 40 * 30 * 6), [2, 40, 30, 6]);
        var w = Tensor.From(numbers.Floats(25 * 6 * 12), [5, 5, 6, 12]);
        float[] Run(int threads)
        {
            using var _ = new ThreadsInUse(threads);
            using var tape = new GradientTape();
            var (input, kernel) = (tape.Watch(x), tape.Watch(w));
            var y = Ops.ConvolutionPooled<TanhOp>(input, kernel, default, ConvolutionOptions.Default, (4, 2), (1, 2), Padding.Valid);
            return [.. y.ToArray(), .. tape.Gradient(y, [input, kernel]).SelectMany(gradient => gradient.ToArray())];
        }

        var expected = Run(1);
        for (var i = 0; i < 60; i++) Bits.ShouldBeEqual(Run(2 + (i % 6)), expected, $"turn {i}");
    }

    private static void Same<TActivation>(int number) where TActivation : struct, IUnary
    {
        var (c, pool, strides, padding) = Cases[number];
        var options = new ConvolutionOptions
        {
            Strides = (c.Down.Stride, c.Across.Stride), Dilation = (c.Down.Dilation, c.Across.Dilation), Groups = c.Groups,
        };
        var numbers = new TestNumbers((uint)number + 1);
        Shape shape = [c.Samples, c.Down.Inputs, c.Across.Inputs, c.Channels];
        var x = Tensor.From(numbers.Floats(c.InputCount), shape);
        var w = Tensor.From(numbers.Floats(c.KernelCount), [c.Down.Taps, c.Across.Taps, c.Channels / c.Groups, c.Filters]);
        var b = Tensor.From(numbers.Floats(c.Filters), [c.Filters]);
        Tensor After(Tensor[] t) => Ops.MaxPool(Ops.Convolution<TActivation>(t[0], t[1], t[2], options), pool, strides, padding);
        Tensor AtOnce(Tensor[] t) => Ops.ConvolutionPooled<TActivation>(t[0], t[1], t[2], options, pool, strides, padding);

        var expected = After([x, w, b]);
        var gradients = Gradients(After, x, w, b, out _);
        foreach (var width in Widths.All)
        {
            Dispatch.Force(width);
            for (var threads = 1; threads <= 3; threads += 2)
            {
                using var _ = new ThreadsInUse(threads);
                var where = $"case {number}, width {width}, {threads} threads";
                var y = AtOnce([x, w, b]);
                y.Shape.ShouldBe(expected.Shape);
                Bits.ShouldBeEqual(y.ToArray(), expected.ToArray(), where);
                var others = Gradients(AtOnce, x, w, b, out var recorded);
                Bits.ShouldBeEqual(recorded, expected.ToArray(), $"recorded, {where}");
                for (var i = 0; i < 2; i++) Bits.ShouldBeEqual(others[i], gradients[i], $"gradient {i}, {where}");
                // Places that no window reaches are not summed, and the others in another order.
                for (var i = 0; i < c.Filters; i++) others[2][i].ShouldBe(gradients[2][i], 1e-4f * (1 + Math.Abs(gradients[2][i])), where);
            }
        }

        Dispatch.Force(0);
    }

    private static float[][] Gradients(Func<Tensor[], Tensor> operation, Tensor x, Tensor w, Tensor b, out float[] y)
    {
        using var tape = new GradientTape();
        Tensor[] watched = [tape.Watch(x), tape.Watch(w), tape.Watch(b)];
        var result = operation(watched);
        y = result.ToArray();
        return [.. tape.Gradient(Ops.Sum(Ops.Sin(result)), watched).Select(gradient => gradient.ToArray())];
    }
}
