namespace LatentSharp.Tests;

public class TrainValidationSplitTests
{
    [Theory]
    [InlineData(1797, 0.2, 360)]
    [InlineData(10, 0.2, 2)]
    [InlineData(100, 0.07, 7)]
    [InlineData(10, 0.01, 1)]
    [InlineData(10, 0.99, 9)]
    [InlineData(2, 0.5, 1)]
    public void Holds_out_the_fraction_rounded_up(int rows, double fraction, int held)
    {
        var (train, validation) = TrainValidationSplit.Split(Numbered(rows), fraction, 0);
        validation.Count.ShouldBe(held);
        train.Count.ShouldBe(rows - held);
    }

    [Fact]
    public void Every_row_goes_to_one_part_with_its_label()
    {
        var (train, validation) = TrainValidationSplit.Split(Numbered(50), 0.3, 5);
        float[] both = [.. train.Samples.ToArray(), .. validation.Samples.ToArray()];
        both.Order().ShouldBe(Enumerable.Range(0, 50).Select(i => (float)i));
        train.Labels!.Value.ToArray<int>().ShouldBe(train.Samples.ToArray().Select(v => (int)v % 2));
        validation.Labels!.Value.ToArray<int>().ShouldBe(validation.Samples.ToArray().Select(v => (int)v % 2));
    }

    [Fact]
    public void The_first_rows_of_the_seeds_order_are_held_out()
    {
        var order = new RandomStream(7).Derive("split").Permutation(20);
        var (train, validation) = TrainValidationSplit.Split(Numbered(20), 0.25, 7);
        validation.Samples.ToArray().ShouldBe(order[..5].Select(i => (float)i));
        train.Samples.ToArray().ShouldBe(order[5..].Select(i => (float)i));
        TrainValidationSplit.Split(Numbered(20), 0.25, 8).Validation.Samples.ToArray().ShouldNotBe(validation.Samples.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Refuses_fractions_that_leave_a_part_empty(double fraction) =>
        Should.Throw<BadArgumentException>(() =>
            TrainValidationSplit.Split(Numbered(5), fraction, 0)).Message.ShouldContain("above 0 and below 1");

    [Fact]
    public void Refuses_a_single_row() =>
        Should.Throw<BadArgumentException>(() =>
            TrainValidationSplit.Split(Numbered(1), 0.5, 0)).Message.ShouldContain("at least 2 are needed");

    private static Dataset Numbered(int rows) => new(
        "numbers",
        Tensor.From(Enumerable.Range(0, rows).Select(i => (float)i).ToArray(), [rows, 1]),
        Tensor.From(Enumerable.Range(0, rows).Select(i => i % 2).ToArray()),
        ["even", "odd"]);
}
