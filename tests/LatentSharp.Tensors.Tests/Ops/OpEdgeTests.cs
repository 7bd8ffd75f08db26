namespace LatentSharp.Tests;

/// <summary>Operations at their edges: nothing, single numbers, NaN, infinities, ties, and what does not fit.</summary>
public class OpEdgeTests
{
    private const float Nan = float.NaN, Inf = float.PositiveInfinity;

    private static readonly Func<Tensor, Tensor>[] Functions =
    [
        Ops.Erf, Ops.Expm1, Ops.Log1p, Ops.Sin, Ops.Cos, Ops.Softplus, x => Ops.Clip(x, -1, 1), x => Ops.LeakyRelu(x),
        x => Ops.ReluWith(x, 0.1f, 3, 1), x => Ops.Elu(x),
        Ops.Selu, x => Ops.Celu(x), x => Ops.Gelu(x), x => Ops.Gelu(x, true), Ops.Silu, Ops.Softsign, Ops.HardSigmoid, Ops.HardSilu,
        Ops.TanhShrink, x => Ops.HardShrink(x),
        x => Ops.SoftShrink(x), x => Ops.Squareplus(x), Ops.SparsePlus, Ops.SparseSigmoid, Ops.Mish, Ops.LogSigmoid,
        x => Ops.Threshold(x, 0, 0),
        x => Ops.Maximum(x, 0), x => Ops.Minimum(0, x), x => Ops.Where(Ops.Greater(x, 0), x, 2 * x),
    ];

