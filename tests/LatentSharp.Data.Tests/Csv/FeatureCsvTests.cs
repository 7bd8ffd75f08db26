using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class FeatureCsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_a_table_that_any_program_reads()
    {
        var path = folder.File("features.csv");
        var features = Tensor.From(new[,] { { 0.1f, -1e-9f }, { 16777216, 1.5f } });
        InCulture.German(() =>
        {
            FeatureCsv.Write(path, features, ["z1", "a, \"b\""], ["zero", "one, two"]);
            return 0;
        });
        File.ReadAllText(path).ShouldBe("z1,\"a, \"\"b\"\"\",label\n0.1,-1E-09,zero\n16777216,1.5,\"one, two\"\n");
    }

    [Fact]
    public void Every_float_comes_back_as_it_was()
    {
        var bits = new int[40_000];
        new RandomStream(9).Integers(bits, int.MinValue, int.MaxValue);
        float[] values =
        [
            .. bits.Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).Take(30_000), 0, -0f, float.Epsilon, float.MaxValue,
            float.MinValue, 1,
        ];
        var path = folder.File("features.csv");
        FeatureCsv.Write(path, Tensor.From(values, [values.Length / 6, 6]), ["a", "b", "c", "d", "e", "f"]);
        var read = CsvFile.Read(path);
        read.ColumnNames.ShouldBe(["a", "b", "c", "d", "e", "f"]);
        read.Samples.ToArray().Select(BitConverter.SingleToInt32Bits).ShouldBe(values.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Refuses_columns_and_labels_that_do_not_fit()
    {
        var path = folder.File("features.csv");
        Should.Throw<BadArgumentException>(() =>
            FeatureCsv.Write(path, Tensor.Zeros([2, 3]), ["a"])).Message.ShouldContain("(N, 1) is needed");
        Should.Throw<BadArgumentException>(() =>
            FeatureCsv.Write(path, Tensor.Zeros([2, 1]), ["a"], ["x"])).Message.ShouldContain("one for each row");
        File.Exists(path).ShouldBeFalse();
    }
}
