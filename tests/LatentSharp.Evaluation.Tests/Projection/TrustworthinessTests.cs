namespace LatentSharp.Tests;

public class TrustworthinessTests
{
    [Fact]
    public void It_is_that_of_scikit_learn()
    {
        var cloud = EvaluationReference.Matrix("trustworthiness", "data");
        var flat = Tensor.From(cloud.ToArray().Chunk(5).SelectMany(row => row.Take(2)).ToArray(), [40, 2]);
        Trustworthiness.Compute(cloud, flat).ShouldBe(EvaluationReference.Number("trustworthiness", "value"), 1e-12);
    }

    [Fact]
    public void The_thing_itself_is_its_best_map() =>
        Trustworthiness.Compute(EvaluationReference.Wine, EvaluationReference.Wine, 7).ShouldBe(1);

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Should.Throw<BadArgumentException>(() => Trustworthiness.Compute(Tensor.Ones([10, 2]), Tensor.Ones([10, 2]))).Message
            .ShouldBe("Trustworthiness: 5 neighbors do not fit 10 samples; 1 to below half of the samples would.");
        Should.Throw<BadArgumentException>(() => Trustworthiness.Compute(Tensor.Ones([20, 2]), Tensor.Ones([19, 2])));
    }
}
