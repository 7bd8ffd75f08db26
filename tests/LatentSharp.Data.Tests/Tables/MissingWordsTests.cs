using static LatentSharp.Tests.TableTexts;

namespace LatentSharp.Tests;

/// <summary>One list of words for what is missing, in all formats.</summary>
public sealed class MissingWordsTests
{
    private static readonly string[] Words =
    [
        "", " ", "?", "-", "–", "NA", "na", "N/A", "#N/A", "<NA>", "NaN", "nan", "-nan", "NaT", "null", "NULL", "None", "\u00A0",
    ];

    public static TheoryData<string> All => new(Words);

    [Theory]
    [MemberData(nameof(All))]
    public void A_missing_value_is_refused_or_filled_in(string word)
    {
        // The mean of 1 and 3 is 2.
        Impute($"a,b\n1,1\n{word},2\n3,3\n").Samples.ToArray().ShouldBe([1, 1, 2, 2, 3, 3]);
        Refusal($"a,b\n1,1\n{word},2\n3,3\n").ShouldMatch(
            @"line 3, column 1 \('a'\): (the cell is empty|the value is missing \('.*'\)); "
            + "fill it, remove the row, or learn with --missing impute");
        var json = $"{{\"a\":1}}\n{{\"a\":\"{word}\"}}\n{{\"a\":3}}\n";
        JsonLinesFile.Read(Source(json, "test.jsonl"), new DataOptions { Missing = Missing.Impute }).Samples.ToArray().ShouldBe([1, 2, 3]);
        // In a sequence the value before stands in.
        SeriesFile.Read(
            Source($"@univariate true\n@classLabel false\n@data\n1,{word},3\n4,5,6\n", "test.ts"), null,
            new DataOptions { Missing = Missing.Impute }).Samples.ToArray().ShouldBe([1, 1, 3, 4, 5, 6]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_missing_label_is_never_a_class(string word)
    {
        Refusal($"v,c\n1,a\n2,{word}\n3,b\n", new CsvOptions { Label = "c" }).ShouldMatch(
            @"line 3, column 2 \('c'\): the label is (empty|missing \('.*'\))");
        Refusal(
            $"id,v,c\nx,1,a\ny,2,{word}\n", new CsvOptions { Label = "c", Sequence = "id" })
            .ShouldMatch(@"line 3, column 3 \('c'\): the label is (empty|missing \('.*'\))");
        foreach (var sample in new[] { "1", "[1,2]" })
        {
            var json = $"{{\"v\":{sample},\"c\":\"a\"}}\n{{\"v\":{sample},\"c\":\"{word}\"}}\n";
            Should.Throw<BadFileException>(
                () => JsonLinesFile.Read(Source(json, "test.jsonl"), new DataOptions { Label = "c" }))
                .Message.ShouldMatch(@"line 2.*the label is (empty|missing \('.*'\))");
        }
    }

    [Fact]
    public void Beside_a_plus_a_minus_is_a_class()
    {
        Read("v,c\n1,+\n2,-\n3,+\n", new CsvOptions { Label = "c" }).ClassNames.ShouldBe(["+", "-"]);
        Read("id,v,c\na,1,-\nb,2,+\n", new CsvOptions { Label = "c", Sequence = "id" }).ClassNames.ShouldBe(["+", "-"]);
        JsonLinesFile.Read(
            Source("{\"v\":[1],\"c\":\"-\"}\n{\"v\":[2],\"c\":\"+\"}\n", "test.jsonl"),
            new DataOptions { Label = "c" }).ClassNames.ShouldBe(["+", "-"]);
    }

    [Fact]
    public void What_is_infinite_is_not_missing()
    {
        Should.Throw<BadFileException>(() => Impute("a,b\n1,1\ninf,2\n3,3\n")).Message.ShouldContain(
            "line 3, column 1 ('a'): 'inf' is not a finite 32-bit number.");
        Should.Throw<BadFileException>(() => JsonLinesFile.Read(Source("[1,2]\n[1,null]\n", "test.jsonl"), new DataOptions())).Message
            .ShouldContain("line 2: element 2: the value is missing (null); fill it, remove the line, or learn with --missing impute");
    }
}
