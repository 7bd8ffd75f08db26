using static LatentSharp.Tests.TableTexts;

namespace LatentSharp.Tests;

/// <summary>What the first line is. The right tables are those of pandas.read_csv where a header is told from the values.</summary>
public sealed class CsvHeaderTests
{
    [Theory]
    [InlineData("colour,size\nred,S\nblue,M\nred,L\n", "colour=blue,colour=red,size=L,size=M,size=S")]
    [InlineData("color,shape\nred,round\nblue,square\nred,square\n", "color=blue,color=red,shape=round,shape=square")]
    public void Texts_that_do_not_come_again_are_names(string text, string names)
    {
        var data = Read(text);
        data.Count.ShouldBe(3);
        data.ColumnNames.ShouldBe(names.Split(','));
        data.Notes.ShouldHaveSingleItem().ShouldContain(
            "was taken for the names of the columns; if it holds values, say so with --header no.");
        Read(text, new CsvOptions { HasHeader = false }).Count.ShouldBe(4);
    }

    [Fact]
    public void Texts_that_come_again_are_values()
    {
        var data = Read("red,S\nblue,M\nred,L\n");
        data.Count.ShouldBe(3);
        data.Notes.ShouldHaveSingleItem().ShouldContain(
            "the first line ('red', 'S') was read as values; if it holds the names of the columns, say so with --header yes.");
        Read("red,S\nblue,M\nred,L\n", new CsvOptions { HasHeader = true }).ColumnNames.ShouldBe(["red=blue", "red=red", "S=L", "S=M"]);
    }

