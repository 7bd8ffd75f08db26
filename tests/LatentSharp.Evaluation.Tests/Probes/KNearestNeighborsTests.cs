namespace LatentSharp.Tests;

public class KNearestNeighborsTests
{
    [Fact]
    public void Iris_is_classified_as_by_scikit_learn()
    {
        var (trainX, trainY, testX, _) = Halves.Iris();
        ShouldAgree(new KNearestNeighbors().Fit(trainX, trainY).Predict(testX), "iris");
    }

    [Fact]
    public void Digits_are_classified_as_by_scikit_learn()
    {
        var pixels = Tensor.From(EvaluationReference.Digits.AsSpan(), [1797, 64]);
        var labels = EvaluationReference.Labels("data", "digits_labels");
        ShouldAgree(new KNearestNeighbors().Fit(pixels.Rows(0, 1000), labels.Rows(0, 1000)).Predict(pixels.Rows(1000, 797)), "digits");
    }

    [Fact]
    public void The_nearest_decide_by_hand()
    {
        var model = new KNearestNeighbors { Neighbors = 3 }.Fit(
            Tensor.From(new float[,] { { 0 }, { 1 }, { 2 }, { 10 }, { 11 } }), Tensor.From(7, 7, 7, -2, -2));
        model.Classes.ShouldBe([-2, 7]);
        model.Predict(Tensor.From(new float[,] { { 0.5f }, { 9 }, { 100 } })).ToArray<int>().ShouldBe([7, -2, -2]);
        model.Accuracy(Tensor.From(new float[,] { { 0.5f }, { 9 } }), Tensor.From(7, 7)).ShouldBe(0.5);
    }

    [Fact]
    public void Of_samples_equally_far_the_earlier_counts_as_nearer()
    {
        // Both are 1 away from 0.
        var points = Tensor.From(new float[,] { { 1 }, { -1 } });
        var one = new KNearestNeighbors { Neighbors = 1 };
        one.Fit(points, Tensor.From(4, 3)).Predict(Tensor.From(new float[,] { { 0 } })).ToArray<int>().ShouldBe([4]);
        one.Fit(points, Tensor.From(3, 4)).Predict(Tensor.From(new float[,] { { 0 } })).ToArray<int>().ShouldBe([3]);
    }

    [Fact]
    public void Of_classes_with_equally_many_votes_the_smallest_wins()
    {
        var model = new KNearestNeighbors { Neighbors = 4 }.Fit(
            Tensor.From(new float[,] { { 0 }, { 0 }, { 1 }, { 1 } }), Tensor.From(9, 9, 2, 2));
        model.Predict(Tensor.From(new float[,] { { 0 } })).ToArray<int>().ShouldBe([2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(33)]
    public void Every_sample_is_its_own_nearest_among_any_number(int n)
    {
        var points = Tensor.From(Enumerable.Range(0, n).Select(i => (float)(i * i)).ToArray(), [n, 1]);
        var model = new KNearestNeighbors { Neighbors = 1 }.Fit(points, Tensor.From(Enumerable.Range(0, n).ToArray()));
        model.Predict(points).ToArray<int>().ShouldBe(Enumerable.Range(0, n));
    }

    [Fact]
    public void Duplicate_rows_one_class_and_no_queries_work()
    {
        var model = new KNearestNeighbors().Fit(Tensor.Ones([6, 3]), Tensor.From(1, 1, 1, 1, 1, 1));
        model.Predict(Tensor.Zeros([2, 3])).ToArray<int>().ShouldBe([1, 1]);
        model.Predict(Tensor.Zeros([0, 3])).Count.ShouldBe(0);
        model.Accuracy(Tensor.Zeros([0, 3]), Tensor.From<int>()).ShouldBe(double.NaN);
        // Without a single feature everything is equally far.
        new KNearestNeighbors { Neighbors = 1 }.Fit(Tensor.Zeros([2, 0]), Tensor.From(5, 4)).Predict(Tensor.Zeros([1, 0])).ToArray<int>()
            .ShouldBe([5]);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        var (x, y) = (Tensor.Ones([3, 2]), Tensor.From(0, 1, 2));
        Should.Throw<BadArgumentException>(() => new KNearestNeighbors().Fit(x, y)).Message
            .ShouldBe("KNearestNeighbors.Fit: 5 neighbors of 3 samples do not exist; 1 to 3 do.");
        var one = new KNearestNeighbors { Neighbors = 1 };
        Should.Throw<BadArgumentException>(() => one.Fit(x, Tensor.From(0, 1))).Message
            .ShouldBe("KNearestNeighbors.Fit: labels are Int32 (2); Int32 (3) would fit.");
        Should.Throw<BadArgumentException>(() => one.Fit(x, Tensor.Ones(3))).Message.ShouldContain("labels are Float32 (3)");
        Should.Throw<BadArgumentException>(() => one.Fit(x, y).Predict(Tensor.Ones([3, 4]))).Message
            .ShouldBe("KNearestNeighbors.Predict: features are Float32 (3, 4); Float32 (?, 2) would fit.");
        Should.Throw<BadArgumentException>(() => one.Fit(Tensor.Full([3, 2], float.NaN), y)).Message
            .ShouldBe("KNearestNeighbors.Fit: sample 0 holds NaN at place 0; all features must be finite.");
    }

    /// <summary>Where the fifth and the sixth neighbor are equally far, scikit-learn takes any of them: those rows are left out.</summary>
    private static void ShouldAgree(Tensor predictions, string name)
    {
        var expected = EvaluationReference.Numbers("knn", name, "predictions");
        var decided = EvaluationReference.Numbers("knn", name, "decided");
        decided.Sum().ShouldBeGreaterThan(0.9 * expected.Length);
        var actual = predictions.ToArray<int>();
        for (var i = 0; i < expected.Length; i++)
        {
            if (decided[i] == 1) actual[i].ShouldBe((int)expected[i], $"at {i}");
        }
    }
}
