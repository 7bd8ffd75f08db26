using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class NpzDatasetTests : IDisposable
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // numpy.load(...): X.shape, y.sum(), X.sum() in float64.
    [SkippableTheory]
    [InlineData("14_glass.npz", 214, 7, 9, 643.788764)]
    [InlineData("29_Pima.npz", 768, 8, 268, 276392.701)]
    [InlineData("45_wine.npz", 129, 13, 10, 98210.495999)]
    public void Reads_ADBench(string name, int rows, int columns, int anomalies, double sum)
    {
        var data = DataSource.Open(DataSets.Require("adbench/" + name));
        data.Samples.Shape.ShouldBe([rows, columns]);
        data.ClassNames.ShouldBe(["0", "1"]);
        data.Labels!.Value.ToArray<int>().Sum().ShouldBe(anomalies);
        data.Samples.ToArray().Sum(v => (double)v).ShouldBe(sum, Math.Abs(sum) * 1e-6);
    }

    [SkippableFact]
    public void Reads_all_of_ADBench() =>
        Directory.GetFiles(DataSets.Require("adbench"), "*.npz").ShouldAllBe(path => DataSource.Open(path, null).Labels != null);

    [Fact]
    public void Chooses_arrays_by_their_usual_names()
    {
        var data = Open(("y", Tensor.From(5L, 3L, 5L)), ("X", Tensor.From(Six, [3, 2])), ("other", Tensor.Scalar(1)));
        data.Samples.ToArray().ShouldBe(Six);
        data.ClassNames.ShouldBe(["3", "5"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1]);
        Open(("whatever", Tensor.From(Six, [3, 2]))).Samples.ToArray().ShouldBe(Six);
        Open(("x", Tensor.From(Six, [3, 2])), ("y", Tensor.From(0.5f, 1, 2))).Labels.ShouldBeNull();
        Should.Throw<BadFileException>(
            () => Open(("a", Tensor.Scalar(1)), ("b", Tensor.Scalar(2))))
            .Message.ShouldContain("which holds the samples is not clear; its arrays are a, b.");
    }

    [Fact]
    public void Takes_arrays_that_are_named()
    {
        (string, Tensor)[] arrays =
            [("X", Tensor.Zeros([3, 2])), ("y", Tensor.From(1, 2, 3)), ("z", Tensor.From(Six, [3, 2])), ("kind", Tensor.From(1, 1, 2))];
        Open(new DataOptions { Array = "z" }, arrays).Samples.ToArray().ShouldBe(Six);
        Open(new DataOptions { Array = "z" }, arrays).Labels.ShouldBeNull();
        Open(new DataOptions { Label = "kind" }, arrays).ClassNames.ShouldBe(["1", "2"]);
        Should.Throw<BadArgumentException>(() =>
            Open(new DataOptions { Array = "q" }, arrays)).Message.ShouldContain("has no array 'q'; its arrays are X, kind, y, z.");
        Should.Throw<BadFileException>(() =>
            Open(new DataOptions { Label = "z" }, arrays)).Message.ShouldContain("labels of shape (3, 2) do not fit 3 samples");
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open("a.csv", new DataOptions { Array = "q" })).Message.ShouldContain("only .npz files hold arrays by name");
    }

    [Fact]
    public void Makes_the_test_arrays_the_test_part()
    {
        var data = Open(
            ("x_train", Tensor.From(Six, [3, 2])), ("y_train", Tensor.From(0, 1, 0)), ("x_test", Tensor.From(Six, [3, 2])),
            ("y_test", Tensor.From(2, 1, 0)));
        data.ClassNames.ShouldBe(["0", "1", "2"]);
        data.TestPart!.Labels!.Value.ToArray<int>().ShouldBe([2, 1, 0]);
    }

    private Dataset Open(params (string Name, Tensor Array)[] arrays) => Open(new DataOptions(), arrays);

    private Dataset Open(DataOptions options, params (string Name, Tensor Array)[] arrays)
    {
        Npz.Write(folder.File("data.npz"), arrays.ToDictionary(a => a.Name, a => a.Array));
        return DataSource.Open(folder.File("data.npz"), options);
    }
}
