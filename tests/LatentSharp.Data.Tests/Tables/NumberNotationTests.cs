using static LatentSharp.Tests.TableTexts;

namespace LatentSharp.Tests;

/// <summary>Numbers that are written otherwise than with a decimal point alone. Expected values by hand.</summary>
public sealed class NumberNotationTests
{
    [Theory]
    [InlineData("\"1,204,300\"", "\"2,500,111\"", 1204300, 2500111)]
    [InlineData("\"1,204.5\"", "\"2,500\"", 1204.5, 2500)]
    [InlineData("1.204,5", "2.500,25", 1204.5, 2500.25)]
    [InlineData("1.204.300", "2.500.100", 1204300, 2500100)]
    [InlineData("0,5", "1,25", 0.5, 1.25)]
    [InlineData("0,125", "0,250", 0.125, 0.25)] // no thousands begin with 0
    [InlineData("1,5e3", "2", 1500, 2)]
    [InlineData("12%", "7.5%", 12, 7.5)]
    [InlineData("12,5 %", "7 %", 12.5, 7)]
    [InlineData("$12", "-$7.50", 12, -7.5)]
    [InlineData("€ 1.204,50", "€ -3", 1204.5, -3)]
    [InlineData("12 €", "7 €", 12, 7)]
    [InlineData("1 204", "12 500", 1204, 12500)]
    [InlineData("1\u00A0204,5", "12\u202F500", 1204.5, 12500)]
    [InlineData("1'204.5", "12’500", 1204.5, 12500)]
    [InlineData("\u22125", "\u22120.25", -5, -0.25)]
    [InlineData("\u00A05", "6\u00A0", 5, 6)]
    public void A_column_that_fits_one_notation_holds_numbers(string first, string second, double one, double two)
    {
        var data = Read($"k;v\n1;{first}\n2;{second}\n");
        data.ColumnNames.ShouldBe(["k", "v"]);
        data.Samples.ToArray().ShouldBe([1, (float)one, 2, (float)two]);
        if (first != "\u00A05") data.Notes.ShouldContain(note => note.StartsWith("the column 'v' holds numbers in another notation: '", StringComparison.Ordinal));
    }

    [Fact]
    public void The_note_shows_what_was_read() =>
        Read("k;v\n1;1.204,5\n2;2.500,25\n", new CsvOptions { HasHeader = true }).Notes
            .ShouldBe(["the column 'v' holds numbers in another notation: '1.204,5' is read as 1204.5; --decimal and --thousands say it otherwise."]);

    [Fact]
    public void Columns_that_are_written_alike_are_said_once() =>
        Read("a;b;c\n1,5;2,5;3%\n2,5;3,5;4%\n", new CsvOptions { HasHeader = true }).Notes.ShouldBe(
        [
            "the columns 'a', 'b' hold numbers in another notation: '1,5' is read as 1.5; --decimal and --thousands say it otherwise.",
            "the column 'c' holds numbers in another notation: '3%' is read as 3; --decimal and --thousands say it otherwise.",
        ]);

    [Theory]
    [InlineData("city,pop\n\"A\",\"1,204\"\n\"B\",\"2,500\"\n\"A\",\"3,100\"\n", "line 2, column 2 ('pop'): '1,204' may be 1204, with a comma between thousands, or 1.204, with a decimal comma; say which with --thousands comma or --decimal comma.")]
    [InlineData("city;pop\nA;7\nB;-2,500\n", "line 3, column 2 ('pop'): '-2,500' may be -2500, with a comma between thousands, or -2.5, with a decimal comma")]
    [InlineData("a;b\n1,5;1.204\n2,5;2.500\n", "line 2, column 2 ('b'): other numbers of this table have a decimal comma, so '1.204' may be 1204, with a point between thousands, or 1.204, with a decimal point; say which with --thousands point or --decimal point.")]
    public void Two_readings_are_both_named(string text, string because) => Refusal(text).ShouldContain(because);

    [Fact]
    public void What_is_said_of_the_format_decides()
    {
        const string pop = "city;pop\nA;1,204\nB;2,500\n";
        Column(Read(pop, new CsvOptions { Thousands = ',' })).ShouldBe([1204, 2500]);
        Column(Read(pop, new CsvOptions { Decimal = '.' })).ShouldBe([1204, 2500]);
        Column(Read(pop, new CsvOptions { Decimal = ',' })).ShouldBe([1.204f, 2.5f]);
        Column(Read("v\n1.204\n2.500\n", new CsvOptions { Decimal = ',' })).ShouldBe([1204, 2500]);
        Column(Read("v\n1.204\n2.500\n", new CsvOptions { Thousands = '.' })).ShouldBe([1204, 2500]);
        Column(Read("v\n1.204\n2.500\n", new CsvOptions { Decimal = '.' })).ShouldBe([1.204f, 2.5f]);
        Column(Read("v\n1.204\n2.500\n")).ShouldBe([1.204f, 2.5f]);
        Column(Read("a;b\n1,5;1.204\n2,5;2.500\n", new CsvOptions { Decimal = ',' })).ShouldBe([1204, 2500]);
        Refusal("v\n1.5\n2.25\n", new CsvOptions { Decimal = ',' }).ShouldContain("'1.5' is no number as --decimal and --thousands say that numbers are written");
        foreach (var bad in new[] { new CsvOptions { Decimal = ';' }, new CsvOptions { Thousands = '_' }, new CsvOptions { Decimal = ',', Thousands = ',' } })
            Should.Throw<BadArgumentException>(() => Read(pop, bad));

        static IEnumerable<float> Column(Dataset data) => data.Samples.ToArray().Where((_, i) => i % data.SampleShape[0] == data.SampleShape[0] - 1);
    }

