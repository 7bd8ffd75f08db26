namespace LatentSharp.Tests;

/// <summary>Beside scikit-learn's RidgeClassifierCV, by tests/references/evaluation/quality.py, and by hand.</summary>
public class RidgeProbeTests
{
    private static Tensor Digits => EvaluationReference.Digits.Reshape([1797, 64]);

    public static TheoryData<string> Cases => ["wine", "two", "wide"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_strength_the_weights_and_the_classes_are_scikit_learns(string name)
    {
        var (x, y, test) = Of(name);
        var fitted = new RidgeProbe().Fit(x, y);
        fitted.Alpha.ShouldBe(EvaluationReference.Number("quality", "ridge", name, "alpha"), 1e-9);
        fitted.LeaveOneOutError.ShouldBe(EvaluationReference.Number("quality", "ridge", name, "error"), 1e-6);
        double[] expected = [.. EvaluationReference.Numbers("quality", "ridge", name, "weights"),
            .. EvaluationReference.Numbers("quality", "ridge", name, "biases")];
        fitted.Weights.Length.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++) fitted.Weights[i].ShouldBe(expected[i], 1e-6);
        fitted.Predict(test).ToArray<int>().ShouldBe(EvaluationReference.Labels("quality", "ridge", name, "predictions").ToArray<int>());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_does_without_standardising(string name)
    {
        var (x, y, test) = Of(name);
        var fitted = new RidgeProbe { Standardize = false }.Fit(x, y);
        fitted.Alpha.ShouldBe(EvaluationReference.Number("quality", "ridge", name, "plain_alpha"), 1e-9);
        fitted.Predict(test).ToArray<int>().ShouldBe(EvaluationReference.Labels("quality", "ridge", name, "plain").ToArray<int>());
    }

    [Fact]
    public void One_class_is_always_named_and_nothing_impossible_is_taken()
    {
        new RidgeProbe().Fit(Tensor.Ones([3, 2]), Tensor.From(4, 4, 4)).Predict(Tensor.Zeros([2, 2])).ToArray<int>().ShouldBe([4, 4]);
        Should.Throw<BadArgumentException>(() => new RidgeProbe { Alphas = [0] }.Fit(Tensor.Ones([3, 2]), Tensor.From(0, 1, 1)))
            .Message.ShouldContain("above 0");
        Should.Throw<BadArgumentException>(() => new RidgeProbe().Fit(Tensor.Zeros([0, 2]), Tensor.From(Array.Empty<int>())))
            .Message.ShouldContain("no samples");
    }

    private static (Tensor X, Tensor Y, Tensor Test) Of(string name) => name switch
    {
        "wine" => (Every(EvaluationReference.Wine, 0, 178, 2), Every(EvaluationReference.Labels("quality", "wine_labels"), 0, 178, 2),
            Every(EvaluationReference.Wine, 1, 178, 2)),
        "two" => (Every(EvaluationReference.Iris, 0, 100, 3), Every(Labels("iris"), 0, 100, 3), Every(EvaluationReference.Iris, 1, 100, 3)),
        _ => (Digits.Rows(0, 50), Every(Labels("digits"), 0, 50, 1), Digits.Rows(50, 40)),
    };

    private static Tensor Labels(string name) => EvaluationReference.Labels("data", name + "_labels");

    private static Tensor Every(Tensor rows, int first, int below, int step) =>
        rows.Take([.. Enumerable.Range(0, (below - first + step - 1) / step).Select(i => first + (i * step))]);
}
