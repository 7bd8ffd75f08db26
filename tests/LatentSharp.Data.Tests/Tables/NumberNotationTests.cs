using LatentSharp.Testing;
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
        if (first != "\u00A05")
            data.Notes.ShouldContain(note =>
                note.StartsWith("the column 'v' holds numbers in another notation: '", StringComparison.Ordinal));
    }

    [Fact]
    public void The_note_shows_what_was_read() =>
        Read("k;v\n1;1.204,5\n2;2.500,25\n", new CsvOptions { HasHeader = true }).Notes
            .ShouldBe(
                [
                    "the column 'v' holds numbers in another notation: '1.204,5' is read as 1204.5; "
                    + "--decimal and --thousands say it otherwise."]);

    [Fact]
    public void Columns_that_are_written_alike_are_said_once() =>
        Read("a;b;c\n1,5;2,5;3%\n2,5;3,5;4%\n", new CsvOptions { HasHeader = true }).Notes.ShouldBe(
        [
            "the columns 'a', 'b' hold numbers in another notation: '1,5' is read as 1.5; --decimal and --thousands say it otherwise.",
            "the column 'c' holds numbers in another notation: '3%' is read as 3; --decimal and --thousands say it otherwise.",
        ]);

    [Theory]
    [InlineData(
        "city,pop\n\"A\",\"1,204\"\n\"B\",\"2,500\"\n\"A\",\"3,100\"\n",
        "line 2, column 2 ('pop'): '1,204' may be 1204, with a comma between thousands, or 1.204, with a "
        + "decimal comma; say which with --thousands comma or --decimal comma.")]
    [InlineData(
        "city;pop\nA;7\nB;-2,500\n",
        "line 3, column 2 ('pop'): '-2,500' may be -2500, with a comma between thousands, or -2.5, with a decimal comma")]
    [InlineData(
        "a;b\n1,5;1.204\n2,5;2.500\n",
        "line 2, column 2 ('b'): other numbers of this table have a decimal comma, so '1.204' may be 1204, with a point between "
        + "thousands, or 1.204, with a decimal point; say which with --thousands point or --decimal point.")]
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
        Refusal("v\n1.5\n2.25\n", new CsvOptions { Decimal = ',' }).ShouldContain(
            "'1.5' is no number as --decimal and --thousands say that numbers are written");
        foreach (
            var bad in new[]
            {
                new CsvOptions { Decimal = ';' }, new CsvOptions { Thousands = '_' }, new CsvOptions { Decimal = ',', Thousands = ',' },
            })
            Should.Throw<BadArgumentException>(() => Read(pop, bad));

        static IEnumerable<float> Column(Dataset data) =>
            data.Samples.ToArray().Where((_, i) => i % data.SampleShape[0] == data.SampleShape[0] - 1);
    }

    [Theory]
    [InlineData(null, null, "2.276,47", "if it is 2276.47, say so with --decimal comma --thousands point.")]
    [InlineData(',', null, "2.276,47", "if it is 2276.47, say so with --decimal comma --thousands point.")]
    [InlineData(null, null, "2,276.47", "if it is 2276.47, say so with --decimal point --thousands comma.")]
    [InlineData(',', '.', "2276.47", "if it is 2276.47, say so with --decimal point.")]
    [InlineData(',', '.', "2 276.47", "if it is 2276.47, say so with --decimal point --thousands blank.")]
    [InlineData(null, null, "1.204.300", "if it is 1204300, say so with --thousands point.")]
    public void The_advice_for_a_new_table_is_the_one_that_helps(char? sign, char? group, string cell, string advice)
    {
        var known = Read("k;v\n1;2\n2;3\n", new CsvOptions { Decimal = sign, Thousands = group }).Encoding!;
        var learned = known with
        {
            Columns =
            [
                .. known.Columns.Select(column =>
                    column with { Numbers = sign is null ? null : new NumberNotation(sign.Value, group, null) }),
            ],
        };
        Refusal($"k;v\n1;{cell}\n", new CsvOptions { Encoding = learned }).ShouldContain(advice);
    }

    [Fact]
    public void Numbers_that_contradict_what_was_said_are_no_texts()
    {
        foreach (var (text, format) in new (string, CsvOptions)[]
        {
            ("a;b\n1.204,5;1\n2,5;2\n", new() { Decimal = '.' }), ("a;b\n1,204;1\n2,5000;2\n", new() { Thousands = ',' }),
        })
            Refusal(text, format).ShouldContain("is no number as --decimal and --thousands say that numbers are written.");
    }

    [Fact]
    public void Points_that_may_be_between_thousands_are_said_where_semicolons_stand_between_cells()
    {
        const string said =
            "the column 'a' is read with a decimal point, but '1.204' may be 1204, with a point between thousands, or "
            + "1.204, with a decimal point; say which with --thousands point or --decimal point.";
        var data = Read("a;b\n1.204;1\n2.500;2\n", new CsvOptions { HasHeader = true });
        data.Samples.ToArray().ShouldBe([1.204f, 1, 2.5f, 2]);
        data.Notes.ShouldBe([said]);
        Read("a;b\n1.204;1.5\n2.500;2\n", new CsvOptions { HasHeader = true }).Notes.ShouldBeEmpty(); // 1.5 tells it
        Read("a;b\n1.204;1\n2.500;2\n", new CsvOptions { HasHeader = true, Decimal = '.' }).Notes.ShouldBeEmpty();
        Read("a,b\n1.204,1\n2.500,2\n", new CsvOptions { HasHeader = true }).Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1385942400", "1385942401", "32 bits round 1385942401 to 1385942400.")] // floats are 128 apart from 2^30 on
    [InlineData("20131202", "20131203", "32 bits round 20131203 to 20131204.")] // and 2 apart from 2^24 on; a tie goes to the even one
    [InlineData("1385942400", "1395942401", null)] // 65 of ten millions
    [InlineData("16777215", "16777216", null)]
    public void Numbers_that_32_bits_do_not_tell_apart_are_said(string one, string two, string? said)
    {
        var notes = Read($"a,b\n{one},1\n{two},2\n", new CsvOptions { HasHeader = true }).Notes;
        if (said is null) notes.ShouldBeEmpty();
        else notes.ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public void Infinity_among_texts_is_one_of_them()
    {
        var data = Read("a,b\nemma,1\ninfinity,2\nbob,3\n");
        data.ColumnNames.ShouldBe(["a=bob", "a=emma", "a=infinity", "b"]);
        Read("a,b\ninfinity,9\n", new CsvOptions { Encoding = data.Encoding }).Samples.ToArray().ShouldBe([0, 0, 1, 9]);
        Refusal("a,b\ninf,1\n-inf,2\n").ShouldContain("line 2, column 1 ('a'): 'inf' is not a finite 32-bit number");
        Refusal("a,b\n1,1\ninf,2\n").ShouldContain("line 3, column 1 ('a'): 'inf' is not a finite 32-bit number");
    }

    [Fact]
    public void A_comma_that_divides_a_single_column_is_explained()
    {
        Refusal("value\n0,5\n1,5\n").ShouldContain(
            "line 2: expected 1 column, found 2; if what divides them belongs to the value, "
            + "as a decimal comma, say --separator semicolon.");
        using var folder = new TemporaryFolder();
        Should.Throw<BadFileException>(() => CsvFile.Read(folder.Write("book.txt", "Once upon a time\nThere was, they say\n"))).Message
            .ShouldEndWith("say --separator semicolon; if the lines are texts, --text lines.");
        Read("value\n0,5\n1,5\n", new CsvOptions { Separator = ';' }).Samples.ToArray().ShouldBe([0.5f, 1.5f]);
    }

    [Fact]
    public void A_unit_in_sequences_is_refused_for_the_true_reason() =>
        Refusal("id,v\na,12%\na,15%\nb,1%\n", new CsvOptions { Sequence = "id" }).ShouldContain(
            "'12%' has the unit '%'; in a table all numbers of a column must have it or none, and in sequences none.");

    [Theory]
    [InlineData("v;w\n1,5;a\n2.5;b\n", "line 3, column 1 ('v'): '2.5' is written otherwise than '1,5' in line 2")]
    [InlineData("v;w\n12%;a\n0.5;b\n", "line 3, column 1 ('v'): '0.5' is written otherwise than '12%' in line 2")]
    [InlineData("v;w\n$12;a\n€7;b\n", "line 3, column 1 ('v'): '€7' is written otherwise than '$12' in line 2")]
    [InlineData(
        "v;w\n12%;a\n7%;b\nmany;c\n",
        "line 4, column 1 ('v'): 'many' is none of the numbers that the column holds for "
        + "the most part; mend it, or leave the column out.")]
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
        data.Notes.ShouldContain(note =>
            note.Contains(
                $"the column 'v' holds texts with digits, as '{first}', that are neither numbers nor dates", StringComparison.Ordinal));
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
        Refusal("k;v\n1;2,5\n", new CsvOptions { Encoding = plain }).ShouldContain(
            "'2,5' is not a number as others in this column are; if it is 2.5, say so with --decimal comma.");
        Refusal("k;v\n1;2,500\n", new CsvOptions { Encoding = plain }).ShouldContain(
            "may be 2500, with a comma between thousands, or 2.5, with a decimal comma");
        Refusal("k;v\n1;2 500\n", new CsvOptions { Encoding = plain }).ShouldContain("if it is 2500, say so with --thousands blank.");
        Refusal("k;v\n1;12%\n", new CsvOptions { Encoding = plain }).ShouldContain(
            "'12%' has the unit '%'; in a table all numbers of a column must have it or none");
        Read("k;v\n1;2,5\n", new CsvOptions { Encoding = plain, Decimal = ',' }).Samples.ToArray().ShouldBe([1, 2.5f]);
        // What was said in learning holds for columns that did not need it.
        Read(
            "k;v\n1;2,5\n",
            new CsvOptions
            {
                Encoding = Read("k;v\n1;2\n2;3\n", new CsvOptions { Decimal = ',' }).Encoding,
            }).Samples.ToArray().ShouldBe([1, 2.5f]);
    }

    [Fact]
    public void Numbers_in_the_texts_of_JSON_are_read_alike()
    {
        var data = JsonLinesFile.Read(Source("{\"v\":\"1.204,5\"}\n{\"v\":\"2.500,25\"}\n", "test.jsonl"), new DataOptions());
        data.Samples.ToArray().ShouldBe([1204.5f, 2500.25f]);
        JsonLinesFile.Read(
            Source("{\"v\":\"1,204\"}\n{\"v\":\"2,500\"}\n", "test.jsonl"),
            new DataOptions { Format = new() { Thousands = ',' } }).Samples.ToArray().ShouldBe([1204, 2500]);
    }

    [Fact]
    public void Sequences_take_another_notation_when_it_is_said()
    {
        const string text = "id;v\na;1,5\na;2,5\nb;3,5\n";
        Refusal(text, new CsvOptions { Sequence = "id" }).ShouldContain(
            "line 2, column 2 ('v'): '1,5' is not a number as others in this column are; if it is 1.5, say so with --decimal comma.");
        Read(text, new CsvOptions { Sequence = "id", Decimal = ',' }).Samples.ToArray().ShouldBe([1.5f, 2.5f, 3.5f, 0]);
    }
}
