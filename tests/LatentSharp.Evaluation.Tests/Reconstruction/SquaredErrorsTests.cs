namespace LatentSharp.Tests;

public class SquaredErrorsTests
{
    [Fact]
    public void Pieces_give_the_sum_of_the_whole_to_the_last_bit()
    {
        var x = Enumerable.Range(0, 1000).Select(i => MathF.Sin(i) * 1e3f).ToArray();
        var y = Enumerable.Range(0, 1000).Select(i => MathF.Cos(i) / 3).ToArray();
        var pieces = new SquaredErrors();
        for (var i = 0; i < 1000; i += 37) pieces.Add(x.AsSpan(i, Math.Min(37, 1000 - i)), y.AsSpan(i, Math.Min(37, 1000 - i)));
        pieces.Mean.ShouldBe(ReconstructionError.MeanSquared(Tensor.From(x), Tensor.From(y)));
        pieces.Mean.ShouldBe(x.Zip(y).Sum(pair => Math.Pow(pair.First - (double)pair.Second, 2)) / 1000, 1e-7);
    }

    [Fact]
    public void Sequences_count_by_their_values_and_nothing_has_no_mean()
    {
        var errors = new SquaredErrors();
        errors.Mean.ShouldBe(double.NaN);
        errors.AddSequence([1, 2], [0, 0]);
        errors.AddSequence([3], [0]);
        // (1 + 4 + 9) / 3.
        errors.Mean.ShouldBe(14.0 / 3);
        SquaredErrors.MeanOf([1, 2], [0, 0]).ShouldBe(2.5);
    }
}
