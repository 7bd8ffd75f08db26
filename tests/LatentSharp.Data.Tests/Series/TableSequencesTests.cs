using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class TableSequencesTests
{
    private const string Good = "who,x,y,kind\nann,1,10,b\nbob,2,20,a\nann,3,30,b\n";

    [Fact]
    public void Rows_of_the_same_value_are_one_sequence()
    {
        var data = Read(Good);
        data.Samples.Shape.ShouldBe([2, 2, 2]);
        data.Samples.ToArray().ShouldBe([1, 10, 3, 30, 2, 20, 0, 0]);
        data.Lengths.ShouldBe([2, 1]);
        data.Sequences!.Channels.ShouldBe(["x", "y"]);
        data.ClassNames.ShouldBe(["a", "b"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData(
        "who,x,kind\na,1,u\na,2,v\nb,1,u\n",
        "line 3, column 3 ('kind'): the label is 'v', but that of the same sequence in line 2 is 'u'")]
    [InlineData("who,x,kind\na,1,u\n,2,v\n", "line 3, column 1 ('who'): the cell is empty; it must say to which sequence")]
    [InlineData("who,x,kind\na,1,u\nb,,v\n", "line 3, column 2 ('x'): the cell is empty")]
    [InlineData("who,x,kind\na,1,u\nb,z,v\n", "line 3, column 2 ('x'): 'z' is not a number")]
    [InlineData("who,x,kind\na,1,u\nb,1\n", "line 3: expected 3 columns, found 2")]
    [InlineData("who,x,kind\na,1,u\na,2,u\n", "there is 1 sequence; at least 2 are needed")]
    [InlineData("who,kind\na,u\nb,u\n", "there is no column to learn from")]
    public void Bad_tables_are_named(string text, string expected) =>
        Should.Throw<BadFileException>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void Only_blanks_and_tabs_around_a_label_are_taken_off() =>
        // U+000B is white space to .NET, and part of a name here.
        Read("who,x,kind\na,1,u\u000b\na,2, u\u000b\nb,3,u\n").ClassNames.ShouldBe(["u", "u\u000b"]);

    [Fact]
    public void Missing_values_are_carried_forward_when_asked() =>
        Read("who,x,kind\na,1,u\nb,5,u\na,,u\na,3,u\n", Missing.Impute).Samples.ToArray().ShouldBe([1, 1, 3, 5, 0, 0]);

    [Fact]
    public void Other_columns_and_formats_are_refused()
    {
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open("digits", new DataOptions { Sequence = "who" })).Message.ShouldContain("'who' cannot be chosen");
        Should.Throw<BadArgumentException>(() =>
            CsvFile.Read(
                Source(Encoding.UTF8.GetBytes(Good)),
                new CsvOptions { Sequence = "kind", Label = "kind" })).Message.ShouldContain("cannot both");
        Should.Throw<BadArgumentException>(
            () => CsvFile.Read(Source(Encoding.UTF8.GetBytes(Good)), new CsvOptions { Sequence = "no" }))
            .Message.ShouldContain("has no column 'no'");
    }

    [Fact]
    public void Damaged_tables_are_read_or_refused()
    {
        var refused = 0;
        for (var number = 0; number < 600; number++)
        {
            try
            {
                var data = CsvFile.Read(
                    Source(Damage.Do(Encoding.UTF8.GetBytes(Good), number)),
                    new CsvOptions { Sequence = "1", Label = "-1", Missing = Missing.Impute });
                Array.TrueForAll(data.Samples.ToArray(), float.IsFinite).ShouldBeTrue();
            }
            catch (Exception e) when (
                e is BadFileException || (e is BadArgumentException && !e.Message.StartsWith("Dataset", StringComparison.Ordinal)))
            {
                refused++;
            }
        }
        refused.ShouldBeInRange(100, 599);
    }

    private static Dataset Read(string text, Missing missing = Missing.Refuse) =>
        CsvFile.Read(Source(Encoding.UTF8.GetBytes(text)), new CsvOptions { Sequence = "who", Label = "kind", Missing = missing });

    private static InputSource Source(byte[] text) => new("a.csv", () => new MemoryStream(text));
}