    [Theory]
    [InlineData("0,1,2\n0.5,1.5,2.5\n0.25,1.25,2.25\n", "0,1,2", "0.5,1.5,2.5,0.25,1.25,2.25")] // as pandas writes an array
    [InlineData(",0,1\n0,0.5,1.5\n1,0.25,1.25\n", "column 1,0,1", "0,0.5,1.5,1,0.25,1.25")] // the same with its index
    [InlineData(",0,1\n0,5,7\n1,6,8\n", "column 1,0,1", "0,5,7,1,6,8")]
    [InlineData(",0\n0,5\n1,6\n", "column 1,0", "0,5,1,6")]
    [InlineData("1;2\n1,5;2,5\n3,5;4,5\n", "1,2", "1.5,2.5,3.5,4.5")]
    [InlineData("1960,1961,1962\n5,6,7\n8,9,10\n", "1960,1961,1962", "5,6,7,8,9,10")]
    [InlineData("2000,2005\n5,6\n8,9\n", "2000,2005", "5,6,8,9")]
    public void Counted_columns_and_years_above_other_numbers_are_names(string text, string names, string values)
    {
        var data = Read(text);
        data.ColumnNames.ShouldBe(names.Split(','));
        data.Samples.ToArray().ShouldBe(
            values.Split(',').Select(value => float.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
        data.Notes.ShouldContain(note => note.Contains("was taken for the names of the columns", StringComparison.Ordinal));
    }

    [Fact]
    public void An_index_without_a_name_is_said() =>
        Read(",a,b\n0,5,7\n1,6,8\n").Notes.ShouldContain(
            "the column 1 has no name and counts the rows, as an index does; it is learned from like "
            + "the others. Leave it out, for it says nothing of them.");

    [Fact]
    public void Years_stand_beside_names()
    {
        var data = Read("land,1960,1961\nA,5,6\nB,8,\n", new CsvOptions { Missing = Missing.Impute });
        data.ColumnNames.ShouldBe(["land=A", "land=B", "1960", "1961"]);
        data.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("0,1,2\n5,7,9\n3,4,5\n", true)] // whole numbers above whole numbers: it cannot be told, and is said
    [InlineData("2001,2002\n2003,2004\n", true)]
    [InlineData("10,20\n1.5,2.5\n", true)]
    [InlineData("5,3\n4,2\n", true)]
    [InlineData("5.1,3\n4,2\n", false)]
    [InlineData("3\n4\n5\n", false)]
    [InlineData("1,1\n4,2\n", false)] // names differ
    public void Other_numbers_are_values(string text, bool said)
    {
        var data = Read(text);
        data.Count.ShouldBe(text.Count(c => c == '\n'));
        data.Notes.Count.ShouldBe(said ? 1 : 0);
        if (said) data.Notes[0].ShouldContain("was read as values; if it holds the names of the columns, say so with --header yes.");
    }

    [Fact]
    public void A_number_in_another_notation_is_no_name()
    {
        // Every cell of the column is a number with commas between thousands.
        var data = Read("\"1,204,300\",1\n5,2\n6,3\n");
        data.Samples.ToArray().ShouldBe([1204300, 1, 5, 2, 6, 3]);
        data.ColumnNames.ShouldBe(["column 1", "column 2"]);
        Read("12%,1\n5%,2\n").Count.ShouldBe(2);
        Read("2013-12-02,1\n2013-12-03,2\n").Count.ShouldBe(2);
        Refusal("\"1,204,300\",1\n5.5.5,2\n6,3\n").ShouldContain("line 2, column 1: '5.5.5' is not a number");
    }

    [Fact]
    public void A_text_above_a_date_or_another_number_is_a_name()
    {
        Read("when,v\n2013-12-02,a\n2013-12-03,b\n").ColumnNames.ShouldBe(["when", "v=a", "v=b"]);
        Read("share;v\n12%;a\n13%;b\n").ColumnNames.ShouldBe(["share", "v=a", "v=b"]);
    }

    [Theory]
    [InlineData("2013-01-01,2013-02-01\n5,6\n7,8\n", "2013-01-01,2013-02-01")]
    [InlineData("2013-01,2013-02\n5,6\n7,8\n", "2013-01,2013-02")]
    [InlineData("1.2.2013;1.3.2013\n5,5;6\n7;8\n", "1.2.2013,1.3.2013")]
    public void A_date_above_a_number_is_a_name(string text, string names)
    {
        var data = Read(text);
        data.ColumnNames.ShouldBe(names.Split(','));
        data.Count.ShouldBe(2);
    }

    [Fact]
    public void A_text_above_missing_values_alone_is_a_name() =>
        Refusal(
            "name,notes\nbob,\nann,\neve,\n", new CsvOptions { Missing = Missing.Impute })
            .ShouldContain("column 2 ('notes'): the column holds no value at all; remove it from the file.");

    [Fact]
    public void Where_names_were_said_to_be_values_the_option_is_named() =>
        Refusal("a,b\n1,2\n3,4\n", new CsvOptions { HasHeader = false })
            .ShouldContain(
                "line 1, column 1: 'a' is not a number, as others in this column are; if the first line "
                + "holds the names of the columns, say so with --header yes.");

    [Fact]
    public void What_is_sure_is_not_said()
    {
        Read("a,kind\n1,x\n2,y\n", new CsvOptions { Label = "kind" }).Notes.ShouldBeEmpty();
        Read("a,b\n1,2\n2,3\n", new CsvOptions { HasHeader = true }).Notes.ShouldBeEmpty();
        Read("a,b\n1,2\n2,3\n").Notes.ShouldBe(
            ["the first line ('a', 'b') was taken for the names of the columns; if it holds values, say so with --header no."]);
    }

    [Fact]
    public void Names_that_are_numbers_are_found_in_other_tables()
    {
        var encoding = Read("0,1,2\n0.5,1.5,2.5\n0.25,1.25,2.25\n").Encoding;
        var data = Read("2,1,0\n3,2,1\n", new CsvOptions { Encoding = encoding });
        data.Samples.ToArray().ShouldBe([1, 2, 3]);
        data.Notes.ShouldBeEmpty();
    }
}
