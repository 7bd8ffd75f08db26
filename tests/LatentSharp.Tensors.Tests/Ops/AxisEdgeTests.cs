namespace LatentSharp.Tests;

/// <summary>Operations along axes at their edges: nothing, single numbers, ties, large numbers, and what does not fit.</summary>
public class AxisEdgeTests
{
    private const float Nan = float.NaN, Inf = float.PositiveInfinity;

    [Fact]
    public void Of_nothing()
    {
        var none = Tensor.Zeros([2, 0]);
        Ops.Sum(none, [1]).ToArray().ShouldBe([0, 0]);
        Ops.Mean(none, [0, 1]).Item().ShouldBe(Nan);
        Ops.Prod(none, 1).ToArray().ShouldBe([1, 1]);
        Ops.Variance(none, 1).ToArray().ShouldBe([Nan, Nan]);
        Ops.StdDev(none).Item().ShouldBe(Nan);
        Ops.Norm(none, 1).ToArray().ShouldBe([0, 0]);
        Ops.LogSumExp(none, 1).ToArray().ShouldBe([-Inf, -Inf]);
        Ops.CumSum(none, 1).Shape.ShouldBe(new Shape(2, 0));
        Ops.CumProd(none, 1).Shape.ShouldBe(new Shape(2, 0));
        Ops.Sort(none, 1).Shape.ShouldBe(new Shape(2, 0));
        Ops.TopK(none, 0, 1).Values.Shape.ShouldBe(new Shape(2, 0));
        Ops.Tile(none, 3, 2).Shape.ShouldBe(new Shape(6, 0));
        Ops.Tile(Tensor.Ones([2, 3]), 0, 1).Shape.ShouldBe(new Shape(0, 3));
        Ops.Pad(none, [0, (1, 2)], PadMode.Constant, 7).ToArray().ShouldBe([7, 7, 7, 7, 7, 7]);
        Ops.Slice(none, 1, .., -1).Shape.ShouldBe(new Shape(2, 0));
        Ops.TakeAlongAxis(Tensor.Ones([2, 3]), Tensor.From(Array.Empty<int>(), [2, 0]), 1).Shape.ShouldBe(new Shape(2, 0));
        Ops.MatMul(none, Tensor.Ones([0, 3])).ToArray().ShouldBe([0, 0, 0, 0, 0, 0]);
        Ops.MatMul(Tensor.Ones([0, 2, 3]), Tensor.Ones([3, 2])).Shape.ShouldBe(new Shape(0, 2, 2));
        Ops.Einsum("ij->i", none).ToArray().ShouldBe([0, 0]);
        Ops.Einsum("ij,jk->ik", none, Tensor.Ones([0, 1])).ToArray().ShouldBe([0, 0]);
        using var tape = new GradientTape();
        var x = tape.Watch(none);
        tape.Gradient(Ops.LogSumExp(x, 1) + Ops.Prod(x, 1), x).Shape.ShouldBe(new Shape(2, 0));
    }

    [Fact]
    public void Of_a_single_number()
    {
        foreach (
            var function in (Func<Tensor, Tensor>[])[
                x => Ops.Sum(x, []), x => Ops.Mean(x, []), x => Ops.Max(x), x => Ops.Min(x), x => Ops.Prod(x), x => Ops.Norm(x),
                x => Ops.LogSumExp(x)])
            function(3f).ShouldSatisfyAllConditions(y => y.Shape.ShouldBe(Shape.Scalar), y => y.Item().ShouldBe(3));
        Ops.Variance(3f).Item().ShouldBe(0);
        Ops.Variance(3f, correction: 1).Item().ShouldBe(Nan);
        Ops.Pad(3f, []).Item().ShouldBe(3);
        Ops.Tile(3f).Item().ShouldBe(3);
        Ops.Einsum("", 3f).Item().ShouldBe(3);
        Ops.Einsum(",,->", 3f, 2f, 5f).Item().ShouldBe(30);
        using var tape = new GradientTape();
        var x = tape.Watch(3f);
        tape.Gradient(Ops.Prod(x) + Ops.StdDev(x) + Ops.Norm(x) + Ops.LogSumExp(x), x).Item().ShouldBe(3);
    }

