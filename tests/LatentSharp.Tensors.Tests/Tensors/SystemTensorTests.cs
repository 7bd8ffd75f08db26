namespace LatentSharp.Tests;

public class SystemTensorTests
{
    [Fact]
    public void NETs_tensors_are_copied_both_ways()
    {
        var theirs = System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);
        var ours = Tensor.From(theirs);
        ours.Shape.ShouldBe(new Shape(2, 3));
        ours[1, 0].ShouldBe(4);
        var back = ours.ToSystemTensor<float>();
        back.Lengths.ToArray().ShouldBe([2, 3]);
        back[1, 2].ShouldBe(6);
        Should.Throw<BadArgumentException>(() => ours.ToSystemTensor<int>()).Message.ShouldContain("Float32");
    }

    [Fact]
    public void A_slice_of_NETs_tensor_is_copied_in_its_own_order()
    {
        var whole = System.Numerics.Tensors.Tensor.Create([1, 2, 3, 4, 5, 6], [2, 3]);
        Tensor.From(whole.Slice(0..2, 1..3)).ToArray<int>().ShouldBe([2, 3, 5, 6]);
    }
}
