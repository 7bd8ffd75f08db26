using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class ClusterAccuracyTests
{
    [Fact]
    public void Clusters_take_the_classes_that_suit_them_best()
    {
        // Cluster 5 is class 0 (2 of 3), cluster 7 class 1 (3 of 3); the row of none is wrong.
        var labels = Tensor.From(0, 0, 1, 1, 1, 1, 0);
        ClusterAccuracy.Compute(labels, Tensor.From(5, 5, 5, 7, 7, 7, -1)).ShouldBe(5 / 7.0, 1e-12);
        ClusterAccuracy.Compute(labels, labels).ShouldBe(1);
        // Two clusters of one class: one of them counts as wrong.
        ClusterAccuracy.Compute(Tensor.From(3, 3, 3), Tensor.From(0, 0, 1)).ShouldBe(2 / 3.0, 1e-12);
    }

    [Fact]
    public void The_matching_is_the_best_of_all()
    {
        var numbers = new TestNumbers(8);
        for (var round = 0; round < 20; round++)
        {
            var costs = new double[5, 5];
            var values = numbers.Tensor([5, 5], -1, 1).ToArray();
            for (var i = 0; i < 25; i++) costs[i / 5, i % 5] = values[i];
            var found = ClusterAccuracy.Assignment(costs);
            found.Order().ShouldBe([0, 1, 2, 3, 4]);
            Sum(found).ShouldBe(Permutations([0, 1, 2, 3, 4]).Min(Sum), 1e-12);

            double Sum(int[] columns) => Enumerable.Range(0, 5).Sum(row => costs[row, columns[row]]);
        }
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
