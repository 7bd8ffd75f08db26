namespace LatentSharp.Tests;

/// <summary>Beside scikit-learn and NumPy, by tests/references/evaluation/quality.py, and by hand.</summary>
public class FeatureQualityTests
{
    private static Tensor Digits => EvaluationReference.Digits.Reshape([1797, 64]);

    [Fact]
    public void Groups_are_judged_as_by_scikit_learn() =>
        Clustering.DaviesBouldin(EvaluationReference.Iris, EvaluationReference.Labels("data", "iris_labels"))
            .ShouldBe(EvaluationReference.Number("quality", "davies_bouldin"), 1e-9);

    [Fact]
    public void Torn_neighborhoods_are_the_lost_trust_of_the_way_back()
    {
        var plane = EvaluationReference.Matrix("quality", "plane");
        Continuity.Compute(EvaluationReference.Iris, plane, 7).ShouldBe(EvaluationReference.Number("quality", "continuity"), 1e-9);
        Continuity.Compute(plane, EvaluationReference.Iris, 7).ShouldBe(Trustworthiness.Compute(EvaluationReference.Iris, plane, 7));
    }

    [Fact]
    public void The_effective_rank_is_that_of_the_singular_values()
    {
        FeatureQuality.EffectiveRank(EvaluationReference.Iris).ShouldBe(EvaluationReference.Number("quality", "rank", "iris"), 1e-6);
        FeatureQuality.EffectiveRank(Digits.Rows(0, 40)).ShouldBe(EvaluationReference.Number("quality", "rank", "wide"), 1e-6);
        // Two directions of the same variance are two, one is one, none is none.
        FeatureQuality.EffectiveRank(Tensor.From(new float[,] { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } })).ShouldBe(2, 1e-9);
        FeatureQuality.EffectiveRank(Tensor.From(new float[,] { { 1, 2 }, { 2, 4 }, { 3, 6 } })).ShouldBe(1, 1e-6);
        FeatureQuality.EffectiveRank(Tensor.Ones([5, 3])).ShouldBe(0);
    }

    [Fact]
    public void Units_that_never_change_are_dead()
    {
        var features = Tensor.From(new float[,] { { 7, 1, 0 }, { 7, 2, 0 }, { 7, 3, 1e-9f } });
        FeatureQuality.DeadUnits(features).ShouldBe([0, 2]);
        FeatureQuality.DeadUnits(Tensor.Ones([4, 2])).ShouldBe([0, 1]);
    }

    [Fact]
    public void Correlations_are_those_of_NumPy()
    {
        var found = FeatureQuality.Correlations(EvaluationReference.Wine);
        double[] all = [.. found.Cast<double>()];
        var expected = EvaluationReference.Numbers("quality", "correlation", "pairs");
        for (var i = 0; i < all.Length; i++) all[i].ShouldBe(expected[i], 1e-9);
        FeatureQuality.MeanCorrelation(EvaluationReference.Wine)
            .ShouldBe(EvaluationReference.Number("quality", "correlation", "mean"), 1e-9);
        FeatureQuality.MeanCorrelation(Tensor.From(new float[,] { { 1, 5 }, { 2, 5 } })).ShouldBe(0);
    }

    [Fact]
    public void Alignment_is_as_published_and_sees_no_rotation()
    {
        var (iris, plane) = (EvaluationReference.Iris, EvaluationReference.Matrix("quality", "plane"));
        FeatureQuality.LinearCka(iris, plane).ShouldBe(EvaluationReference.Number("quality", "cka", "iris"), 1e-6);
        var (first, second) = (Digits.Rows(0, 40), Reversed(Digits.Rows(40, 40)));
        FeatureQuality.LinearCka(first, second).ShouldBe(EvaluationReference.Number("quality", "cka", "wide"), 1e-6);
        FeatureQuality.LinearCka(plane, Ops.MatMul(plane, Tensor.From(new float[,] { { 0, -3 }, { 3, 0 } })) + 5).ShouldBe(1, 1e-5);
        Should.Throw<BadArgumentException>(() => FeatureQuality.LinearCka(iris, plane.Rows(0, 3))).Message.ShouldContain("150 and 3");
    }

    [Fact]
    public void Generated_samples_are_judged_as_published()
    {
        var rows = Enumerable.Range(0, 75).ToArray();
        var (real, made) = (EvaluationReference.Iris.Take([.. rows.Select(i => 2 * i)]),
            EvaluationReference.Iris.Take([.. rows.Select(i => (2 * i) + 1)]));
        var found = SampleFidelity.Compute(real, made, 3);
        found.Precision.ShouldBe(EvaluationReference.Number("quality", "fidelity", "precision"), 1e-9);
        found.Recall.ShouldBe(EvaluationReference.Number("quality", "fidelity", "recall"), 1e-9);
        found.Density.ShouldBe(EvaluationReference.Number("quality", "fidelity", "density"), 1e-9);
        found.Coverage.ShouldBe(EvaluationReference.Number("quality", "fidelity", "coverage"), 1e-9);
        var far = SampleFidelity.Compute(real, made + 100, 3);
        far.ShouldBe(new SampleFidelity(0, 0, 0, 0));
        Should.Throw<BadArgumentException>(() => SampleFidelity.Compute(real, made.Rows(0, 3), 3)).Message.ShouldContain("3 generated");
    }

    private static Tensor Reversed(Tensor rows) =>
        Tensor.From([.. Enumerable.Range(0, rows.Shape[0]).SelectMany(i => rows.Rows(i, 1).ToArray().Reverse())], rows.Shape);
}
