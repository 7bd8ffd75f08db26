namespace LatentSharp.Tests;

/// <summary>Rows that are set aside, and folds.</summary>
public class RowPartsTests
{
    [Theory]
    [InlineData(10, 0.1, 1)]
    [InlineData(11, 0.1, 2)]
    [InlineData(100, 0.07, 7)]
    [InlineData(2, 0.9, 1)]
    [InlineData(1, 0.5, 0)]
    public void A_share_is_rounded_up_and_leaves_a_row(int rows, double share, int held)
    {
        var set = new LearningSet(Tensor.Zeros([rows, 1]));
        var chosen = RowParts.Held(set, share, seed: 3);
        chosen.Length.ShouldBe(held);
        chosen.Distinct().Order().ShouldBe(chosen);
        RowParts.Others(rows, chosen).Concat(chosen).Order().ShouldBe(Enumerable.Range(0, rows));
        RowParts.Held(set, share, seed: 3).ShouldBe(chosen);
    }

    [Fact]
    public void Of_each_class_the_same_share_is_held()
    {
        // 40, 20, 5 and 1 rows of four classes: a tenth of the first 40, 60, 65 and 66 is 4, 6, 7 (6.5 is rounded up) and 7.
        int[] labels = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(2, 5), 3];
        var held = RowParts.Held(new LearningSet(Tensor.Zeros([66, 1]), Tensor.From(labels)), 0.1, seed: 1);
        held.CountBy(row => labels[row]).OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe([4, 2, 1]);
        // However large the share, a row of each class stays.
        var most = RowParts.Held(new LearningSet(Tensor.Zeros([66, 1]), Tensor.From(labels)), 0.99, seed: 1);
        RowParts.Others(66, most).Select(row => labels[row]).Distinct().Order().ShouldBe([0, 1, 2, 3]);
        RowParts.Held(new LearningSet(Tensor.Zeros([3, 1]), Tensor.From(0, 1, 2)), 0.5, seed: 1).ShouldBeEmpty();
        // Thirty classes of three rows, a tenth of each of which is none by itself: nine rows of nine classes.
        var small = RowParts.Held(new LearningSet(Tensor.Zeros([90, 1]),
            Tensor.From([.. Enumerable.Range(0, 90).Select(row => row % 30)])), 0.1, seed: 1);
        small.Select(row => row % 30).Distinct().Count().ShouldBe(9);
        small.Length.ShouldBe(9);
    }

    [Fact]
    public void Folds_hold_each_row_once_and_each_class_evenly()
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(row => row < 10 ? 1 : 0)];
        var folds = RowParts.Folds(new LearningSet(Tensor.Zeros([50, 1]), Tensor.From(labels)), 5, seed: 2);
        folds.Length.ShouldBe(5);
        folds.SelectMany(rows => rows).Order().ShouldBe(Enumerable.Range(0, 50));
        foreach (var rows in folds) rows.Count(row => labels[row] == 1).ShouldBe(2);
        RowParts.Folds(new LearningSet(Tensor.Zeros([3, 1])), 5, seed: 2).Select(rows => rows.Length).ShouldBe([1, 1, 1]);
    }
}
