using LatentSharp.Testing;
using static LatentSharp.Tests.TableTexts;

namespace LatentSharp.Tests;

public sealed class CsvSeparatorTests
{
    [Theory]
    [InlineData("a|b\n1|2\n3|4\n", false)]
    [InlineData("a b\n1 2\n3 4\n", true)]
    [InlineData("a \t b\n  1   2 \n3\t4\t\n\n", true)]
    [InlineData("\"a\" b\n1 \"2\"\n3 4\n", true)]
    [InlineData("sep=;\na;b\n1;2\n3;4\n", false)]
    [InlineData("sep=,\r\na,b\r\n1,2\r\n3,4\r\n", false)]
    [InlineData("\uFEFF\"sep=|\"\na|b\n1|2\n3|4\n", false)]
    public void Cells_are_divided_by_what_the_file_has(string text, bool said)
    {
        var data = Read(text);
        data.ColumnNames.ShouldBe(["a", "b"]);
        data.Samples.ToArray().ShouldBe([1, 2, 3, 4]);
        data.Notes.Any(note => note.Contains("cells are divided by blanks", StringComparison.Ordinal)).ShouldBe(said);
    }

    [Fact]
    public void Names_above_numbers_are_divided_by_bars()
    {
        var data = Read("name|v\na|1\nb|2\nc|3\n");
        data.ColumnNames.ShouldBe(["name=a", "name=b", "name=c", "v"]);
        data.Count.ShouldBe(3);
    }

    [Fact]
    public void A_first_line_that_names_the_separator_counts_as_a_line()
    {
        Refusal("sep=;\na;b\n1;2\n3;x\n").ShouldContain("line 4, column 2 ('b')");
        // One that is given wins.
        Read("sep=;\n1,2\n3,4\n", new CsvOptions { Separator = ',' }).Samples.ToArray().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Texts_of_several_words_are_one_cell()
    {
        Read("town\nNew York\nLos Angeles\nNew York\n").ColumnNames.ShouldBe(["town=Los Angeles", "town=New York"]);
        Read("town,v\nNew York,1\nLos Angeles,2\n").ColumnNames.ShouldBe(["town=Los Angeles", "town=New York", "v"]);
        Read("a b c\n1 2 3\n4 5 6\n", new CsvOptions { Separator = ',' }).ColumnNames.Count.ShouldBe(2);
    }

    [Fact]
    public void Series_of_the_older_archive_are_read()
    {
        // The class first, then the steps, in scientific notation, divided by blanks with some in front.
        var text = "  1.0000000e+00  -5.0000000e-01   2.5000000e-01\n  2.0000000e+00   1.5000000e+00  -7.5000000e-01\n";
        var data = Read(text, new CsvOptions { Label = "1" });
        data.Samples.ToArray().ShouldBe([-0.5f, 0.25f, 1.5f, -0.75f]);
        data.ClassNames.Count.ShouldBe(2);
        Read("1,-0.5,2.5e-1\n2,1.5,-7.5E-1\n", new CsvOptions { Label = "1" }).Samples.ToArray().ShouldBe([-0.5f, 0.25f, 1.5f, -0.75f]);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_divided()
    {
        var row = "1 "
            + string.Join(
                "  ", Enumerable.Range(0, 30_000).Select(i => (i / 8d).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Read(row + "\n" + row + "\n").SampleShape.ShouldBe([30_001]);
    }

    [Fact]
    public void An_empty_line_of_one_column_is_a_missing_value()
    {
        Refusal("level\n3\n\n5\n\n7\n").ShouldBe(
            "test.csv: line 3, column 1 ('level'): the cell is empty; fill it, remove the row, or learn with "
            + "--missing impute, so that the column's mean or most frequent text stands in.");
        // The mean of 3, 5 and 7 is 5.
        Impute("level\n3\n\n5\n\n7\n").Samples.ToArray().ShouldBe([3, 5, 5, 5, 7]);
        Impute("level\r\n3\r\n\"\"\r\n5\r\n\r\n7\r\n\r\n\r\n").Samples.ToArray().ShouldBe([3, 5, 5, 5, 7]);
        Impute("\n\nlevel\n3\n\n\n9").Samples.ToArray().ShouldBe([3, 6, 6, 9]);
        Impute("3\n\n5\n").Samples.ToArray().ShouldBe([3, 4, 5]);
        Refusal("3\n\n5\n\n7\n\n").ShouldContain("line 2, column 1");
        Read("3\n5\n\n\n").Samples.ToArray().ShouldBe([3, 5]);
        Read("a,b\n1,2\n\n3,4\n").Count.ShouldBe(2);
    }

    [Fact]
    public void Damaged_tables_of_blanks_and_one_column_are_read_or_refused()
    {
        var refused = 0;
        foreach (var good in new[] { "a b\n1 2\n 3  4\n5 6\n", "sep=;\na;b\n1;2\n3;4\n", "level\n3\n\n5\n\n7\n" })
        {
            for (var number = 0; number < 600; number++)
            {
                var file = Damage.Do(System.Text.Encoding.UTF8.GetBytes(good), number);
                try
                {
                    var data = CsvFile.Read(
                        new InputSource("test.csv", () => new MemoryStream(file)), new CsvOptions { Missing = Missing.Impute });
                    Array.TrueForAll(data.Samples.ToArray(), float.IsFinite).ShouldBeTrue();
                }
                catch (BadFileException e)
                {
                    e.Message.ShouldStartWith("test.csv");
                    refused++;
                }
            }
        }
        refused.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData(':')]
    [InlineData('a')]
    public void Refuses_what_cannot_stand_between_cells(char separator) =>
        Should.Throw<BadArgumentException>(
            () => Read("1,2\n3,4\n", new CsvOptions { Separator = separator }))
            .Message.ShouldContain($"'{separator}' cannot stand between cells");
}
