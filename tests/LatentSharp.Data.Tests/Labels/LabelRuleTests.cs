using System.Buffers.Binary;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>One rule of labels for every format that has any.</summary>
public sealed class LabelRuleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Formats that hold labels as texts, each writing samples of these labels.</summary>
    public static TheoryData<string> Formats => ["csv", "jsonl", "jsonl of arrays", "sequences", "ts", "metadata", "folders", "npz"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_that_are_equal_are_one_class_named_by_the_shortest_spelling(string format)
    {
        var data = Open(format, "1", "0", "1.0", "0.0", "10", "2");
        data.ClassNames.ShouldBe(["0", "1", "2", "10"]);
        Names(data).ShouldBe(["1", "0", "1", "0", "10", "2"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("jsonl of arrays")]
    [InlineData("sequences")]
    [InlineData("metadata")]
    [InlineData("npz")]
    public void Texts_are_compared_without_blanks_and_numbers_among_them_are_texts(string format)
    {
        var data = Open(format, "b ", "1", " b", "1.0", "a");
        data.ClassNames.ShouldBe(["1", "1.0", "a", "b"]);
        Names(data).ShouldBe(["b", "1", "b", "1.0", "a"]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_beyond_what_floats_hold_are_different(string format) =>
        Open(
            format, "16777216", "16777217", "9007199254740992",
            "9007199254740993").ClassNames.ShouldBe(["16777216", "16777217", "9007199254740992", "9007199254740993"]);

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("jsonl of arrays")]
    [InlineData("sequences")]
    [InlineData("metadata")]
    [InlineData("npz")]
    public void Numbers_that_are_equal_but_two_classes_beside_a_text_are_named(string format)
    {
        Open(format, "1", "a", "1.0", "2").Notes.ShouldHaveSingleItem().ShouldBe(
            "labels that are equal numbers became different classes, since not all labels are numbers, as 'a': "
            + "'1' and '1.0'; if they are the same class, write them alike.");
        Open(format, "1", "a", "2", "1").Notes.ShouldBeEmpty();
        Open(format, "1", "1.0", "2", "2").Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_many_equal_numbers_beside_a_text_five_are_named()
    {
        var labels = Enumerable.Range(1, 6).SelectMany(n => new[] { $"{n}", $"{n}.0", $"{n}e0" }).Append("none of them");
        var note = Open("csv", [.. labels]).Notes.ShouldHaveSingleItem();
        note.ShouldContain("'1' and '1.0' and '1e0', ");
        note.ShouldContain("'5' and '5.0' and '5e0', …; if");
        note.ShouldNotContain("'6'");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("jsonl of arrays")]
    [InlineData("sequences")]
    [InlineData("metadata")]
    [InlineData("npz")]
    public void A_dash_is_a_class_beside_a_plus_and_stands_for_nothing_beside_others(string format)
    {
        Open(format, "-", "+", "-").ClassNames.ShouldBe(["+", "-"]);
        Should.Throw<BadFileException>(() => Open(format, "a", "-", "b")).Message
            .ShouldContain("the label is missing ('-'), for this stands for nothing");
    }

    [Theory]
    [InlineData("-", "none")]
    [InlineData("null", "+")]
    public void Folders_are_names_whatever_they_are(string one, string other) =>
        Open("folders", one, other).ClassNames.ShouldBe([one, other], ignoreOrder: true);

    [Theory]
    [InlineData("csv", "line 3, column 2 ('c')")]
    [InlineData("jsonl", "line 2, column 2 ('c')")]
    [InlineData("jsonl of arrays", "line 2")]
    [InlineData("sequences", "line 4, column 3 ('c')")]
    [InlineData("metadata", "line 3")]
    [InlineData("npz", "element [1]")]
    public void A_missing_label_is_named_by_its_place(string format, string place)
    {
        Should.Throw<BadFileException>(() => Open(format, "a", "NA", "b")).Message.ShouldContain($": {place}: the label is missing ('NA')");
        Should.Throw<BadFileException>(() => Open(format, "a", "-", "b")).Message.ShouldContain($": {place}: the label is missing ('-')");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("jsonl of arrays")]
    [InlineData("sequences")]
    [InlineData("metadata")]
    [InlineData("npz")]
    public void A_missing_label_is_no_class(string format)
    {
        Should.Throw<BadFileException>(() => Open(format, "a", "", "b")).Message.ShouldContain("the label is empty");
        foreach (var word in new[] { "?", "NA", "nan" })
            Should.Throw<BadFileException>(() => Open(format, "a", word, "b")).Message.ShouldContain($"the label is missing ('{word}')");
    }

    [Fact]
    public void Labels_of_JSON_are_texts_whatever_their_type()
    {
        var lines = string.Concat(
            new[] { "1", "1.0", "true", "\"1\"", "0", "false", "1e0" }.Select(label => $"{{\"a\":[1,2],\"y\":{label}}}\n"));
        var data = JsonLinesFile.Read(folder.Write("a.jsonl", lines), new DataOptions { Label = "y" });
        Names(data).ShouldBe(["1", "1", "1", "1", "0", "0", "1"]);
        var table = JsonLinesFile.Read(
            folder.Write("b.jsonl", lines.Replace("[1,2]", "1.5", StringComparison.Ordinal)), new DataOptions { Label = "y" });
        Names(table).ShouldBe(Names(data));
    }

    [Fact]
    public void A_sequence_may_spell_its_label_in_several_ways_but_has_one()
    {
        Names(
            CsvFile.Read(
                folder.Write("a.csv", "id,v,c\n0,1,0\n0,2,0.0\n1,3,1\n"),
                new CsvOptions { Label = "c", Sequence = "id" })).ShouldBe(["0", "1"]);
        Should.Throw<BadFileException>(() =>
            CsvFile.Read(folder.Write("b.csv", "id,v,c\n0,1,0\n0,2,0.0\n1,3,x\n"), new CsvOptions { Label = "c", Sequence = "id" }))
            .Message.ShouldContain(
                "line 3, column 3 ('c'): the label is '0.0', but that of the same sequence in line 2 is '0'; a sequence has one label.");
    }

    [Fact]
    public void Parts_of_a_series_may_spell_classes_in_their_own_way()
    {
        folder.Write("a_TRAIN.ts", "@classLabel true 1 2\n@data\n1,2:1.0\n2,3:2\n");
        folder.Write("a_TEST.ts", "@classLabel true 2.0 1.0\n@data\n1,2:2.0\n2,3:1\n");
        var data = DataSource.Open(folder.File("a"));
        data.ClassNames.ShouldBe(["1", "2"]);
        Names(data).ShouldBe(["1", "2"]);
        Names(data.TestPart!).ShouldBe(["2", "1"]);
        Should.Throw<BadFileException>(
            () => SeriesFile.Read(folder.Write("b.ts", "@classLabel true 1 1.0\n@data\n1,2:1\n")))
            .Message.ShouldContain("the class '1.0' is named twice");
    }

    [Fact]
    public void Whole_numbers_in_IDX_files_are_never_rounded()
    {
        var labels = new byte[4 + 4 + (3 * 4)];
        (labels[2], labels[3], labels[7]) = (0x0C, 1, 3);
        foreach (var (i, value) in new[] { 16777216, 16777217, -1 }.Index())
            BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(8 + (4 * i)), value);
        folder.Write("a-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3]);
        folder.Write("a-labels-idx1-ubyte", labels);
        Names(DataSource.Open(folder.File("a"))).ShouldBe(["16777216", "16777217", "-1"]);
        (labels[2], labels[3]) = (0x0D, 1);
        foreach (var (i, value) in new[] { 1, 1.5f, float.NaN }.Index())
            BinaryPrimitives.WriteSingleBigEndian(labels.AsSpan(8 + (4 * i)), value);
        folder.Write("a-labels-idx1-ubyte", labels);
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("a"))).Message.ShouldBe(
            $"{folder.File("a-labels-idx1-ubyte")}: element [1] is 1.5, and only whole numbers are classes.");
    }

    [Theory]
    [InlineData("ts", "d.ts")]
    [InlineData("folders", "d")]
    [InlineData("npz", "d.npz")]
    public void None_takes_no_labels_of_files_that_bring_their_own(string format, string name)
    {
        Open(format, "a", "b", "a").Labels.ShouldNotBeNull();
        var data = DataSource.Open(folder.File(name), new DataOptions { Label = DataOptions.NoLabel });
        data.Labels.ShouldBeNull();
        data.ClassNames.ShouldBeEmpty();
        data.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void None_leaves_out_the_labels_of_sets_and_of_their_test_parts()
    {
        DataSource.Open("digits", new DataOptions { Label = "none" }).Labels.ShouldBeNull();
        DataSource.Open(folder.Write("a.csv", "a,b\n1,2\n3,4\n"), new DataOptions { Label = "none" }).SampleShape.ShouldBe([2]);
        folder.Write("a_TRAIN.ts", "@classLabel true 1 2\n@data\n1,2:1\n2,3:2\n");
        folder.Write("a_TEST.ts", "@classLabel true 1 2\n@data\n1,2:1\n2,3:2\n");
        var data = DataSource.Open(folder.File("a"), new DataOptions { Label = "none" });
        data.Labels.ShouldBeNull();
        data.TestPart!.Labels.ShouldBeNull();
    }

    /// <summary>The classes of the samples by name.</summary>
    private static string[] Names(Dataset data) => [.. data.Labels!.Value.ToArray<int>().Select(label => data.ClassNames[label])];

    private Dataset Open(string format, params string[] labels)
    {
        string Lines(Func<string, int, string> line) => string.Concat(labels.Select(line));
        switch (format)
        {
            case "csv":
                return CsvFile.Read(
                    folder.Write("d.csv", "v,c\n" + Lines((label, i) => $"{i}.5,\"{label}\"\n")), new CsvOptions { Label = "c" });
            case "jsonl":
                return JsonLinesFile.Read(
                    folder.Write("d.jsonl", Lines((label, i) => $"{{\"v\":{i}.5,\"c\":\"{label}\"}}\n")), new DataOptions { Label = "c" });
            case "jsonl of arrays":
                return JsonLinesFile.Read(
                    folder.Write("d.jsonl", Lines((label, i) => $"{{\"v\":[{i},2],\"c\":\"{label}\"}}\n")),
                    new DataOptions { Label = "c" });
            case "sequences":
                return CsvFile.Read(
                    folder.Write("d.csv", "id,v,c\n" + Lines((label, i) => $"{i},1.5,\"{label}\"\n{i},2,\"{label}\"\n")),
                    new CsvOptions { Label = "c", Sequence = "id" });
            case "ts":
                // The head names the classes in the order they are to have; the lines may spell them otherwise.
                var table = new ClassTable((_, problem) => new BadFileException(problem));
                foreach (var label in labels) table.Add(label, 0);
                table.Sort();
                return SeriesFile.Read(
                    folder.Write(
                        "d.ts", $"@classLabel true {string.Join(' ', table.Names)}\n@data\n" + Lines((label, i) => $"{i},2:{label}\n")));
            case "metadata":
                for (var i = 0; i < labels.Length; i++) folder.Write($"{i}.pgm", $"P2 1 1 255 {i}");
                return ImageFolder.Read(
                    Path.GetDirectoryName(folder.Write("metadata.csv", "file,label\n" + Lines((label, i) => $"{i}.pgm,\"{label}\"\n")))!);
            case "folders":
                Directory.CreateDirectory(folder.File("d"));
                for (var i = 0; i < labels.Length; i++)
                {
                    Directory.CreateDirectory(folder.File($"d/{labels[i]}"));
                    folder.Write($"d/{labels[i]}/{i}.pgm", $"P2 1 1 255 {i}");
                }
                var images = ImageFolder.Read(folder.File("d"));
                // Images are in the order of their paths; their only pixel says which they are.
                return images.Take([.. Enumerable.Range(0, labels.Length).Select(i => Array.IndexOf(images.Samples.ToArray(), (float)i))]);
            default:
                return DataSource.Open(NpzOfTexts(labels));
        }
    }

    private string NpzOfTexts(string[] labels)
    {
        var size = Math.Max(1, labels.Max(label => label.Length));
        var header = $"{{'descr': '<U{size}', 'fortran_order': False, 'shape': ({labels.Length},), }}\n";
        byte[] y =
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header),
            .. labels.SelectMany(label => System.Text.Encoding.UTF32.GetBytes(label.PadRight(size, '\0'))),
        ];
        using var file = File.Create(folder.File("d.npz"));
        using var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create);
        using (var member = zip.CreateEntry("X.npy").Open())
            Npy.Write(member, Tensor.From(Enumerable.Range(0, labels.Length).Select(i => (float)i).ToArray(), [labels.Length, 1]));
        using (var member = zip.CreateEntry("y.npy").Open()) member.Write(y);
        return folder.File("d.npz");
    }
}
