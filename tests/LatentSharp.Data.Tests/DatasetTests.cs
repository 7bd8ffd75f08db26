namespace LatentSharp.Tests;

public class DatasetTests
{
    private readonly Dataset data = new(
        "toy", Tensor.From(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }), Tensor.From(1, 0, 1), ["no", "yes"], ["a", "b"], "by hand",
        "CC0");

    [Fact]
    public void Takes_rows_in_the_order_asked_for()
    {
        var taken = data.Take([2, 0, 2]);
        taken.Samples.Shape.ShouldBe([3, 2]);
        taken.Samples.ToArray().ShouldBe([5, 6, 1, 2, 5, 6]);
        taken.Labels!.Value.ToArray<int>().ShouldBe([1, 1, 1]);
        (taken.Name, taken.Source, taken.License).ShouldBe(("toy", "by hand", "CC0"));
        taken.ClassNames.ShouldBe(["no", "yes"]);
        taken.ColumnNames.ShouldBe(["a", "b"]);
        data.Take([]).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Refuses_rows_that_do_not_exist(int row) =>
        Should.Throw<BadArgumentException>(() => data.Take([0, row])).Message.ShouldBe(
            $"Take: row {row} does not exist; toy has rows 0 to 2.");

    [Fact]
    public void Refuses_parts_that_do_not_fit_together()
    {
        var samples = Tensor.Zeros([3, 2]);
        Should.Throw<BadArgumentException>(() => new Dataset("x", Tensor.Zeros([3]))).Message.ShouldContain("(N, sample shape…)");
        Should.Throw<BadArgumentException>(() => new Dataset("x", Tensor.From(new int[,] { { 1 } }))).Message.ShouldContain("Int32 (1, 1)");
        Should.Throw<BadArgumentException>(() =>
            new Dataset("x", samples, columnNames: ["a"])).Message.ShouldContain("1 column names do not fit");
        Should.Throw<BadArgumentException>(() =>
            new Dataset("x", samples, Tensor.From(0, 0), ["a"])).Message.ShouldContain("Int32 of shape (3) is needed");
        Should.Throw<BadArgumentException>(() =>
            new Dataset("x", samples, Tensor.From(0, 1, 0), ["a"])).Message.ShouldContain("label 1 is no class; there are 1");
    }

    [Fact]
    public void Carries_a_test_part_through_Take()
    {
        var test = new Dataset("x", Tensor.Zeros([4, 2]));
        var set = new Dataset("x", Tensor.Zeros([3, 2]), testPart: test);
        set.Count.ShouldBe(3);
        set.Take([1]).TestPart.ShouldBeSameAs(test);
        Should.Throw<BadArgumentException>(
            () => new Dataset("x", Tensor.Zeros([3, 1]), testPart: test))
            .Message.ShouldContain("test part of samples (2) and 0 classes does not fit");
        Should.Throw<BadArgumentException>(() =>
            new Dataset("x", Tensor.Zeros([3, 2]), testPart: set)).Message.ShouldContain("no further test part");
    }
}
