using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Tables of typed values by others' writers: tests/references/records.mjs has the values.</summary>
public sealed class RecordFileTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Records", "records.zip");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("snappy.parquet")]
    [InlineData("uncompressed.parquet")]
    [InlineData("table.arrow")]
    public void Values_of_all_types_are_read_as_those_of_a_table_of_text(string name)
    {
        var data = DataSource.Open(folder.Write(name, Files[name]), new DataOptions { Missing = Missing.Impute });
        data.ColumnNames.ShouldBe(["number", "whole", "big", "flag", "time", "kind=x", "kind=y"]);
        // Means by hand: (1.5 - 3 + 400.25) / 3, (1 + 2 + 40000) / 3, 2 of 3 flags, and days (0 + 1 + 30) / 3; x is the most frequent.
        data.Samples.ToArray().ShouldBe(
        [
            1.5f, 1, 1, 1, 0, 1, 0,
            -3, 2, -2, 0, 1, 0, 1,
            400.25f, 40003f / 3, 3, 2f / 3, 31f / 3, 1, 0,
            398.75f / 3, 40000, 4, 1, 30, 1, 0,
        ]);
    }

    [Fact]
    public void A_missing_value_is_named_by_its_row() =>
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Write("table.arrow", Files["table.arrow"]))).Message.ShouldBe(
            folder.File("table.arrow") + ": row 3, column 2 ('whole'): the cell is empty; fill it, remove the row, or learn with "
            + "--missing impute, so that the column's mean or most frequent text stands in.");

    [Fact]
    public void Labels_are_chosen_by_name()
    {
        var data = DataSource.Open(folder.Write("plain.feather", Files["plain.feather"]), new DataOptions { Label = "kind" });
        data.Samples.ToArray().ShouldBe([1, 2, 3]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 1, 0]);
        data.ClassNames.ShouldBe(["x", "y"]);
        Should.Throw<BadArgumentException>(() => DataSource.Open(folder.File("plain.feather"), new DataOptions { Label = "sort" })).Message
            .ShouldEndWith("has no column 'sort'; its columns are a, kind.");
    }

    /// <summary>Damages by which the libraries once took memory for lengths that lie nowhere in the file (eng/fuzz).</summary>
    [Theory]
    [InlineData(".parquet", 26_342)]
    [InlineData(".parquet", 36_920)]
    [InlineData(".parquet", 52_650)]
    [InlineData(".arrow", 209_327)]
    [InlineData(".arrow", 520_203)]
    [InlineData(".arrow", 690_019)]
    public void What_a_damaged_file_claims_costs_no_memory(string ending, long number)
    {
        foreach (var (name, good) in Files.Where(file => file.Key.EndsWith(ending, StringComparison.Ordinal)))
        {
            // From memory all is read on this thread, whose bytes are counted.
            var damaged = new InputSource(name, () => new MemoryStream(Damage.Do(good, number)));
            var options = new DataOptions { Missing = Missing.Impute };
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (ending == ".arrow") ArrowFile.Read(damaged, options);
                else ParquetFile.Read(damaged, options);
            }
            catch (BadFileException)
            {
                // It may be refused, and need not be.
            }
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 << 20, name);
        }
    }

    [Theory]
    [InlineData("data.parquet", "Parquet")]
    [InlineData("data.arrow", "Arrow")]
    public void A_file_of_another_format_is_refused(string name, string format) =>
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Write(name, "a,b\n1,2\n3,4\n5,6\n"))).Message
            .ShouldContain($"this is no {format} file");
}
