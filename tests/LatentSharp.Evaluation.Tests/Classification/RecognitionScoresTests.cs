namespace LatentSharp.Tests;

public class RecognitionScoresTests
{
    [Fact]
    public void Several_classes_in_unequal_numbers_are_scored_as_by_scikit_learn()
    {
        var scores = RecognitionScores.Of(
            EvaluationReference.Labels("several", "truth"), EvaluationReference.Labels("several", "guess"),
            EvaluationReference.Matrix("several", "shares"), [0, 1, 2]);

        scores.Accuracy.ShouldBe(EvaluationReference.Number("several", "accuracy"), 1e-12);
        scores.BalancedAccuracy.ShouldBe(EvaluationReference.Number("several", "balanced"), 1e-12);
        scores.RarestRecall.ShouldBe(EvaluationReference.Number("several", "recall"), 1e-12);
        scores.AveragePrecision.ShouldBe(EvaluationReference.Number("several", "precision"), 1e-12);
    }

    [Fact]
    public void A_class_that_is_lost_shows_in_all_but_the_accuracy()
    {
        // Of 10 samples the one of class 7 is never named; it ranks third, so the average precision is 1/3.
        var labels = Tensor.From(3, 3, 3, 3, 3, 3, 3, 3, 3, 7);
        var shares = new float[20];
        for (var i = 0; i < 10; i++) (shares[2 * i], shares[(2 * i) + 1]) = (0.9f, i < 2 ? 0.3f : i == 9 ? 0.2f : 0.1f);
        var scores = RecognitionScores.Of(labels, Tensor.From(3, 3, 3, 3, 3, 3, 3, 3, 3, 3), Tensor.From(shares, [10, 2]), [3, 7]);

        (scores.Accuracy, scores.BalancedAccuracy, scores.RarestRecall).ShouldBe((0.9, 0.5, 0));
        scores.AveragePrecision.ShouldBe(1 / 3.0, 1e-12);
        // A class that no column stands for is ranked with all others: its share.
        RecognitionScores.Of(labels, Tensor.From(3, 3, 3, 3, 3, 3, 3, 3, 3, 3), Tensor.Ones([10, 1]), [3]).AveragePrecision
            .ShouldBe(0.1, 1e-12);
        RecognitionScores.Of(Tensor.From(1, 1), Tensor.From(1, 1), Tensor.Ones([2, 1]), [1]).AveragePrecision.ShouldBe(double.NaN);
        RecognitionScores.Of(Tensor.From<int>(), Tensor.From<int>(), Tensor.Zeros([0, 1]), [1]).Accuracy.ShouldBe(double.NaN);
        Should.Throw<BadArgumentException>(() =>
            RecognitionScores.Of(labels, labels, Tensor.Ones([10, 3]), [3, 7])).Message.ShouldContain("(10, 2)");
    }

    [Fact]
    public void Classes_are_unequal_from_half_as_many_again()
    {
        ClassBalance.Of(Tensor.From(5, 5, 5, 2, 2, 9, 9))!.IsUnequal.ShouldBeTrue();
        ClassBalance.Of(Tensor.From(5, 5, 5, 5, 2, 2, 2))!.IsUnequal.ShouldBeFalse();
        ClassBalance.Of(Tensor.From(4, 4))!.IsUnequal.ShouldBeFalse();
        ClassBalance.Of(Tensor.From<int>()).ShouldBeNull();
        var balance = ClassBalance.Of(Tensor.From(5, 5, 5, 2, 2, 9, 9))!;
        (balance.MostFrequent, balance.MostFrequentShare, balance.Rarest, balance.RarestCount).ShouldBe((5, 3 / 7.0, 2, 2));
    }
}