    [Fact]
    public void Axes_that_stay()
    {
        var x = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [2, 3, 4]);
        Ops.Sum(x, [0, 2], keepAxes: true).Shape.ShouldBe(new Shape(1, 3, 1));
        Ops.Max(x, [^1], keepAxes: true).Shape.ShouldBe(new Shape(2, 3, 1));
        Ops.Norm(x, 1, keepAxis: true).Shape.ShouldBe(new Shape(2, 1, 4));
        Ops.Prod(x, keepAxes: true).Shape.ShouldBe(new Shape(1, 1, 1));
        Ops.ArgMax(x, 0).ToArray<int>().ShouldAllBe(place => place == 1);
        Ops.ArgMin(x, 1).ToArray<int>().ShouldAllBe(place => place == 0);
        Ops.ArgMin(Tensor.From(2f, 1, 1, Nan), 0).AsSpan<int>()[0].ShouldBe(3);
    }

    [Fact]
    public void Logarithms_of_sums_do_not_overflow()
    {
        Ops.LogSumExp(Tensor.From(1000f, 1000)).Item().ShouldBe(1000.6931f, 1e-4f);
        Ops.LogSumExp(Tensor.From(-1000f, -Inf)).Item().ShouldBe(-1000);
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From(-Inf, -Inf));
        tape.Gradient(Ops.LogSumExp(x), x).ToArray().ShouldBe([0, 0]);
    }

    [Fact]
    public void Running_sums_are_as_exact_as_their_result()
    {
        var sums = Ops.CumSum(Tensor.Full(1_000_000, 0.1f), 0).ToArray();
        sums[^1].ShouldBe((float)(1_000_000 * (double)0.1f));
        sums[99_999].ShouldBe((float)(100_000 * (double)0.1f));
        Ops.CumSum(Tensor.Full([1000, 130], 0.1f), 0).ToArray()[^1].ShouldBe((float)(1000 * (double)0.1f));
    }

    [Fact]
    public void Margins_larger_than_the_axis_go_on()
    {
        var x = Tensor.From(1f, 2, 3);
        Ops.Pad(x, [(5, 4)], PadMode.Reflect).ToArray().ShouldBe([2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3]);
        Ops.Pad(x, [(4, 4)], PadMode.Symmetric).ToArray().ShouldBe([3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1]);
        Ops.Pad(x, [(4, 4)], PadMode.Wrap).ToArray().ShouldBe([3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1]);
        Ops.Pad(Tensor.From(7f), [(2, 1)], PadMode.Reflect).ToArray().ShouldBe([7, 7, 7, 7]);
    }

    [Fact]
    public void Equal_numbers_keep_their_order_and_NaN_is_the_largest()
    {
        var x = Tensor.From(2f, Nan, -0f, 1, 0, 2, -Inf, Inf, -Nan, -3);
        Ops.ArgSort(x, 0).ToArray<int>().ShouldBe([6, 9, 2, 4, 3, 0, 5, 7, 1, 8]);
        Ops.ArgSort(x, 0, descending: true).ToArray<int>().ShouldBe([1, 8, 7, 0, 5, 3, 2, 4, 9, 6]);
        Ops.TopK(x, 3, 0).Places.ToArray<int>().ShouldBe([1, 8, 7]);
        Ops.TopK(x, 2, 0, largest: false).Values.ToArray().ShouldBe([-Inf, -3]);
    }

    [Fact]
    public void Powers_of_0_have_the_gradient_of_1()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From(0f, 0, 0));
        tape.Gradient(Ops.Sum(Ops.Pow(x, Tensor.From(0f, 1, 2))), x).ToArray().ShouldBe([0, 1, 0]);
        var first = tape.Gradient(Ops.Sum(Ops.Pow(x, Tensor.From(0f, 1, 2))), x, differentiable: true);
        first.ToArray().ShouldBe([0, 1, 0]);
        tape.Gradient(first, x).ToArray().ShouldBe([0, 0, 2]);
    }

    [Fact]
    public void A_steady_step_with_several_axes_allocates_nothing()
    {
        var x = Tensor.Ones([4, 5, 6]);
        using var tape = new GradientTape();
        var gradients = new Tensor[1];
        for (var i = 0; i < 50; i++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Step()
        {
            tape.Restart();
            var w = tape.Watch(x);
            var moved = Ops.Slice(Ops.Pad(Ops.Tile(w, 1, 2, 1), [0, 1, (1, 0)], PadMode.Reflect), 2, .., -2);
            var y = Ops.Sum(Ops.Sum(w, [0, 2])) + Ops.Sum(Ops.LogSumExp(w, [0, 1])) + Ops.Norm(w) + Ops.Prod(w) + Ops.StdDev(moved) + Ops
                .Sum(Ops.MatMul(w, w, transposeA: true));
            tape.Gradient(y, [w], gradients, differentiable: false);
        }
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var x = Tensor.Ones([2, 3]);
        Message(() => Ops.Sum(x, 2)).ShouldBe("sum: axis 2 does not exist in (2, 3) of 2 axes.");
        Message(() => Ops.Mean(x, [^3])).ShouldBe("mean: axis ^3 does not exist in (2, 3) of 2 axes.");
        Message(() => Ops.Norm(x, [1, ^1])).ShouldBe("sum: axis ^1 of (2, 3) is named twice.");
        Message(() => Ops.Max(Tensor.Ones([2, 0]), [0, 1])).ShouldBe(
            "max: axis 1 of (2, 0) is empty; the largest of no numbers does not exist.");
        Message(() => Ops.Min(Tensor.Ones([0, 2]), 0)).ShouldBe(
            "min: axis 0 of (0, 2) is empty; the smallest of no numbers does not exist.");
        Message(() => Ops.Norm(x, order: Nan)).ShouldContain("NaN");
        Message(() => Ops.Variance(x, correction: -1)).ShouldContain("-1");
        Message(() => Ops.Pad(x, [1])).ShouldBe("pad: 1 margins do not fit (2, 3); there is one for each axis.");
        Message(() => Ops.Pad(x, [0, (-1, 0)])).ShouldContain("-1 + 0");
        Message(() => Ops.Pad(Tensor.Ones([2, 0]), [0, 1], PadMode.Edge)).ShouldBe(
            "pad: axis 1 of (2, 0) has no elements that Edge could continue; Constant would fit.");
        Message(() => Ops.Pad(Tensor.From(1), [1], PadMode.Constant, 0.5f)).ShouldBe("pad: the value 0.5 is none of Int32; 0 would fit.");
        Message(() => Ops.Pad(x, [0, 1], (PadMode)9)).ShouldContain("does not exist");
        Message(() => Ops.Slice(x, 1, 0..4)).ShouldBe("slice: 0..4 is outside axis 1 of (2, 3), or ends before it begins.");
        Message(() => Ops.Slice(x, 1, 2..1)).ShouldContain("2..1");
        Message(() => Ops.Slice(x, 1, .., 0)).ShouldContain("the step is 0");
        Message(() => Ops.Tile(x, 2)).ShouldContain("1 repeats do not fit (2, 3)");
        Message(() => Ops.Tile(x, 2, -1)).ShouldContain("-1");
        Message(() => Ops.Repeat(x, int.MaxValue, 0)).ShouldContain("more than a tensor can hold");
        Message(() => Ops.TakeAlongAxis(x, Tensor.From(0, 3), 1)).ShouldBe(
            "take along axis: indices (2) do not fit (2, 3); sizes may differ in axis 1 only, or be 1.");
        Message(() => Ops.TakeAlongAxis(x, Tensor.From(new[,] { { 0 }, { 3 } }), 1)).ShouldBe(
            "take along axis: an index is 3 at place 1; it must be a whole number from 0 to 2.");
        Message(() => Ops.TopK(x, 4, 1)).ShouldBe("top k: k is 4; axis 1 of (2, 3) has 0 to 3.");
        Message(() => Ops.MatMul(x, x)).ShouldBe("matmul: (2, 3) and (2, 3) do not fit; the inner sizes 3 and 2 differ.");
        Message(() => Ops.MatMul(x, 2f)).ShouldContain("* multiplies");
        Message(
            () => Ops.MatMul(Tensor.Ones([2, 1, 3]), Tensor.Ones([3, 3, 1])))
            .ShouldContain("matmul, leading axes: shapes (2) and (3) do not fit");
    }

    [Theory]
    [InlineData("ij,jk->ik->i", "it has more than one ->")]
    [InlineData("ij", "it names 1 operands, and 2 were given")]
    [InlineData("i,jk->ik", "it names 1 axes of operand 1, which is (2, 3)")]
    [InlineData("ijkl...,jk", "it names 4 axes of operand 1, which is (2, 3)")]
    [InlineData("ij,jk->iq", "label q of the result is in no operand")]
    [InlineData("ij,jk->ii", "label i is twice in the result")]
    [InlineData("ij,jk->i1", "'1' in the result is no label; those are letters, and ... stands once for axes that are not named")]
    [InlineData("i.j,jk", "'.' in operand 1 is no label; those are letters, and ... stands once for axes that are not named")]
    [InlineData("ij,ji->ij", "label i has sizes 2 and 4")]
    [InlineData("ii,jk->i", "label i has sizes 2 and 3")]
    public void An_equation_that_cannot_be_is_refused_with_the_reason(string equation, string reason) =>
        Message(() => Ops.Einsum(equation, Tensor.Ones([2, 3]), Tensor.Ones([3, 4]))).ShouldBe($"einsum: '{equation}': {reason}.");

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
