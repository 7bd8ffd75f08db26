using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class DataDescriptionTests
{
    [Fact]
    public void Describes_a_table()
    {
        var data = CsvFile.Read(
            new InputSource(
                "a.csv", () => new MemoryStream(Encoding.UTF8.GetBytes("size,colour,same,kind\n1,red,5,x\n,blue,5,y\n4,red,5,x\n"))),
            new CsvOptions { Label = "kind", Missing = Missing.Impute });
        var description = DataDescription.Of(data);
        (description.Name, description.Count, description.TestCount, description.Type).ShouldBe(("a", 3, 0, "float32"));
        description.SampleShape.ShouldBe([4]);
        description.Classes.ShouldBe([new ClassCount("x", 2), new ClassCount("y", 1)]);
        description.MissingValues.ShouldBe(1);
        description.ConstantValues.ShouldBe(1);
        description.Columns.Select(column => column.Name).ShouldBe(["size", "colour", "same"]);
        // 1, 2.5 and 4: the mean is 2.5, the variance (1.5² + 0 + 1.5²) / 3 = 1.5.
        var size = description.Columns[0].Values!;
        (size.Minimum, size.Maximum, size.Mean).ShouldBe((1, 4, 2.5));
        size.StandardDeviation.ShouldBe(Math.Sqrt(1.5), 1e-12);
        description.Columns[0].Missing.ShouldBe(1);
        description.Columns[1].Values.ShouldBeNull();
        description.Columns[1].Texts.ShouldBe([new ClassCount("blue", 1), new ClassCount("red", 2)]);
        description.Preparation.ShouldContain("missing values were replaced by the column's mean in size (1)");
        description.Scaling.ShouldContain("mean 0");
    }

    [Fact]
    public void A_column_without_values_and_texts_without_letters_are_counted_as_missing()
    {
        using var folder = new TemporaryFolder();
        var description = DataDescription.Of(folder.Write("a.csv", "a,b\n1,\n2,NA\n"));
        description.MissingValues.ShouldBe(2);
        description.Columns[1].ShouldBe(new ColumnDescription("b", null, [], 2));
        description.Advice.ShouldContain(
            "'b' holds nothing but missing values, which is refused in learning; remove it from the file.");
        description.Preparation.ShouldBeEmpty();
        DataDescription.Of(folder.Write("t.csv", "text,n\nhello you,1\n,2\nyou,3\n"), new() { Text = new() }).MissingValues.ShouldBe(1);
    }

    [Fact]
    public void Describes_images()
    {
        // numpy: load_digits().data.mean(), .std(); pixel columns that are all the same: 3 (0, 32, 39).
        var description = DataDescription.Of(Digits.Load());
        description.SampleShape.ShouldBe([8, 8, 1]);
        description.Values.Mean.ShouldBe(4.884164579855314, 1e-9);
        description.Values.StandardDeviation.ShouldBe(6.016787548672236, 1e-9);
        description.ConstantValues.ShouldBe(3);
        description.Columns.ShouldBeEmpty();
        description.Classes.Sum(item => item.Count).ShouldBe(1797);
        description.MissingValues.ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 1_000_000)]
    [InlineData(3, 700_001)]
    public void Wide_samples_cost_no_memory_for_each_column(int rows, int columns)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++) values[i] = i % columns % 10 == 0 ? 7 : (i % 1000) - 499.5f;
        var data = new Dataset("wide", Tensor.From(values, [rows, columns]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var description = DataDescription.Of(data);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        // By two passes in double precision, and column by column.
        var mean = values.Sum(v => (double)v) / values.Length;
        description.Values.Mean.ShouldBe(mean, 1e-9);
        description.Values.StandardDeviation.ShouldBe(Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length), 1e-9);
        (description.Values.Minimum, description.Values.Maximum).ShouldBe((values.Min(), values.Max()));
        description.ConstantValues.ShouldBe(
            Enumerable.Range(0, columns).Count(c => Enumerable.Range(1, rows - 1).All(r => values[(r * columns) + c] == values[c])));
        description.Scaling.ShouldBe(Scaler.Choose(data).Description);
    }

    [Fact]
    public void Sequences_without_padding_are_not_copied()
    {
        var data = new Dataset(
            "wide", Tensor.From(Enumerable.Range(0, 1_000_000).Select(i => i * 0.5f).ToArray(), [2, 500_000, 1])).AsSequences();
        var before = GC.GetAllocatedBytesForCurrentThread();
        DataDescription.Of(data).Scaling.ShouldStartWith("each channel");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }
}
