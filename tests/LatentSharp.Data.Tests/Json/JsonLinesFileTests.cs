using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class JsonLinesFileTests
{
    [Fact]
    public void Objects_are_rows()
    {
        var data = Read(
            "\uFEFF{\"a\": 1.5, \"b\": true, \"c\": \"red\"}\r\n\n{\"c\": \"blue\", \"b\": false, \"a\": -2e1}\n", new DataOptions());
        data.ColumnNames.ShouldBe(["a", "b", "c=blue", "c=red"]);
        data.Samples.ToArray().ShouldBe([1.5f, 1, 0, 1, -20, 0, 1, 0]);
        data.Encoding!.Description.ShouldBe("c (2 texts) became one number for each text (one-hot)");
    }

    [Fact]
    public void A_key_may_be_the_label_and_values_may_be_missing()
    {
        var data = Read(
            "{\"a\":1,\"k\":\"x\"}\n{\"k\":7}\n{\"a\":null,\"k\":\"x\"}\n{\"a\":4,\"k\":\"x\"}",
            new DataOptions { Label = "k", Missing = Missing.Impute });
        data.Samples.ToArray().ShouldBe([1, 2.5f, 2.5f, 4]);
        data.ClassNames.ShouldBe(["7", "x"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1, 1]);
    }

    [Theory]
    [InlineData("[[1,2],[3,4],[5,6]]\n[[7,8],[9,10],[11,12]]\n", null)]
    [InlineData("{\"x\":[[1,2],[3,4],[5,6]],\"k\":\"b\"}\n{\"k\":\"a\",\"x\":[[7,8],[9,10],[11,12]]}", "k")]
    public void Arrays_are_samples(string text, string? label)
    {
        var data = Read(text, new DataOptions { Label = label });
        data.Samples.Shape.ShouldBe([2, 3, 2]);
        data.Samples.ToArray().ShouldBe(Enumerable.Range(1, 12).Select(n => (float)n));
        data.Labels?.ToArray<int>().ShouldBe([1, 0]);
    }

    [Fact]
    public void The_mean_of_its_place_stands_in_for_a_missing_number_of_an_array()
    {
        const string text = "[[1,null],[3,4]]\n[[5,6],[\"NaN\",8]]\n[[null,9],[6,12]]\n";
        var data = Read(text, new DataOptions { Missing = Missing.Impute });
        // (1 + 5) / 2, (6 + 9) / 2 and (3 + 6) / 2.
        data.Samples.ToArray().ShouldBe([1, 7.5f, 3, 4, 5, 6, 4.5f, 8, 3, 9, 6, 12]);
        data.Samples.Shape.ShouldBe([3, 2, 2]);
        data.Encoding!.Columns.Select(column => (column.Name, column.Fill!.Value, column.MissingCount))
            .ShouldBe([("column 1", 3, 1), ("column 2", 7.5, 1), ("column 3", 4.5, 1), ("column 4", 8, 0)]);
        Refusal(text).ShouldContain(
            "line 1: element 2: the value is missing (null); fill it, remove the line, or learn with --missing impute, "
            + "so that the mean of its place stands in.");
        var description = DataDescription.Of(data);
        description.MissingValues.ShouldBe(3);
        description.Columns.ShouldBeEmpty();
        description.Preparation.ShouldBe("missing values were replaced by the column's mean in column 1 (1), column 2 (1), column 3 (1)");
        DataDescription.Of(data.AsSequences()).MissingValues.ShouldBe(3);
        var whole = Read("[1,2]\n[3,4]\n", new DataOptions { Missing = Missing.Impute });
        whole.Encoding!.IsPlain.ShouldBeTrue();
        DataDescription.Of(whole).Preparation.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_learned_stands_in_for_a_missing_number_of_new_arrays()
    {
        var learned = Read("[1,2]\n[5,4]\n", new DataOptions { Missing = Missing.Impute });
        var options = new DataOptions { Encoding = learned.Encoding, Missing = Missing.Impute };
        var data = Read("[null,7]\n[null,9]\n[8,null]\n", options);
        data.Samples.ToArray().ShouldBe([3, 7, 3, 9, 8, 3]);
        data.Notes.ShouldBe([
            "the column 'column 1' misses 2 values; the mean, 3, stands in.",
            "the column 'column 2' misses 1 value; the mean, 3, stands in."]);
        Should.Throw<BadFileException>(() => Read("[1,2,3]\n[1,null,3]\n", options)).Message
            .ShouldContain("line 2: element 2: the value is missing (null); fill it or remove the line, for nothing stands in");
    }

    [Fact]
    public void Nothing_stands_in_for_a_place_without_a_value_or_in_the_widest_arrays()
    {
        var options = new DataOptions { Missing = Missing.Impute };
        Should.Throw<BadFileException>(() => Read("[1,null]\n[2,null]\n", options)).Message
            .ShouldBe("test.jsonl: column 2 of the arrays holds no value at all; leave it out.");
        var wide = $"[{string.Join(',', Enumerable.Repeat("1", 100_000))},";
        Read($"{wide}2]\n{wide}3]\n", options).Encoding.ShouldBeNull();
        Should.Throw<BadFileException>(() => Read($"{wide}2]\n{wide}null]\n", options)).Message
            .ShouldContain("line 2: element 100001: the value is missing (null); fill it or remove the line, for nothing stands in");
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "no lines with text")]
    [InlineData("7\n", "line 1: an object or an array is expected")]
    [InlineData("{\"a\":1}\n{\"a\":\n", "line 2: this is not JSON")]
    [InlineData("{\"a\":1}\n{\"a\":1,\"a\":2}\n", "line 2: this is not JSON")]
    [InlineData("{\"a\":1,\"a\":2}\n", "line 1: this is not JSON")]
    [InlineData("{\"a\":NaN}\n", "line 1: this is not JSON")]
    [InlineData("{\"a\":1}\n[1]\n", "line 2: an object is expected")]
    [InlineData("{\"a\":1}\n{\"b\":1}\n", "line 2: the key 'b' is not on the first line")]
    [InlineData("{\"a\":1}\n{}\n", "line 2, column 1 ('a'): the cell is empty")]
    [InlineData("{\"a\":1}\n{\"a\":{}}\n", "line 2: 'a' is neither a number nor a text")]
    [InlineData("{\"a\":1}\n{\"a\":1e99}\n", "line 2, column 1 ('a'): '1e99' is not a finite")]
    [InlineData("{\"a\":1}\n{\"a\":\"x\"}\n", "line 2, column 1 ('a'): 'x' is not a number, as others")]
    [InlineData("{\"a\":1}\n", "there is 1 row")]
    [InlineData("{}\n", "line 1: an object of 0 keys is no sample")]
    [InlineData("{\"\\uD800\":1}\n", "line 1: a key is not valid Unicode")]
    [InlineData("{\"a\":\"\\uD800\"}\n", "line 1: a text is not valid Unicode")]
    [InlineData("[1,2]\n[1]\n", "line 2: an array has 1 elements, but 2 on the first line")]
    [InlineData("[1,2]\n[1,null]\n", "line 2: element 2: the value is missing (null)")]
    [InlineData("[1,2]\n[1,1e99]\n", "line 2: element 2: 1e99 is not a finite")]
    [InlineData("[[1],[2]]\n[[1],2]\n", "line 2: an array is expected inside of another")]
    [InlineData("[]\n", "line 1: an array is empty")]
    [InlineData("[1]\n", "there is 1 sample;")]
    [InlineData("[[[[[[[[1]]]]]]]]\n", "nested more than 7 deep")]
    [InlineData("{\"x\":[1],\"y\":2}\n", "with an array only the label may stand beside it; the keys are x, y")]
    [InlineData("{\"x\":[1],\"y\":[2]}\n", "with an array only the label may stand beside it")]
    [InlineData("{\"x\":[1]}\n{\"x\":1}\n", "line 2: the array 'x' is missing")]
    public void Names_the_line_and_the_problem(string text, string because) => Refusal(text).ShouldContain(because);

    [Fact]
    public void Refuses_depth_length_and_lies_without_taking_memory()
    {
        Refusal(new string('[', 100_000)).ShouldContain("line 1: this is not JSON");
        Refusal("[1,2]\n[" + new string(' ', 17 << 20)).ShouldContain("line 2: the line does not end within 16 MiB");
        var long1 = string.Join(',', Enumerable.Repeat("1", 60_000));
        var wide = $"[[{long1}],{string.Join(',', Enumerable.Repeat("[1]", 60_000))}]";
        Refusal(wide + "\n" + wide).ShouldContain("2147483647 numbers or more");
        var lie = $"[[{string.Join(',', Enumerable.Repeat("1", 40_000))}],{string.Join(',', Enumerable.Repeat("[1]", 2))}]";
        Should.Throw<BadFileException>(() => Read(lie + "\n" + lie, new DataOptions { Missing = Missing.Impute })).Message
            .ShouldContain("line 1: an array has 1 elements, but 40000 on the first line");
    }

    [Fact]
    public void Says_what_labels_there_could_be()
    {
        Should.Throw<BadArgumentException>(
            () => Read("{\"a\":1}\n{\"a\":2}\n", new DataOptions { Label = "k" }))
            .Message.ShouldBe("test.jsonl has no key 'k'; its keys are a.");
        Should.Throw<BadArgumentException>(() =>
            Read("[1]\n[2]\n", new DataOptions { Label = "k" })).Message.ShouldContain("arrays without keys");
        Should.Throw<BadFileException>(() =>
            Read("{\"k\":1}\n{\"k\":2}\n", new DataOptions { Label = "k" })).Message.ShouldContain("no key to learn from");
    }

    [Fact]
    public void Damaged_arrays_are_read_or_refused()
    {
        var good = "{\"x\":[[1,2],[3,4.5e0]],\"k\":\"b\"}\n{\"k\":\"a\",\"x\":[[7,8],[9,10]]}\n{\"k\":\"a\",\"x\":[[7,8],[9,10]]}\n"u8;
        var refused = 0;
        for (var number = 0; number < 1000; number++)
        {
            try
            {
                Read(Damage.Do(good, number), new DataOptions());
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(500);
    }

    private static Dataset Read(string text, DataOptions options) => Read(Encoding.UTF8.GetBytes(text), options);

    private static Dataset Read(byte[] file, DataOptions options) =>
        JsonLinesFile.Read(new InputSource("test.jsonl", () => new MemoryStream(file)), options);

    private static string Refusal(string text) => Should.Throw<BadFileException>(() => Read(text, new DataOptions())).Message;
}
