namespace LatentSharp.Tests;

/// <summary>The work of measuring is bounded by counting it, whatever comes.</summary>
public class EvaluationBudgetTests
{
    [Theory]
    [InlineData(1437, 360, 8, 10)]
    [InlineData(60_000, 10_000, 64, 10)]
    [InlineData(1, 1, 1, 1)]
    public void What_fits_is_measured_whole(int training, int test, int features, int classes) =>
        EvaluationBudget.Samples(training, test, features, classes).ShouldBe((training, test));

    [Theory]
    [InlineData(160_000, 40_000, 10, 2)]
    [InlineData(800_000, 200_000, 10, 2)]
    [InlineData(2_000_000_000, 2_000_000_000, 1, 1)]
    [InlineData(60_000, 10_000, 784, 10)]
    [InlineData(500_000, 100_000, 100_000, 1000)]
    [InlineData(100_000, 10, 2_000_000, 2)]
    public void What_does_not_is_measured_on_fewer(int training, int test, int features, int classes)
    {
        var (fitted, scored) = EvaluationBudget.Samples(training, test, features, classes);

        ((long)fitted * scored * features).ShouldBeLessThanOrEqualTo(EvaluationBudget.MostDistances);
        ((long)fitted * features * classes).ShouldBeLessThanOrEqualTo(
            Math.Max(EvaluationBudget.MostProducts, (long)features * classes * classes));
        fitted.ShouldBeInRange(1, Math.Min(training, EvaluationBudget.MostTraining));
        scored.ShouldBeInRange(1, Math.Min(test, EvaluationBudget.MostTest));
        ((long)fitted * scored).ShouldBeLessThan((long)training * test);
    }

    [Fact]
    public void Classes_keep_their_shares_and_none_is_lost()
    {
        // 90, 9 and 1 of 100: of 20 that is 18, 1.8 and 0.2, of which the last keeps one row.
        var labels = Tensor.From(Enumerable.Range(0, 100).Select(i => i < 90 ? 0 : i < 99 ? 1 : 2).ToArray());
        var rows = StratifiedRows.Draw(100, labels, 20, seed: 3);

        rows.Length.ShouldBe(20);
        rows.ShouldBe(rows.Distinct().Order());
        var counts = rows.CountBy(row => labels.AsSpan<int>()[row]).ToDictionary();
        counts[2].ShouldBe(1);
        counts[1].ShouldBeInRange(1, 2);
        (counts[0] + counts[1]).ShouldBe(19);
        StratifiedRows.Draw(100, labels, 20, seed: 3).ShouldBe(rows);
        StratifiedRows.Draw(100, labels, 20, seed: 4).ShouldNotBe(rows);
        StratifiedRows.Draw(100, labels, 2, seed: 3).Length.ShouldBe(2);
        StratifiedRows.Draw(100, null, 7, seed: 3).Length.ShouldBe(7);
        StratifiedRows.Draw(5, null, 9, seed: 3).ShouldBe([0, 1, 2, 3, 4]);
    }
}
