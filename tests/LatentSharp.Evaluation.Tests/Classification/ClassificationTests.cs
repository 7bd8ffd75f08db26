namespace LatentSharp.Tests;

public class ClassificationTests
{
    [Fact]
    public void Counts_and_scores_are_those_of_scikit_learn()
    {
        var (truth, guess) = (EvaluationReference.Labels("classification", "truth"), EvaluationReference.Labels("classification", "guess"));
        var matrix = new ConfusionMatrix(truth, guess);
        matrix.Classes.ShouldBe([0, 1, 2, 3, 4]);
        matrix.Total.ShouldBe(50);
        var expected = EvaluationReference.Numbers("classification", "matrix");
        for (var i = 0; i < 25; i++) matrix[i / 5, i % 5].ShouldBe((int)expected[i]);
        matrix.Accuracy.ShouldBe(EvaluationReference.Number("classification", "accuracy"), 1e-15);
        Classification.Accuracy(truth, guess).ShouldBe(EvaluationReference.Number("classification", "accuracy"), 1e-15);
        matrix.MacroPrecision.ShouldBe(EvaluationReference.Numbers("classification", "precision").Average(value => (double)value), 1e-15);
        matrix.MacroRecall.ShouldBe(EvaluationReference.Numbers("classification", "recall").Average(value => (double)value), 1e-15);
        matrix.MacroF1.ShouldBe(EvaluationReference.Numbers("classification", "f1").Average(value => (double)value), 1e-15);
        Compare("precision", score => score.Precision);
        Compare("recall", score => score.Recall);
        Compare("f1", score => score.F1);
        Compare("support", score => score.Support);

        void Compare(string name, Func<ClassScores, double> value)
        {
            var numbers = EvaluationReference.Numbers("classification", name);
            for (var c = 0; c < 5; c++) value(matrix.PerClass[c]).ShouldBe(numbers[c], 1e-15);
        }
    }

    [Fact]
    public void Without_samples_accuracy_is_not_a_number()
    {
        Classification.Accuracy(Tensor.From<int>(), Tensor.From<int>()).ShouldBe(double.NaN);
        new ConfusionMatrix(Tensor.From<int>(), Tensor.From<int>()).Accuracy.ShouldBe(double.NaN);
    }

    /// <summary>
    /// Class 2 is predicted but never present: scikit-learn's balanced accuracy leaves it out, its macro recall counts it as 0.
    /// </summary>
    [Fact]
    public void Balanced_accuracy_is_of_classes_that_are_present()
    {
        var matrix = new ConfusionMatrix(Tensor.From(0, 0, 0, 1), Tensor.From(0, 0, 2, 1));
        matrix.BalancedAccuracy.ShouldBe(5.0 / 6, 1e-15);
        matrix.MacroRecall.ShouldBe(5.0 / 9, 1e-15);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        Should.Throw<BadArgumentException>(() => Classification.Accuracy(Tensor.From(1, 2), Tensor.From(1))).Message
            .ShouldBe("Accuracy: labels are Int32 (1); Int32 (2) would fit.");
        Should.Throw<BadArgumentException>(() => new ConfusionMatrix(Tensor.From(1f), Tensor.From(1)));
        Should.Throw<BadArgumentException>(() => Classification.Accuracy(Tensor.From(new[,] { { 1 } }), Tensor.From(1)));
    }
}