    [Fact]
    public void A_layer_without_outputs_has_a_gradient_of_zeros()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.Ones([40, 3]));
        var y = Ops.Dense(x, tape.Watch(Tensor.Zeros([3, 0])));
        y.Shape.ShouldBe(new Shape(40, 0));
        tape.Gradient(y, x).ToArray().ShouldBe(new float[120]);
    }

    [Fact]
    public void Nothing_gives_nothing_and_a_number_a_number()
    {
        foreach (var function in Functions)
        {
            function(Tensor.Zeros([0, 3])).Shape.ShouldBe(new Shape(0, 3));
            function(0.5f).Shape.ShouldBe(Shape.Scalar);
            using var tape = new GradientTape();
            var x = tape.Watch(Tensor.Zeros([0, 3]));
            tape.Gradient(function(x), x).Shape.ShouldBe(new Shape(0, 3));
            var number = tape.Watch(0.5f);
            float.IsFinite(tape.Gradient(function(number), number).Item()).ShouldBeTrue();
        }
        Ops.Slice(Tensor.Ones([2, 3]), 1, 3, 0).Shape.ShouldBe(new Shape(2, 0));
        Ops.Concatenate([Tensor.Ones([2, 0]), Tensor.Ones([2, 1])], 1).Shape.ShouldBe(new Shape(2, 1));
        Ops.Gather(Tensor.Ones([2, 3]), Tensor.From(Array.Empty<int>(), 0)).Shape.ShouldBe(new Shape(0, 3));
        Ops.Max(Tensor.Ones([0, 3]), 1).Shape.ShouldBe(new Shape(0));
    }

    /// <summary>What is x for large x has the slope 1 there, for the largest too.</summary>
    [Theory]
    [InlineData(25)]
    [InlineData(10_000_001)]
    [InlineData(20_000_002)]
    [InlineData(1e10f)]
    [InlineData(1e30f)]
    [InlineData(float.MaxValue)]
    public void Large_numbers_have_the_slope_of_the_line(float value)
    {
        foreach (
            var function in new Func<Tensor, Tensor>[]
            {
                Ops.Mish, Ops.Silu, x => Ops.Gelu(x), x => Ops.Gelu(x, true), Ops.Softplus, Ops.HardSilu, Ops.SparsePlus, Ops.TanhShrink,
            })
        {
            using var tape = new GradientTape();
            var x = tape.Watch(value);
            var y = function(x);
            var slope = tape.Gradient(y, x, differentiable: true);
            var recorded = slope.Item();
            recorded.ShouldBe(1, 0.01f);
            if (value > 100) tape.Gradient(slope, x).Item().ShouldBe(0, 1e-6f);
            using var plain = new GradientTape();
            x = plain.Watch(value);
            plain.Gradient(function(x), x).Item().ShouldBe(1, 0.01f);
        }
    }

    [Fact]
    public void Not_a_number_is_passed_on()
    {
        foreach (var function in Functions) function(Nan).Item().ShouldBe(Nan);
        Ops.Maximum(1, Nan).Item().ShouldBe(Nan);
        Ops.Minimum(Nan, 1).Item().ShouldBe(Nan);
        Ops.Max(Tensor.From(1, Nan, 3), 0).Item().ShouldBe(Nan);
        Ops.Equal(Nan, Nan).Item().ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(Nan, 0, 1)]
    [InlineData(1, Inf, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(0, -1, Inf)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 2, 4)]
    [InlineData(-2, 0.5f, Nan)]
    [InlineData(2, Inf, Inf)]
    [InlineData(2, -Inf, 0)]
    [InlineData(-Inf, 3, -Inf)]
    [InlineData(16, -0.5f, 0.25f)]
    public void Powers_have_their_limits(float a, float b, float expected)
    {
        var power = Ops.Pow(a, b).Item();
        if (float.IsFinite(expected)) power.ShouldBe(expected, Math.Max(1e-30f, 4e-7f * Math.Abs(expected)));
        else power.ShouldBe(expected);
    }

    [Fact]
    public void Equal_numbers_share_the_gradient()
    {
        using var tape = new GradientTape();
        var (a, b) = (tape.Watch(Tensor.From(1f, 2, 3)), tape.Watch(Tensor.From(1f, 5, 0)));
        tape.Gradient(Ops.Maximum(a, b), a).ToArray().ShouldBe([0.5f, 0, 1]);
        tape.Gradient(Ops.Minimum(a, b), b).ToArray().ShouldBe([0.5f, 0, 1]);
        var c = tape.Watch(Tensor.From(4f, 1, 4, 4));
        tape.Gradient(Ops.Max(c, 0) * 3, c).ToArray().ShouldBe([1, 0, 1, 1]);
    }

    [Fact]
    public void Gradients_flow_only_to_what_was_taken()
    {
        using var tape = new GradientTape();
        var (a, b) = (tape.Watch(Tensor.From(0f, 4)), tape.Watch(Tensor.From(7f, float.NaN)));
        var chosen = Ops.Where(Ops.Greater(a, 0), a, b);
        chosen.ToArray().ShouldBe([7, 4]);
        tape.Gradient(chosen * 3, a).ToArray().ShouldBe([0, 3]);
        tape.Gradient(chosen * 3, b).ToArray().ShouldBe([3, 0]);
        Ops.Where(Tensor.From(true, false), 1, 2).ToArray().ShouldBe([1, 2]);
    }

    [Fact]
    public void Rows_gathered_twice_receive_both_gradients()
    {
        using var tape = new GradientTape();
        var table = tape.Watch(Tensor.Ones([3, 2]));
        var y = Ops.Gather(table, Tensor.From(2, 0, 2)) * Tensor.From(new float[,] { { 1 }, { 10 }, { 100 } });
        tape.Gradient(y, table).ToArray().ShouldBe([10, 10, 0, 0, 101, 101]);
    }

    [Fact]
    public void Integers_become_floats_and_back()
    {
        Ops.ToFloat(Tensor.From(3L, -1)).ToArray().ShouldBe([3, -1]);
        Ops.ToFloat(Tensor.From(true, false)).ToArray().ShouldBe([1, 0]);
        Ops.OneHot(Tensor.From(1f, 0), 3).ToArray().ShouldBe([0, 1, 0, 1, 0, 0]);
        Ops.Concatenate([Tensor.From(1, 2), Tensor.From(3)], 0).ToArray<int>().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        Message(() => Ops.Slice(Tensor.Ones([2, 3]), 1, 2, 2)).ShouldContain("2 to 4 is outside axis 1 of (2, 3)");
        Message(() => Ops.Split(Tensor.Ones([2, 3]), 1, 1, 1)).ShouldContain("do not fill");
        Message(() => Ops.Concatenate([], 0)).ShouldContain("no tensors");
        Message(() => Ops.Concatenate([Tensor.Ones([2, 3]), Tensor.Ones([3, 3])], 1)).ShouldContain("(3, 3)");
        Message(() => Ops.Concatenate([Tensor.From(1f), Tensor.From(1)], 0)).ShouldContain("Int32");
        Message(() => Ops.Gather(Tensor.Ones([2, 3]), Tensor.From(0, 2))).ShouldBe(
            "gather: an index is 2 at place 1; it must be a whole number from 0 to 1.");
        Message(() => Ops.Gather(Tensor.Ones([2, 3]), Tensor.From(1L << 40))).ShouldContain("1099511627776");
        Message(() => Ops.Gather(Tensor.Ones([2, 3]), Tensor.From(0.5f))).ShouldContain("0.5");
        Message(() => Ops.Max(Tensor.Ones([2, 0]), 1)).ShouldContain("empty");
        Message(() => Ops.Where(Tensor.Ones(2), Tensor.Ones(3), 1)).ShouldContain("where");
        Message(() => Ops.Glu(Tensor.Ones([2, 3]))).ShouldContain("(2, 3)");
        Message(
            () => Ops.Convolution(Tensor.Ones([1, 5, 5, 3]), Tensor.Ones([3, 3, 2, 4])))
            .ShouldContain("input (1, 5, 5, 3) and kernel (3, 3, 2, 4) do not fit in 1 group");
        Message(() =>
            Ops.Convolution(Tensor.Ones([1, 2, 5, 3]), Tensor.Ones([3, 3, 3, 4]))).ShouldContain("is larger than input (1, 2, 5, 3)");
        Message(() => Ops.Convolution(Tensor.Ones([1, 5, 3]), Tensor.Ones([3, 3, 3, 4]))).ShouldContain("(N, width, channels)");
        Message(() =>
            Ops.Convolution(Tensor.Ones([1, 5, 3]), Tensor.Ones([3, 3, 4]), Tensor.Ones(3))).ShouldContain("it must hold 4 numbers");
        Message(() =>
            Ops.Convolution(
                Tensor.Ones([1, 5, 5, 3]), Tensor.Ones([3, 3, 3, 4]), default,
                new() { Padding = Padding.Causal })).ShouldContain("one dimension");
        Message(() =>
            Ops.Convolution(
                Tensor.Ones([1, 5, 3]), Tensor.Ones([3, 3, 4]), default, new() { Strides = 0 })).ShouldContain("stride across is 0");
        Message(
            () => Ops.ConvolutionTransposed(Tensor.Ones([1, 5, 3]), Tensor.Ones([3, 3, 4])))
            .ShouldContain("kernels are (…, filters / groups, channels)");
        Message(
            () => Ops.DepthwiseConvolution(Tensor.Ones([1, 5, 5, 3]), Tensor.Ones([3, 3, 4, 1])))
            .ShouldContain("(…, channels, multiplier)");
        Message(() => Ops.SoftmaxCrossentropy(Tensor.Ones([2, 3]), Tensor.Ones([2, 4]))).ShouldContain("(2, 4)");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
