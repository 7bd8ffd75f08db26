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
            .ShouldBe(
                "ReconstructionError: original Float32 (2, 3) and reconstruction Float32 (3, 2) "
                + "do not fit; both must be Float32 of one shape.");

    [Fact]
    public void Padding_of_sequences_does_not_count()
    {
        Tensor original = Tensor.From<float>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]),
        reconstruction = Tensor.From<float>([1, 0, 3, 9, 9, 9, 6, 8, 9, 10, 11, 9], [2, 3, 2]);
        // Of the first sequence one step counts, 2² in 2 values, of the second all three, 1 + 3² in 6.
        ReconstructionError.MeanSquared(original, reconstruction, [1, 3]).ShouldBe((4 + 10) / 8.0, 1e-12);
        ReconstructionError.MeanSquaredPerSample(original, reconstruction, [1, 3]).ToArray().ShouldBe([2, 10 / 6f]);
        ReconstructionError.MeanSquared(original, reconstruction, []).ShouldBe(ReconstructionError.MeanSquared(original, reconstruction));
        Should.Throw<BadArgumentException>(() =>
            ReconstructionError.MeanSquared(original, reconstruction, [1])).Message.ShouldContain("1 lengths do not fit (2, 3, 2)");
        Should.Throw<BadArgumentException>(() => ReconstructionError.MeanSquared(original, reconstruction, [1, 4]));
    }
}
