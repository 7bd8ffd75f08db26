using System.Text;

namespace LatentSharp.Tests;

/// <summary>Expected numbers by hand.</summary>
public sealed class TableEncodingTests
{
    private const string Houses = "price,colour,rooms\n1,red,2\n4,,?\n,blue,3\n7,red,NA\n";

    [Fact]
    public void Texts_become_one_number_each()
    {
        var data = Read("size,colour\n1,red\n2,blue\n3, red \n", new CsvOptions());
        data.ColumnNames.ShouldBe(["size", "colour=blue", "colour=red"]);
        data.Samples.ToArray().ShouldBe([1, 0, 1, 2, 1, 0, 3, 0, 1]);
        data.Encoding!.Description.ShouldBe("colour (2 texts) became one number for each text (one-hot)");
        Read("size\n1\n2\n", new CsvOptions()).Encoding!.Description.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_values_are_refused_unless_they_may_be_replaced()
    {
        Should.Throw<BadFileException>(() => Read(Houses, new CsvOptions())).Message.ShouldBe(
            "test.csv: line 3, column 2 ('colour'): the cell is empty; fill it, remove the row, or learn with "
            + "--missing impute, so that the column's mean or most frequent text stands in.");
        var data = Read(Houses, new CsvOptions { Missing = Missing.Impute });
        // Means: price (1 + 4 + 7) / 3 = 4, rooms (2 + 3) / 2 = 2.5; the most frequent colour is red.
        data.Samples.ToArray().ShouldBe([1, 0, 1, 2, 4, 0, 1, 2.5f, 4, 1, 0, 3, 7, 0, 1, 2.5f]);
        data.Encoding!.Description.ShouldBe(
            "colour (2 texts) became one number for each text (one-hot); missing values were replaced by the "
            + "column's mean or most frequent text in price (1), colour (1), rooms (2)");
    }

    /// <summary>As <c>SimpleImputer(add_indicator=True)</c>: only columns that miss something get an indicator.</summary>
    [Fact]
    public void A_further_number_says_what_was_missing()
    {
        var data = Read("price,colour,n\n1,red,2\n4,,5\n,red,3\n", new CsvOptions { Missing = Missing.Indicator });
        data.ColumnNames.ShouldBe(["price", "price is missing", "colour=red", "colour is missing", "n"]);
        data.Samples.ToArray().ShouldBe([1, 0, 1, 0, 2, 4, 0, 1, 1, 5, 2.5f, 1, 1, 0, 3]);
        data.Encoding!.Description.ShouldEndWith("in price (1), colour (1), and a further number says where");
        Read("n,colour,price\n,red,7\n", new CsvOptions { Encoding = data.Encoding }).Samples.ToArray()
            .ShouldBe([7, 0, 1, 0, (2 + 5 + 3) / 3f]);
    }

    /// <summary>By <c>FeatureHasher(8)</c>: tests/references/hashed_texts.py.</summary>
    [Fact]
    public void Too_many_texts_become_numbers_by_hashing()
    {
        var table = "who,n\n" + string.Concat(Enumerable.Range(0, 51).Select(n => $"name{n},1.5\n"));
        var data = Read(table, new CsvOptions { HashSize = 8 });
        data.ColumnNames.ShouldBe(["who#1", "who#2", "who#3", "who#4", "who#5", "who#6", "who#7", "who#8", "n"]);
        data.SampleShape.ShouldBe((Shape)9);
        Row(0).ShouldBe([-1, 0, 0, 0, 0, 0, 0, 0, 1.5f]);
        Row(50).ShouldBe([0, 0, 0, 0, 0, 0, 0, -1, 1.5f]);
        data.Encoding!.Description.ShouldBe("who (8 numbers) became numbers by hashing");
        data.Notes.ShouldContain("the column 'who' holds more than 50 different texts, which became 8 numbers by hashing.");
        Read("n,who\n2,name0\n", new CsvOptions { Encoding = data.Encoding }).Samples.ToArray()[..8].ShouldBe(Row(0)[..8]);
        Read("who\na\nb\n", new CsvOptions { HashSize = 8 }).ColumnNames.ShouldBe(["who=a", "who=b"]);

        float[] Row(int row) => data.Samples.AsSpan().Slice(row * 9, 9).ToArray();
    }

    [Fact]
    public void Other_tables_are_read_as_the_one_that_was_learned_from()
    {
        var encoding = Read(Houses, new CsvOptions { Missing = Missing.Impute }).Encoding;
        Read("price,colour,rooms\n,red,1\n2,NA,\n", new CsvOptions { Encoding = encoding }).Samples.ToArray()
            .ShouldBe([4, 0, 1, 1, 2, 0, 1, 2.5f]);
        var strange = Read("rooms,id,colour,price\n1,7,green,2\n?,8,red,1\n", new CsvOptions { Encoding = encoding });
        strange.Samples.ToArray().ShouldBe([2, 0, 0, 1, 1, 0, 1, 2.5f]);
        strange.Notes.ShouldBe(
        [
            "the column 'id' was not learned from and is passed over.",
            "the column 'colour' has 1 value that was not there in learning ('green'); all its numbers are 0 there.",
            "the column 'rooms' misses 1 value; the mean, 2.5, stands in.",
        ]);
        Refusal("price,colour,rooms\n1,red,x\n2,red,1\n", encoding).ShouldContain("line 2, column 3 ('rooms'): 'x' is not a number");
        Refusal("price,colour\n1,red\n2,red\n", encoding).ShouldBe(
            "test.csv: the column 'rooms' that was learned from is missing; there are 'price', 'colour'.");
        Refusal("price,paint,rooms\n1,red,1\n2,red,1\n", encoding).ShouldContain(
            "the column 'colour' that was learned from is missing; there are 'price', 'paint', 'rooms'");
        Refusal("price,colour,rooms,price\n1,red,1,2\n2,red,1,2\n", encoding).ShouldContain("the column 'price' is there several times");
        Read("1,red,2\n2,blue,3\n", new CsvOptions { Encoding = encoding }).Samples.ToArray().ShouldBe([1, 0, 1, 2, 2, 1, 0, 3]);
        Refusal("1,red\n2,blue\n", encoding).ShouldContain("there are 2 columns, but the model learned from 3, 'price', 'colour', 'rooms'");
        var plain = Read("a\n1\n2\n", new CsvOptions()).Encoding;
        Refusal("a\n1\n?\n", plain).ShouldContain("line 3, column 1 ('a'): the value is missing ('?')");
    }

    [Fact]
    public void A_header_is_seen_above_missing_values()
    {
        Read("size,colour\nNA,red\n2,blue\n4,red\n", new CsvOptions { Missing = Missing.Impute }).Samples.ToArray()
            .ShouldBe([3, 0, 1, 2, 1, 0, 4, 0, 1]);
        Should.Throw<BadFileException>(() =>
            Read("x,1\ny,2\n3,4\n", new CsvOptions())).Message.ShouldContain("line 1, column 1: 'x' is not a number");
    }

    [Fact]
    public void Refuses_columns_that_are_neither_numbers_nor_classes()
    {
        var texts = string.Concat(Enumerable.Range(0, 51).Select(n => $"{n},name{n}\n"));
        Refusal("id,who\n" + texts, null).ShouldBe(
            "test.csv: line 52, column 2 ('who'): the column holds more than 50 different texts, too many "
            + "to learn from; it names or describes the rows; leave it out.");
        Refusal("id,said\n" + string.Concat(Enumerable.Range(0, 51).Select(n => $"{n},what {n} said\n")), null).ShouldEndWith(
            "leave it out. If these are texts to learn from, say --text said.");
        // Texts that come again may be classes.
        Refusal("id,who\n" + string.Concat(Enumerable.Repeat("1,same\n", 100)) + texts, null).ShouldContain(
            "too many to learn from; leave it out, or, if it holds the classes, say so with --label who.");
        Refusal("a,b\n1,x\n2,y\n3,7\n", null).ShouldContain("line 2, column 2 ('b'): 'x' is not a number, as others in this column are");
        Refusal("a\nx\n", Read("a\n1\n2\n", new CsvOptions()).Encoding).ShouldBe(
            "test.csv: line 2, column 1 ('a'): 'x' is not a number, as the column held in learning; correct it, or remove the row.");
        Should.Throw<BadFileException>(() => Read("a,b\n1,\n2,NA\n", new CsvOptions { Missing = Missing.Impute })).Message.ShouldBe(
            "test.csv: line 3, column 2 ('b'): the column holds no value at all; remove it from the file.");
        Should.Throw<BadFileException>(() =>
            Read("a,b\n1,2\n2,inf\n", new CsvOptions { Missing = Missing.Impute })).Message.ShouldContain("'inf' is not a finite");
    }

    private static Dataset Read(string text, CsvOptions options) =>
        CsvFile.Read(new InputSource("test.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(text))), options);

    private static string Refusal(string text, TableEncoding? encoding) =>
        Should.Throw<BadFileException>(() => Read(text, new CsvOptions { Encoding = encoding })).Message;
}
