using System.Globalization;

namespace LatentSharp.Tests;

public class DetectionTests
{
    [Fact]
    public void Areas_are_those_of_scikit_learn()
    {
        var labels = EvaluationReference.Labels("detection", "labels");
        var scores = Tensor.From(Array.ConvertAll(EvaluationReference.Numbers("detection", "scores"), score => (float)score));
        Detection.RocAuc(labels, scores).ShouldBe(EvaluationReference.Number("detection", "roc"), 1e-12);
        Detection.AveragePrecision(labels, scores).ShouldBe(EvaluationReference.Number("detection", "precision"), 1e-12);
    }

    [Fact]
    public void Areas_are_those_by_hand()
    {
        // Anomalies 3 and 1, normal 2 and 0: three of four pairs are in order. Precision 1 at recall 1/2, 2/3 at recall 1.
        var (labels, scores) = (Tensor.From(1, 0, 1, 0), Tensor.From(3f, 2, 1, 0));
        Detection.RocAuc(labels, scores).ShouldBe(0.75);
        Detection.AveragePrecision(labels, scores).ShouldBe((1 + (2 / 3.0)) / 2, 1e-15);
        Detection.RocAuc(labels, Tensor.Ones(4)).ShouldBe(0.5);
        Detection.AveragePrecision(labels, Tensor.Ones(4)).ShouldBe(0.5);
    }

    /// <summary>
    /// The anomaly 3 is above both others and the anomaly 1 above one of them; two of each, so that a whole share counts 2, less 0.75.
    /// </summary>
    [Fact]
    public void EachSampleHasItsPartInTheArea()
    {
        Detection.RocAucParts(Tensor.From(1, 1, 0, 0), Tensor.From(3f, 1, 2, 0)).ShouldBe([1.25, 0.25, 0.25, 1.25]);
        // A tie counts half, and of unequal classes the mean is the area too.
        var (labels, scores) = (Tensor.From(1, 0, 0, 0, 1), Tensor.From(1f, 1, 0, 2, 5));
        Detection.RocAucParts(labels, scores).Average().ShouldBe(Detection.RocAuc(labels, scores), 1e-12);
        Detection.RocAuc(labels, scores).ShouldBe(0.75);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        Should.Throw<BadArgumentException>(() => Detection.RocAuc(Tensor.From(1, 1), Tensor.Ones(2))).Message
            .ShouldBe("RocAuc: 2 labels with 2 anomalies; both 0 and 1 must occur.");
        Should.Throw<BadArgumentException>(() =>
            Detection.RocAuc(Tensor.From(1, 2), Tensor.Ones(2))).Message.ShouldBe("RocAuc: label 2 is neither 0 nor 1.");
        Should.Throw<BadArgumentException>(() => Detection.AveragePrecision(Tensor.From(1, 0), Tensor.From(float.NaN, 1))).Message
            .ShouldBe("AveragePrecision: a score is NaN; scores must be numbers.");
        Should.Throw<BadArgumentException>(() => Detection.RocAuc(Tensor.From(1, 0), Tensor.Ones([2, 1])));
        Should.Throw<BadArgumentException>(() => Detection.RocAuc(Tensor.From(1, 0), Tensor.Ones(3)));
    }
}
