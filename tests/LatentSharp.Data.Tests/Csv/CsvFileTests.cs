using System.IO.Compression;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1,2.5\n-3,4e2\n")]
    [InlineData("1,2.5\n-3,4e2")]
    [InlineData("1,2.5\r\n-3,4e2\r\n")]
    [InlineData("1,2.5\r-3,4e2\r")]
    [InlineData("\n1,2.5\n\n\n-3,4e2\n\n")]
    [InlineData("1;2.5\n-3;4e2\n")]
    [InlineData("1\t2.5\n-3\t4e2\n")]
    [InlineData("\"1\",\"2.5\"\n\"-3\",\"4e2\"\n")]
    [InlineData(" 1 , 2.5\n-3.0,+400\t\n")]
    [InlineData("\uFEFF1,2.5\n-3,4e2\n")]
    public void Reads_two_rows_of_numbers(string text)
    {
        var data = Read(text);
        data.Samples.Shape.ShouldBe([2, 2]);
        data.Samples.ToArray().ShouldBe([1, 2.5f, -3, 400]);
        data.ColumnNames.ShouldBe(["column 1", "column 2"]);
        data.Labels.ShouldBeNull();
        data.Name.ShouldBe("test");
        InCulture.German(() => Read(text)).Samples.ToArray().ShouldBe([1, 2.5f, -3, 400]);
    }

    [Fact]
    public void Finds_a_header_where_words_stand_over_numbers()
    {
        var data = Read("a,\"b, \"\"c\"\"\",\n1,2,3\n4,5,6\n");
        data.ColumnNames.ShouldBe(["a", "b, \"c\"", "column 3"]);
        data.Count.ShouldBe(2);
        Read("1999,2007\n1,2\n3,4\n", new CsvOptions { HasHeader = false }).Count.ShouldBe(3);
        Read("1999,2000\n1,2\n3,4\n", new CsvOptions { HasHeader = true }).ColumnNames.ShouldBe(["1999", "2000"]);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("2")]
    [InlineData("-2")]
    public void Takes_the_label_by_name_or_number(string label)
    {
        var data = Read("a,kind,b\n1,pear,2\n3,apple,4\n5,pear,6\n", new CsvOptions { Label = label });
        data.Samples.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        data.ColumnNames.ShouldBe(["a", "b"]);
        data.ClassNames.ShouldBe(["apple", "pear"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1]);
    }

    [Fact]
    public void Sorts_classes_by_number_when_all_are_numbers()
    {
        InCulture.German(() => Read("1,10\n1,9\n1,-1\n1,2.5\n", new CsvOptions { Label = "-1" })).ClassNames
            .ShouldBe(["-1", "2.5", "9", "10"]);
        Read("1,10\n1,9\n1,x\n", new CsvOptions { Label = "2" }).ClassNames.ShouldBe(["10", "9", "x"]);
    }

    [Fact]
    public void A_name_wins_over_a_number() =>
        Read("x,1,2\n5,6,7\n8,9,7\n", new CsvOptions { Label = "1" }).ClassNames.ShouldBe(["6", "9"]);

    [Fact]
    public void A_first_line_with_the_labels_name_is_a_header() =>
        Read("1,b\n5,x\n6,y\n", new CsvOptions { Label = "b" }).ClassNames.ShouldBe(["x", "y"]);

    [Fact]
    public void A_label_without_header_is_text_over_text() =>
        Read("1,b\n5,x\n6,y\n", new CsvOptions { Label = "2" }).ClassNames.ShouldBe(["b", "x", "y"]);

    [Theory]
    [InlineData("price")]
    [InlineData("Kind")]
    public void Lists_the_columns_when_there_is_no_such_label(string label) =>
        Should.Throw<BadArgumentException>(() => Read("a,kind\n1,2\n3,4\n", new CsvOptions { Label = label })).Message
            .ShouldBe($"{Name} has no column '{label}'; its columns are a, kind.");

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "3", "has no column 3; its columns are 1 to 2, or -1 to -2 from the end.")]
    [InlineData("a,b\n1,2\n3,4\n", "0", "has no column 0; its columns are 1 to 2, or -1 to -2 from the end.")]
    [InlineData("a,b\n1,2\n3,4\n", "-3", "has no column -3; its columns are 1 to 2, or -1 to -2 from the end.")]
    [InlineData("1,2\n3,4\n", "kind", "has no header with a column 'kind'; give the label by its number, from 1 to 2.")]
    [InlineData("a,a\n1,2\n3,4\n", "a", "has several columns named 'a'; give the label by its number, from 1 to 2.")]
    public void Says_what_is_wrong_with_a_label(string text, string label, string because) =>
        Should.Throw<BadArgumentException>(() => Read(text, new CsvOptions { Label = label })).Message.ShouldBe($"{Name} {because}");

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("\n\r\n\n", "the file has no lines with text.")]
    [InlineData("1,2\n", "there is 1 row of numbers; at least 2 are needed.")]
    [InlineData("a,b\n1,2\n", "there is 1 row of numbers; at least 2 are needed.")]
    [InlineData("a,b\n", "there is one line of texts alone, which may be a header; at least 2 rows of values are needed.")]
    [InlineData("1,2\n3,4\n5\n", "line 3: expected 2 columns, found 1.")]
    [InlineData("1,2\n\n3,4,5\n", "line 3: expected 2 columns, found 3.")]
    [InlineData(
        "a,b\n1,2\n3,x\n",
        "line 3, column 2 ('b'): 'x' is not a number, as others in this column are; if this "
        + "column holds the classes, say so with --label b.")]
    [InlineData(
        "1,2\n3,x\n",
        "line 2, column 2: 'x' is not a number, as others in this column are; if this "
        + "column holds the classes, say so with --label 2.")]
    [InlineData(
        "1,0123456789012345678901234567890123456789abc\n3,4\n5,x",
        "column 2 ('0123456789012345678901234567890123456789…'): 'x' is not")]
    [InlineData("1,2\n3,NaN\n", "line 2, column 2: the value is missing ('NaN'); fill it, remove the row, or learn with --missing impute")]
    [InlineData("1,2\n3,-inf\n", "line 2, column 2: '-inf' is not a finite 32-bit number.")]
    [InlineData("1,2\n3,1e39\n", "line 2, column 2: '1e39' is not a finite 32-bit number.")]
    [InlineData("1,2\n3,\n", "line 2, column 2: the cell is empty; fill it, remove the row, or learn with --missing impute")]
    [InlineData("1,2\n3,NA\n", "line 2, column 2: the value is missing ('NA'); fill it, remove the row, or learn with --missing impute")]
    [InlineData("1,2\n3,?\n", "line 2, column 2: the value is missing ('?'); fill it, remove the row, or learn with --missing impute")]
    [InlineData("1,2\n\"3,4\n5,6\n", "line 2: the quote opened in column 1 is never closed.")]
    [InlineData("1,2\n\"3\"x,4\n", "line 2: text follows the closing quote of column 1; a quote inside quotes is written twice.")]
    [InlineData("1,2\n3,\04\n", "line 2: there is a NUL byte; this is not a text file.")]
    [InlineData("1,2\n\"3\0\",4\n", "line 2: there is a NUL byte; this is not a text file.")]
    [InlineData("a,\"b\n\r\n\"\r\n1,2\n3,x\n", "line 5, column 2 ('b'): 'x' is not a number")]
    public void Names_the_place_and_the_problem(string text, string because) =>
        Refusal(Encoding.UTF8.GetBytes(text)).ShouldSatisfyAllConditions(
            m => m.ShouldStartWith($"{Name}: "), m => m.ShouldContain(because, Case.Sensitive));

    [Fact]
    public void Says_so_when_the_label_is_empty_or_all_there_is()
    {
        Should.Throw<BadFileException>(() =>
            Read("1,a\n2,\n", new CsvOptions { Label = "2" })).Message.ShouldBe($"{Name}: line 2, column 2: the label is empty.");
        Should.Throw<BadFileException>(() =>
            Read("a\nb\n", new CsvOptions { Label = "1" })).Message.ShouldContain("no column to learn from");
        var values = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"1,{i}\n"));
        Should.Throw<BadFileException>(() => Read(values, new CsvOptions { Label = "2" })).Message
            .ShouldBe($"{Name}: line 10001, column 2: there are more than 10000 different labels, too many for classes.");
    }

    [Fact]
    public void Refuses_text_that_is_not_UTF8()
    {
        Refusal([.. "1,2\n3,"u8, 0xFF, (byte)'\n']).ShouldBe($"{Name}: line 2: the text is not UTF-8; save the file in that encoding.");
        Refusal([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("1,2\n3,4\n")]).ShouldBe(
            $"{Name}: line 1: the text is UTF-16, not UTF-8; save the file in that encoding.");
    }

    [Fact]
    public void Refuses_a_line_without_end_and_a_million_columns()
    {
        Refusal(Enumerable.Repeat((byte)'7', 40 << 20).ToArray()).ShouldBe($"{Name}: line 1: the line does not end within 16 MiB.");
        Refusal([.. "1,2\n3,\""u8, .. Enumerable.Repeat((byte)'7', 40 << 20)]).ShouldBe(
            $"{Name}: line 2: the line does not end within 16 MiB; a quote in it may never be closed.");
        Refusal(
            Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat('1', 1_000_000))))
            .ShouldBe($"{Name}: line 1: there are more than 100000 columns.");
    }

    [Fact]
    public void Reads_gzip_by_its_content_and_refuses_damaged_gzip()
    {
        var packed = Pack(Encoding.UTF8.GetBytes("1,2\n3,4\n5,6\n"));
        CsvFile.Read(folder.Write("test.csv.gz", packed)).Samples.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        CsvFile.Read(folder.Write("test.csv.gz", packed)).Name.ShouldBe("test");
        CsvFile.Read(folder.Write("test.csv", packed)).Count.ShouldBe(3);
        for (var length = 2; length < packed.Length; length++) Refusal(packed[..length]).ShouldContain("gzip data are");
        for (var at = packed.Length - 8; at < packed.Length; at++)
        {
            var damaged = packed.ToArray();
            damaged[at] ^= 1;
            Refusal(damaged).ShouldContain("gzip data are");
        }
    }

    [Fact]
    public void Refuses_a_gzip_bomb_without_taking_memory_for_it()
    {
        // 80 MiB of empty lines, 80 kB packed: not even one line of text is in it.
        var bomb = Pack(Enumerable.Repeat((byte)'\n', 80 << 20).ToArray());
        var path = folder.Write("bomb.csv.gz", bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Should.Throw<BadFileException>(() => CsvFile.Read(path)).Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
        message.ShouldContain("a file that swells so is refused");
    }

    [Theory]
    [InlineData("1\n")]
    [InlineData("1,2\n")]
    [InlineData("\n\n")]
    public void Refuses_a_bomb_of_short_lines_before_it_is_gone_through(string line)
    {
        // 256 MiB of lines in some 300 kB; they are refused after 64.
        var packed = new MemoryStream();
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, (1 << 20) / line.Length)));
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            for (var i = 0; i < 256; i++) gzip.Write(block);
        var path = folder.Write("bomb.csv.gz", packed.ToArray());
        Should.Throw<BadFileException>(() => CsvFile.Read(path)).Message.ShouldContain(
            "a file that swells so is refused, unless LATENT_MAX_UNPACKED_MIB names how many MiB it may hold.");
    }

    [Fact]
    public void What_a_packed_file_may_hold_is_a_stated_size()
    {
        UnpackedLimit.Read(null).ShouldBe(new UnpackedLimit(4L << 30, false));
        UnpackedLimit.Read("2").ShouldBe(new UnpackedLimit(2 << 20, true));
        foreach (var wrong in new[] { "0", "-1", "1.5", "1e3", "99999999", "much" })
            Should.Throw<BadArgumentException>(() => UnpackedLimit.Read(wrong)).Message.ShouldBe(
                $"LATENT_MAX_UNPACKED_MIB: '{wrong}' does not fit; it must be a whole number of MiB from 1 to 16777216.");
        // 3 MiB of zeros are few bytes, and too many when 2 are the most; the ratio does not matter when the size is given.
        var packed = Pack(new byte[3 << 20]);
        Should.Throw<BadFileException>(() => Drain(packed, new UnpackedLimit(2 << 20, true))).Message.ShouldBe(
            "test: it unpacks to more than 2 MiB, which is the most; set LATENT_MAX_UNPACKED_MIB to read more.");
        Drain(packed, new UnpackedLimit(3 << 20, true)).ShouldBe(3 << 20);
        var swelling = Pack(new byte[80 << 20]);
        Should.Throw<BadFileException>(() =>
            Drain(swelling, UnpackedLimit.Read(null))).Message.ShouldContain("a file that swells so is refused");
        Drain(swelling, UnpackedLimit.Read("80")).ShouldBe(80 << 20);

        static long Drain(byte[] file, UnpackedLimit limit)
        {
            using var stream = new BoundedGzipStream(new MemoryStream(file), "test", limit);
            var buffer = new byte[1 << 16];
            long length = 0;
            while (stream.Read(buffer) is > 0 and var read) length += read;
            return length;
        }
    }

    [Fact]
    public void A_bad_last_line_costs_no_memory_for_the_lines_before_it()
    {
        var text = new StringBuilder().Insert(0, "a,2,3,4,5,6,7,8,9,0\n", 500_000).Append("a,x,3,4,5,6,7,8,9,0\n").ToString();
        BytesToRefuse(text, "line 500001, column 2").ShouldBeLessThan(1 << 20);
    }

    /// <summary>What is read in one pass costs what its numbers take, and no more.</summary>
    [Fact]
    public void A_bad_last_line_of_numbers_alone_costs_the_numbers_before_it()
    {
        var text = new StringBuilder().Insert(0, "1,2,3,4,5,6,7,8,9,0\n", 500_000).Append("x,2,3,4,5,6,7,8,9,0\n").ToString();
        BytesToRefuse(text, "line 500001, column 1").ShouldBeLessThan((500_000 * 10 * sizeof(float)) + (2 << 20));
    }

    private long BytesToRefuse(string text, string place)
    {
        var path = folder.Write("long.csv", text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<BadFileException>(() => CsvFile.Read(path)).Message.ShouldContain(place);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private string Name => folder.File("test.csv");

    private Dataset Read(string text, CsvOptions? options = null) => CsvFile.Read(folder.Write("test.csv", text), options);

    private string Refusal(byte[] content) => Should.Throw<BadFileException>(() => CsvFile.Read(folder.Write("test.csv", content))).Message;

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