    [Theory]
    [InlineData("v;w\n1,5;a\n2.5;b\n", "line 3, column 1 ('v'): '2.5' is written otherwise than '1,5' in line 2")]
    [InlineData("v;w\n12%;a\n0.5;b\n", "line 3, column 1 ('v'): '0.5' is written otherwise than '12%' in line 2")]
    [InlineData("v;w\n$12;a\n€7;b\n", "line 3, column 1 ('v'): '€7' is written otherwise than '$12' in line 2")]
    [InlineData("v;w\n12%;a\n7%;b\nmany;c\n", "line 4, column 1 ('v'): 'many' is none of the numbers that the column holds for the most part; mend it, or leave the column out.")]
    [InlineData("v;w\n1;a\n1.204.300;b\nx;c\n", "line 4, column 1 ('v'): 'x' is not a number")]
    public void A_column_of_several_notations_is_refused(string text, string because) => Refusal(text).ShouldContain(because);

    [Theory]
    [InlineData("10-20", "20-30")]
    [InlineData("12 km", "7 km")]
    [InlineData("1,20,430", "2,30,100")]
    public void Texts_with_digits_are_said(string first, string second)
    {
        var data = Read($"k;v\n1;{first}\n2;{second}\n");
        data.ColumnNames.ShouldBe(["k", $"v={first}", $"v={second}"]);
        data.Notes.ShouldContain(note => note.Contains($"the column 'v' holds texts with digits, as '{first}', that are neither numbers nor dates", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_values_stand_beside_any_notation()
    {
        // The mean of 1204.5 and 2500.25 is 1852.375.
        Impute("k;v\n1;1.204,5\n2;-\n3;2.500,25\n").Samples.ToArray().ShouldBe([1, 1204.5f, 2, 1852.375f, 3, 2500.25f]);
        Refusal("k;v\n1;1.204,5\n2;-\n3;2.500,25\n").ShouldContain("line 3, column 2 ('v'): the value is missing ('-')");
    }

    [Fact]
    public void Other_tables_are_read_in_the_notation_that_was_learned()
    {
        var encoding = Read("k;v\n1;1.204,5\n2;2.500,25\n").Encoding;
        // Whole thousands: alone they would be decimals with a point.
        Read("k;v\n1;1.204\n", new CsvOptions { Encoding = encoding }).Samples.ToArray().ShouldBe([1, 1204]);
        Read("k;v\n1;1.204\n", new CsvOptions { Encoding = encoding, Decimal = '.' }).Samples.ToArray().ShouldBe([1, 1.204f]);
        Refusal("k;v\n1;1.5\n", new CsvOptions { Encoding = encoding }).ShouldContain("line 2, column 2 ('v'): '1.5' is not a number");
        var percent = Read("v\n12%\n7%\n").Encoding;
        Refusal("v\n0.5\n", new CsvOptions { Encoding = percent }).ShouldContain("'0.5' is not a number");
        var plain = Read("k;v\n1;1.5\n2;2\n").Encoding;
        Refusal("k;v\n1;2,5\n", new CsvOptions { Encoding = plain }).ShouldContain("'2,5' is not a number as others in this column are; if it is 2.5, say so with --decimal comma.");
        Refusal("k;v\n1;2,500\n", new CsvOptions { Encoding = plain }).ShouldContain("may be 2500, with a comma between thousands, or 2.5, with a decimal comma");
        Refusal("k;v\n1;2 500\n", new CsvOptions { Encoding = plain }).ShouldContain("if it is 2500, say so with --thousands blank.");
        Refusal("k;v\n1;12%\n", new CsvOptions { Encoding = plain }).ShouldContain("'12%' has the unit '%', which other numbers of this column do not have");
        Read("k;v\n1;2,5\n", new CsvOptions { Encoding = plain, Decimal = ',' }).Samples.ToArray().ShouldBe([1, 2.5f]);
        // What was said in learning holds for columns that did not need it.
        Read("k;v\n1;2,5\n", new CsvOptions { Encoding = Read("k;v\n1;2\n2;3\n", new CsvOptions { Decimal = ',' }).Encoding }).Samples.ToArray().ShouldBe([1, 2.5f]);
    }

    [Fact]
    public void Numbers_in_the_texts_of_JSON_are_read_alike()
    {
        var data = JsonLinesFile.Read(Source("{\"v\":\"1.204,5\"}\n{\"v\":\"2.500,25\"}\n", "test.jsonl"), new DataOptions());
        data.Samples.ToArray().ShouldBe([1204.5f, 2500.25f]);
        JsonLinesFile.Read(Source("{\"v\":\"1,204\"}\n{\"v\":\"2,500\"}\n", "test.jsonl"), new DataOptions { Format = new() { Thousands = ',' } }).Samples.ToArray().ShouldBe([1204, 2500]);
    }

    [Fact]
    public void Sequences_take_another_notation_when_it_is_said()
    {
        const string text = "id;v\na;1,5\na;2,5\nb;3,5\n";
        Refusal(text, new CsvOptions { Sequence = "id" }).ShouldContain("line 2, column 2 ('v'): '1,5' is not a number as others in this column are; if it is 1.5, say so with --decimal comma.");
        Read(text, new CsvOptions { Sequence = "id", Decimal = ',' }).Samples.ToArray().ShouldBe([1.5f, 2.5f, 3.5f, 0]);
    }
}
