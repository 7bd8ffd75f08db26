using System.Data;

namespace LatentSharp.Tests;

/// <summary>Rows of a database, from a <see cref="DataTable"/> in memory; expected numbers by hand.</summary>
public sealed class DatabaseTableTests
{
    [Fact]
    public void Rows_become_samples_by_the_rules_of_tables()
    {
        using var rows = Rows().CreateDataReader();
        var data = DatabaseTable.Read(rows, "houses", new DataOptions { Label = "kind", Missing = Missing.Impute });
        data.Name.ShouldBe("houses");
        data.ColumnNames.ShouldBe(["price", "rooms", "sold", "new"]);
        // The mean of the rooms 2 and 5 stands in for NULL.
        data.Samples.ToArray().ShouldBe([1.5f, 2, 0, 1, -3, 3.5f, 1, 0, 1e6f, 5, 30, 1]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 1, 0]);
        using var again = Rows().CreateDataReader();
        DatabaseTable.Read(again, "new", new DataOptions { Encoding = data.Encoding }).Samples.ToArray().ShouldBe(data.Samples.ToArray());
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        var table = Rows();
        Refusal(table).ShouldStartWith("houses: row 2, column 2 ('rooms'): the cell is empty");
        table.Columns.Add("picture", typeof(byte[]));
        table.Rows[0]["picture"] = new byte[] { 1 };
        Refusal(table).ShouldBe("houses: the column 'picture' holds values of type Byte[]; numbers, texts, dates and booleans are read.");
        table.Rows.Clear();
        Refusal(table).ShouldBe("houses: there are no rows of numbers; at least 2 are needed.");

        static string Refusal(DataTable table)
        {
            using var rows = table.CreateDataReader();
            return Should.Throw<BadFileException>(() => DatabaseTable.Read(rows, "houses")).Message;
        }
    }

    private static DataTable Rows()
    {
        var table = new DataTable();
        table.Columns.Add("price", typeof(double));
        table.Columns.Add("rooms", typeof(int));
        table.Columns.Add("sold", typeof(DateTime));
        table.Columns.Add("new", typeof(bool));
        table.Columns.Add("kind", typeof(string));
        table.Rows.Add(1.5, 2, new DateTime(2013, 12, 2), true, "x");
        table.Rows.Add(-3.0, DBNull.Value, new DateTime(2013, 12, 3), false, "y");
        table.Rows.Add(1e6, 5, new DateTime(2014, 1, 1), true, "x");
        return table;
    }
}
