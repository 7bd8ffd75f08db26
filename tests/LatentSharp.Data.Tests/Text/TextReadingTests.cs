using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Texts of every kind of file; what is expected is counted by hand.</summary>
public sealed class TextReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_are_texts_and_padded_behind_their_ends()
    {
        var data = Lines("b a b\r\n\n   \na\nb zebra a b", new());
        data.Texts.ShouldBe(["b a b", "a", "b zebra a b"]);
        data.Samples.Shape.ShouldBe([3, 4, 1]);
        data.Samples.ToArray().ShouldBe([4f, 5, 4, 0, 5, 0, 0, 0, 4, 1, 5, 4]);
        data.Lengths.ShouldBe([3, 1, 4]);
        data.Text!.Tokenizer.Tokens.ShouldBe(["b", "a"]);
        data.Notes.ShouldBe(["1 token of 8 (12.5 %) is not in the vocabulary of 6 and read as unknown."]);
        Scaler.Choose(data).Kind.ShouldBe(ScalerKind.None);
        var taken = data.Take([2, 0]);
        taken.Texts.ShouldBe(["b zebra a b", "b a b"]);
        taken.Text.ShouldBe(data.Text);
    }

    [Theory]
    [InlineData("spam\tFree: entry\nham\tSee you\n", '\t', null, new[] { "ham", "spam" }, new[] { 1, 0 })]
    [InlineData("DESC:manner How so ?\nLOC:city Where is it ?\nDESC:def What ?\n", ' ', ':', new[] { "DESC", "LOC" }, new[] { 0, 1, 0 })]
    [InlineData("DESC:manner How so ?\nLOC:city Where is it ?\n", ' ', null, new[] { "DESC:manner", "LOC:city" }, new[] { 0, 1 })]
    public void A_label_may_begin_each_line(string text, char separator, char? until, string[] classes, int[] labels)
    {
        var data = Lines(text, new() { LabelSeparator = separator, LabelUntil = until });
        data.ClassNames.ShouldBe(classes);
        data.Labels!.Value.ToArray<int>().ShouldBe(labels);
        data.Texts[0].ShouldBe(text.Split('\n')[0][(text.IndexOf(separator, StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("spam\tBuy it\nnew\tSee you\n", new[] { "Buy it", "See you" }, "passed over")]
    [InlineData("spam\tBuy it\nSee you\n", new[] { "spam\tBuy it", "See you" }, "read whole")]
    [InlineData("Buy\tit\nsee\tyou\n", new[] { "Buy\tit", "see\tyou" }, "read whole")]
    public void Lines_to_apply_to_are_read_without_the_labels_that_were_learned(string text, string[] texts, string note)
    {
        var learned = Lines("spam\tFree entry\nham\tSee you\n", new() { LabelSeparator = '\t' }).Text;
        var data = Lines(text, new() { Learned = learned });
        data.Labels.ShouldBeNull();
        data.Texts.ShouldBe(texts);
        data.Notes[0].ShouldContain(note);
    }

    [Fact]
    public void A_folder_of_one_text_says_what_else_is_there()
    {
        folder.Write("license.txt", "you may");
        Directory.CreateDirectory(folder.File("series"));
        folder.Write("series/a.csv", "1,2\n3,4\n");
        folder.Write("series/b.csv", "1,2\n3,4\n");
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message.ShouldEndWith(
            "there is 1 text; at least 2 are needed; 2 files of another ending than .txt were passed over; those in .csv are read one at a "
            + "time, each by its path.");
    }

    [Fact]
    public void A_line_without_its_label_is_refused() =>
        Should.Throw<BadFileException>(() => Lines("ham\ta\nb\n", new() { LabelSeparator = '\t' }))
            .Message.ShouldEndWith("lines: line 2: there is no tab behind a label, as --label-separator says; each line needs one.");

    [Fact]
    public void A_whole_file_is_one_text()
    {
        var data = DataSource.Open(
            folder.Write("story.txt", "one two\nthree two"),
            new() { Text = new() { Source = "whole", Tokens = new() { Kind = TokenKind.Characters } } });
        data.Texts.ShouldBe(["one two\nthree two"]);
        data.Samples.Shape.ShouldBe([1, 17, 1]);
    }

    [Theory]
    [InlineData("t.csv", "kind,message\nx,\"Hello, \"\"you\"\"\"\ny,Bye you\n", null)]
    [InlineData("t.csv", "kind,message,other\nx,\"Hello, \"\"you\"\"\",1\ny,Bye you,2\n", null)]
    [InlineData("t.tsv", "kind\ta\tb\nx\t5\tHello, \"you\"\ny\t6\tBye you\n", "b")]
    [InlineData("t.jsonl", "{\"kind\":\"x\",\"text\":\"Hello, \\\"you\\\"\"}\n{\"text\":\"Bye you\",\"kind\":\"y\"}\n", null)]
    [InlineData("t.jsonl", "{\"kind\":\"x\",\"a\":\"n\",\"b\":\"Hello, \\\"you\\\"\"}\n{\"b\":\"Bye you\",\"kind\":\"y\"}\n", "b")]
    public void A_column_or_a_key_holds_the_texts(string name, string text, string? column)
    {
        var data = DataSource.Open(folder.Write(name, text), new() { Label = "kind", Text = new() { Source = column } });
        data.Texts.ShouldBe(["Hello, \"you\"", "Bye you"]);
        data.ClassNames.ShouldBe(["x", "y"]);
        data.Text!.Column.ShouldBe(column ?? (name == "t.jsonl" ? "text" : "message"));
        (data.Notes[0].Contains("--text names another column", StringComparison.Ordinal)).ShouldBe(column is null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TextOptions.Lines)]
    public void Lines_of_a_jsonl_file_may_be_texts(string? source) =>
        DataSource.Open(folder.Write("t.jsonl", "\"Hello, you\"\n\"Bye\"\n"), new() { Text = new() { Source = source } }).Texts
            .ShouldBe(["Hello, you", "Bye"]);

    [Fact]
    public void A_column_that_is_not_clear_is_asked_for() =>
        Should.Throw<BadArgumentException>(() => DataSource.Open(folder.Write("t.csv", "a,b\nx,y\nz,w\n"), new() { Text = new() }))
            .Message.ShouldEndWith("which column holds the texts is not clear; name it with --text. There are a, b.");

    [Fact]
    public void Files_of_folders_are_texts_in_the_classes_of_their_folders()
    {
        foreach (var (part, kind) in new[] { ("train", "good"), ("train", "bad"), ("test", "good") })
        {
            Directory.CreateDirectory(folder.File($"{part}/{kind}"));
            folder.Write($"{part}/{kind}/1.txt", $"this is {kind}\n");
            folder.Write($"{part}/{kind}/2.txt", $"{kind} it is\n");
        }
        folder.Write("train/good/notes.log", "x");
        var data = DataSource.Open(folder.Path);
        data.Count.ShouldBe(4);
        data.ClassNames.ShouldBe(["bad", "good"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 0, 1, 1]);
        data.TestPart!.Texts.ShouldBe(["this is good\n", "good it is\n"]);
        data.Notes.ShouldContain("1 file of another ending than .txt was passed over.");
        // this, it: once for each class; "is", "good", "bad" twice or more.
        data.Text!.Tokenizer.Tokens.ShouldBe(["is", "bad", "good", "it", "this"]);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_with_their_place()
    {
        var file = folder.Write("old", [.. "first\ncaf"u8, 0xE9, .. " au lait\n"u8]);
        Should.Throw<BadFileException>(() => DataSource.Open(file, new() { Text = new() })).Message.ShouldBe(
            $"{file}: line 2, byte 4: the byte 0xE9 is no UTF-8; save the file in that encoding, or say --encoding latin1 if each of its "
            + "bytes is a character.");
        DataSource.Open(file, new() { Text = new() { Encoding = CharacterSet.Latin1 } }).Texts.ShouldBe(["first", "café au lait"]);
        TextFile.Read(folder.Write("marked.txt", [0xEF, 0xBB, 0xBF, .. "ä"u8])).ShouldBe("ä");
        Should.Throw<BadFileException>(() => TextFile.Read(folder.Write("zero", "a\0b"))).Message.ShouldContain("line 1, byte 2");
    }

    [Fact]
    public void Long_texts_are_cut_and_empty_ones_unknown()
    {
        var data = DataSource.Open(
            folder.Write("t.csv", "text,n\na b a b,1\n,2\n\"  \",3\n"), new() { Text = new() { Source = "text", Length = 3 } });
        data.Samples.ToArray().ShouldBe([4f, 5, 4, 1, 0, 0, 1, 0, 0]);
        data.Notes.ShouldContain("1 text of more than 3 tokens was cut there; --text-length says it otherwise.");
        data.Notes.ShouldContain("2 texts without a token are read as one unknown token.");
    }

    [Fact]
    public void New_texts_are_read_with_the_vocabulary_that_was_learned()
    {
        var learned = Lines("b a b\nb c c\n", new()).Text!;
        var data = Lines("c a b a c\n", new() { Learned = learned }, one: true);
        data.Samples.ToArray().ShouldBe([5f, 1, 4]);
    }

    [Theory]
    [InlineData("digits", null, "this set holds no texts")]
    [InlineData("x.npy", null, "a .npy file holds no texts")]
    [InlineData("lines", "kind", "there are no columns, so 'kind' cannot be the label")]
    public void What_holds_no_texts_is_refused(string name, string? label, string problem)
    {
        folder.Write("lines", "a\nb\n");
        Should.Throw<BadArgumentException>(() => DataSource.Open(
            name == "digits" ? name : folder.File(name), new() { Text = new(), Label = label })).Message.ShouldContain(problem);
    }

    [Fact]
    public void Texts_are_described()
    {
        var description = DataDescription.Of(Lines("b a b\na\nb zebra a b\n", new()));
        var texts = description.Texts!;
        (texts.Tokens, texts.Shortest, texts.Longest, texts.MeanLength, texts.Vocabulary).ShouldBe(("words", 1, 4, 8.0 / 3, 6));
        texts.MostFrequent.ShouldBe([new("b", 4), new("a", 3)]);
        texts.UnknownShare.ShouldBe(0.125);
        texts.Examples.ShouldBe(["b a b", "a", "b zebra a b"]);
    }

    private Dataset Lines(string text, TextOptions options, bool one = false) =>
        DataSource.Open(folder.Write("lines", text), new() { Text = options, TakesOne = one });
}
