namespace LatentSharp.Tests;

public class ClusteringTests
{
    [Fact]
    public void Iris_falls_into_the_groups_of_scikit_learn()
    {
        var (iris, labels) = (EvaluationReference.Iris, EvaluationReference.Labels("data", "iris_labels"));
        var model = new KMeans(3).Fit(iris);
        model.Inertia.ShouldBe(EvaluationReference.Number("clustering", "inertia"), 1e-3);
        Clustering.AdjustedRand(labels, model.Assignments).ShouldBe(EvaluationReference.Number("clustering", "rand"), 1e-9);
        Clustering.NormalizedMutualInformation(labels, model.Assignments)
            .ShouldBe(EvaluationReference.Number("clustering", "information"), 1e-9);
        model.Predict(iris).ToArray<int>().ShouldBe(model.Assignments.ToArray<int>());
    }

    [Fact]
    public void The_same_seed_gives_the_same_groups()
    {
        var wine = EvaluationReference.Wine;
        var one = new KMeans(5) { Restarts = 1, Seed = 3 }.Fit(wine);
        new KMeans(5) { Restarts = 1, Seed = 3 }.Fit(wine).Assignments.ToArray<int>().ShouldBe(one.Assignments.ToArray<int>());
    }

    [Fact]
    public void As_many_groups_as_samples_cost_nothing_and_one_group_is_the_mean()
    {
        var points = Tensor.From(new float[,] { { 0 }, { 1 }, { 5 } });
        new KMeans(3).Fit(points).Inertia.ShouldBe(0);
        var one = new KMeans(1).Fit(points);
        one.Centres.Item().ShouldBe(2);
        one.Inertia.ShouldBe(4 + 1 + 9);
    }

    [Fact]
    public void Fewer_different_samples_than_groups_end()
    {
        var model = new KMeans(3).Fit(Tensor.Ones([6, 2]));
        model.Inertia.ShouldBe(0);
        model.Assignments.ToArray<int>().ShouldAllBe(cluster => cluster == 0);
    }

    [Fact]
    public void Groupings_are_compared_as_by_scikit_learn()
    {
        var (labels, other) = (EvaluationReference.Labels("data", "iris_labels"), EvaluationReference.Labels("clustering", "other"));
        Clustering.AdjustedRand(labels, other).ShouldBe(EvaluationReference.Number("clustering", "other_rand"), 1e-12);
        Clustering.NormalizedMutualInformation(labels, other)
            .ShouldBe(EvaluationReference.Number("clustering", "other_information"), 1e-12);
        Clustering.Silhouette(EvaluationReference.Iris, labels).ShouldBe(EvaluationReference.Number("clustering", "silhouette"), 1e-9);
    }

    [Fact]
    public void Names_of_groups_do_not_matter()
    {
        var (a, b) = (Tensor.From(0, 0, 1, 1, 2), Tensor.From(5, 5, -1, -1, 0));
        Clustering.AdjustedRand(a, b).ShouldBe(1);
        Clustering.NormalizedMutualInformation(a, b).ShouldBe(1, 1e-12);
        var same = Tensor.From(3, 3, 3);
        Clustering.AdjustedRand(same, same).ShouldBe(1);
        Clustering.NormalizedMutualInformation(same, same).ShouldBe(1);
    }

    [Fact]
    public void A_silhouette_is_that_by_hand()
    {
        // 0 and 1 against 4: a = 1 and b = 4, 3 for the pair; the last is alone and counts 0.
        Clustering.Silhouette(Tensor.From(new float[,] { { 0 }, { 1 }, { 4 } }), Tensor.From(0, 0, 1))
            .ShouldBe(((3 / 4.0) + (2 / 3.0)) / 3, 1e-12);
        Clustering.Silhouette(Tensor.Ones([4, 1]), Tensor.From(0, 0, 1, 1)).ShouldBe(0);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Should.Throw<BadArgumentException>(() => new KMeans(4).Fit(Tensor.Ones([3, 2]))).Message.ShouldBe(
            "KMeans.Fit: 4 clusters of 3 samples do not exist; 1 to 3 do.");
        Should.Throw<BadArgumentException>(() => new KMeans(1) { Restarts = 0 }.Fit(Tensor.Ones([3, 2])));
        Should.Throw<BadArgumentException>(() => Clustering.Silhouette(Tensor.Ones([3, 2]), Tensor.From(1, 1, 1))).Message
            .ShouldBe("Silhouette: 1 groups of 3 samples do not fit; 2 to 2 would.");
        Should.Throw<BadArgumentException>(() => Clustering.AdjustedRand(Tensor.From(1), Tensor.From(1, 2)));
    }
}
