using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Whole numbers and booleans where operations compute with Float32: taken as the numbers they are, or refused by name.</summary>
public class WholeNumberTests
{
    public static TheoryData<OpCase> Cases => [.. OpCases.All.Where(test => test.Name != "gradient of a convolution's kernel")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Whole_numbers_are_the_same_as_floats(OpCase test)
    {
        var floats = test.Shapes.Select((shape, i) =>
            Tensor.From(Enumerable.Range(0, shape.Count).Select(at => (float)(((at * 7) + i) % 3)).ToArray(), shape)).ToArray();
        var whole = Array.ConvertAll(floats, x => Tensor.From(Array.ConvertAll(x.ToArray(), value => (int)value), x.Shape));
        var longs = Array.ConvertAll(floats, x => Tensor.From(Array.ConvertAll(x.ToArray(), value => (long)value), x.Shape));
        var expected = Ops.ToFloat(test.Operation(floats)).ToArray();
        Ops.ToFloat(test.Operation(whole)).ToArray().ShouldBe(expected);
        Ops.ToFloat(test.Operation(longs)).ToArray().ShouldBe(expected);
    }

    [Fact]
    public void What_Float32_does_not_hold_is_refused_with_the_names_of_operation_and_argument()
    {
        Message(() => Ops.Exp(Tensor.From(1L, (1L << 24) + 1))).ShouldBe(
            "exp: x is Int64 (2) and holds 16777217 at place 1; whole numbers are taken up to "
            + "±16777216, beyond which Float32 rounds them. Ops.ToFloat rounds.");
        Message(
            () => Ops.Multiply(Tensor.From(1f, 2), Tensor.From(1, -16777217)))
            .ShouldStartWith("multiply: b is Int32 (2) and holds -16777217 at place 1");
        Message(() => Ops.Less(Tensor.From(1 << 25), 1)).ShouldStartWith("less: a is Int32");
        Message(
            () => Ops.MatMul(Tensor.Ones([1, 1]), Tensor.From(new[] { (Half)1 }, [1, 1])))
            .ShouldStartWith("matmul: b is Float16 (1, 1), for storage only");
        Message(() => Ops.Dense(Tensor.From(new[] { (Half)1 }, [1, 1]), Tensor.Ones([1, 1]))).ShouldStartWith("dense: x is Float16");
        Message(() => Ops.Softmax(default)).ShouldBe("softmax: x is default(Tensor); it holds nothing.");
        Message(() => Ops.HardSigmoid(default)).ShouldBe("hard sigmoid: x is default(Tensor); it holds nothing.");
        Message(() => Ops.Einsum("i,i", Tensor.Ones(2), Tensor.From(1 << 25, 0))).ShouldStartWith("einsum: operand 2 is Int32");
    }

    [Fact]
    public void Whole_numbers_stay_what_they_are_where_they_are_only_moved()
    {
        var x = Tensor.From(new[,] { { int.MaxValue, 2, 3 }, { 4, 5, int.MinValue } });
        Ops.Transpose(x).ToArray<int>().ShouldBe([int.MaxValue, 4, 2, 5, 3, int.MinValue]);
        Ops.BroadcastTo(x.Rows(0, 1), [2, 3]).ToArray<int>().ShouldBe([int.MaxValue, 2, 3, int.MaxValue, 2, 3]);
        Ops.Tile(Tensor.From(long.MaxValue, 1), 2).ToArray<long>().ShouldBe([long.MaxValue, 1, long.MaxValue, 1]);
        Ops.Repeat(Tensor.From(true, false), 2, 0).ToArray<bool>().ShouldBe([true, true, false, false]);
        Ops.Slice(x, 1, .., -2).ToArray<int>().ShouldBe([3, int.MaxValue, int.MinValue, 4]);
        Ops.Pad(x, [0, (1, 0)], PadMode.Constant, -1).ToArray<int>().ShouldBe([-1, int.MaxValue, 2, 3, -1, 4, 5, int.MinValue]);
        Ops.TakeAlongAxis(Tensor.From(1L << 40, 2), Tensor.From(1, 0), 0).ToArray<long>().ShouldBe([2, 1L << 40]);
        Ops.Permute(Tensor.From(new[] { (Half)1, (Half)2 }, [1, 2]), 1, 0).ToArray<Half>().ShouldBe([(Half)1, (Half)2]);
    }

    [Fact]
    public void Labels_are_taken_as_whatever_they_are_kept()
    {
        foreach (var labels in new[] { Tensor.From(0, 2, 1), Tensor.From(0L, 2, 1), Tensor.From(0f, 2, 1) })
            Ops.ToIndices(labels, 0, 3, "a label").ToArray<int>().ShouldBe([0, 2, 1]);
        Ops.ToIndices(Tensor.From(true, false), 0, 2, "a label").ToArray<int>().ShouldBe([1, 0]);
        Message(() => Ops.ToIndices(Tensor.From(0, 3), 0, 3, "a label")).ShouldContain("a label");
        Message(() => Ops.ToIndices(Tensor.From(0.5f), 0, 3, "a label")).ShouldContain("0.5");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
