namespace LatentSharp.Tests;

public class OverSamplingTests
{
    [Fact]
    public void All_classes_become_as_frequent_as_the_most_frequent()
    {
        var labels = Tensor.From(0, 0, 0, 0, 0, 2, 2, 7);
        var rows = OverSampling.Rows(labels, 4);
        rows[..8].ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        rows.Length.ShouldBe(15);
        rows.Count(row => row == 7).ShouldBe(5);
        rows.Count(row => row == 5).ShouldBeInRange(2, 3);
        rows.Count(row => row is 5 or 6).ShouldBe(5);
        OverSampling.Rows(labels, 4).ShouldBe(rows);
    }

    [Fact]
    public void Equal_classes_stay_as_they_are() => OverSampling.Rows(Tensor.From(1, 0, 1, 0)).ShouldBe([0, 1, 2, 3]);

    [Fact]
    public void Labels_that_do_not_fit_are_refused() =>
        Should.Throw<BadArgumentException>(() => OverSampling.Rows(Tensor.From<int>())).Message.ShouldContain("(0)");
}
