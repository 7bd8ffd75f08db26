namespace LatentSharp.Tests;

public class TensorTests
{
    [Fact]
    public void Elements_stand_in_row_major_order()
    {
        var x = Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        x.Shape.ShouldBe(new Shape(2, 3));
        x[1, 0].ShouldBe(4);
        x.Rows(1, 1).ToArray().ShouldBe([4, 5, 6]);
        x.Take([1, 0, 1]).ToArray().ShouldBe([4, 5, 6, 1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Memory_begins_on_a_cache_line()
    {
        for (var size = 1; size < 300; size += 7)
        {
            unsafe
            {
                fixed (float* p = Tensor.Zeros(size).AsSpan()) ((nint)p % 64).ShouldBe(0);
            }
        }
    }

    [Fact]
    public void A_span_keeps_the_numbers_alive_without_its_tensor()
    {
        var span = Tensor.Full(1000, 7).AsSpan();
        for (var i = 0; i < 200; i++) _ = Tensor.Full(100_000, 1);
        foreach (var value in span) value.ShouldBe(7);
    }

    [Theory]
    [InlineData(DType.Float32, 4)]
    [InlineData(DType.Int32, 4)]
    [InlineData(DType.Int64, 8)]
    [InlineData(DType.Bool, 1)]
    [InlineData(DType.Float16, 2)]
    [InlineData(DType.BFloat16, 2)]
    public void Each_type_has_its_size(DType type, int bytes)
    {
        type.Size().ShouldBe(bytes);
        Tensor.Zeros([3, 2], type).Bytes.Length.ShouldBe(6 * bytes);
    }

    [Fact]
    public void Wrong_use_is_told_with_shapes_and_values()
    {
        var x = Tensor.Zeros([2, 3]);
        Message(() => Tensor.From([1f, 2f], [3])).ShouldBe("Tensor.From: 2 values do not fill shape (3) of 3 elements.");
        Message(() => x.Item()).ShouldContain("(2, 3)");
        Message(() => x.Rows(1, 2)).ShouldContain("rows 1 to 3");
        Message(() => x.Take([2])).ShouldContain("row 2");
        Message(() => x.AsSpan<int>()).ShouldContain("Float32");
        Message(() => _ = default(Tensor).Shape).ShouldContain("default");
        Message(() => Ops.MatMul(Tensor.Zeros([32, 784]), Tensor.Zeros([512, 10])))
            .ShouldBe("matmul: (32, 784) and (512, 10) do not fit; the inner sizes 784 and 512 differ.");
        Message(() => Ops.Add(Tensor.Zeros([2, 3]), Tensor.Zeros([4]))).ShouldBe(
            "add: shapes (2, 3) and (4) do not fit; sizes 3 and 4 differ and neither is 1.");
        Message(() => x.Reshape([4, Shape.Any])).ShouldContain("(2, 3)");
    }

    [Fact]
    public void Empty_tensors_have_a_sum_of_zero_and_no_mean()
    {
        var empty = Tensor.Zeros([0, 4]);
        Ops.Sum(empty).Item().ShouldBe(0);
        Ops.Mean(empty).Item().ShouldBe(float.NaN);
        Ops.MatMul(empty, Tensor.Zeros([4, 2])).Shape.ShouldBe(new Shape(0, 2));
        Ops.Relu(empty).Count.ShouldBe(0);
        Ops.Add(empty, Tensor.Zeros(4)).Shape.ShouldBe(new Shape(0, 4));
        Ops.MatMul(Tensor.Zeros([2, 0]), Tensor.Zeros([0, 3])).ToArray().ShouldAllBe(value => value == 0);
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
