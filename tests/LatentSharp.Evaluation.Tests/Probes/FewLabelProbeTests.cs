namespace LatentSharp.Tests;

public class FewLabelProbeTests
{
    [Fact]
    public void Few_labels_are_drawn_by_class_and_all_of_them_are_the_probe_itself()
    {
        var (x, y) = (EvaluationReference.Iris, EvaluationReference.Labels("data", "iris_labels"));
        var found = FewLabelProbe.Compute(x, y, x, y, [0.01, 0.1, 1], draws: 2);
        found.Select(probe => probe.Labels).ShouldBe([3, 15, 150]);
        var whole = new LinearProbe { VarianceFloor = FeatureEvaluation.VarianceFloor }.Fit(x, y).Accuracy(x, y);
        found[2].Accuracy.ShouldBe(whole, 1e-12);
        found[2].Deviation.ShouldBe(0, 1e-12);
        found[1].Accuracy.ShouldBeInRange(0.8, 1);
    }

    [Fact]
    public void Shares_that_say_nothing_new_are_left_out()
    {
        var (x, y) = (Tensor.From(new float[,] { { 0 }, { 1 }, { 2 }, { 3 } }), Tensor.From(0, 0, 1, 1));
        FewLabelProbe.Compute(x, y, x, y).Single().Labels.ShouldBe(2);
        Should.Throw<BadArgumentException>(() => FewLabelProbe.Compute(x, y, x, y, [1.5])).Message.ShouldContain("1.5");
    }
}
