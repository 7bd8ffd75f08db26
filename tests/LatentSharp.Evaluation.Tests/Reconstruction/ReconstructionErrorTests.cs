namespace LatentSharp.Tests;

public class ReconstructionErrorTests
{
    [Fact]
    public void Errors_are_those_by_hand()
    {
        var x = Tensor.From<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
        var y = Tensor.From<float>([1, 2, 3, 6, 5, 5, 8, 10], [2, 2, 2]);
        // Squares 0 0 0 4 and 0 1 1 4.
        ReconstructionError.MeanSquared(x, y).ShouldBe(10 / 8.0);
        ReconstructionError.MeanSquaredPerSample(x, y).ToArray().ShouldBe([1, 1.5f]);
    }

    [Fact]
    public void Without_values_the_mean_is_not_a_number()
    {
        ReconstructionError.MeanSquared(Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3])).ShouldBe(double.NaN);
        ReconstructionError.MeanSquaredPerSample(Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3])).Count.ShouldBe(0);
        ReconstructionError.MeanSquaredPerSample(Tensor.Zeros([2, 0]), Tensor.Zeros([2, 0])).ToArray().ShouldBe([float.NaN, float.NaN]);
    }

    [Fact]
    public void Shapes_that_differ_are_refused() =>
        Should.Throw<BadArgumentException>(() => ReconstructionError.MeanSquared(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2]))).Message
            .ShouldBe("ReconstructionError: original Float32 (2, 3) and reconstruction Float32 (3, 2) do not fit; both must be Float32 of one shape.");
}
