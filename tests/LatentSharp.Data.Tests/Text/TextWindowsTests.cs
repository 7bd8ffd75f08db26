using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>One text in windows of tokens; what is expected is counted by hand.</summary>
public sealed class TextWindowsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_window_begins_with_the_last_token_of_the_one_before()
    {
        var data = Open("aaabbc\nabc", new() { Window = 4 });
        data.Text!.Tokenizer.Tokens.ShouldBe(["a", "b", "c", "\n"]);
        data.SampleShape.ShouldBe(new Shape(4, 1));
        data.Samples.ToArray().ShouldBe([4, 4, 4, 5, 5, 5, 6, 7, 7, 4, 5, 6]);
        data.Lengths.ShouldBe([4, 4, 4]);
        data.TestPart.ShouldBeNull();
        data.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_end_is_held_out_and_its_characters_are_not_learned()
    {
        var data = Open("abababababababzbzb", new() { Window = 3, HeldShare = 0.3 });
        // 12 of 18 characters: five whole windows of two more each; of the six others two.
        data.Text!.Tokenizer.Tokens.ShouldBe(["a", "b"]);
        data.Count.ShouldBe(5);
        data.TestPart!.Samples.ToArray().ShouldBe([4, 5, 1, 1, 5, 1]);
        data.TestPart.Notes.ShouldBe(["2 tokens of the 6 held out (33.333 %) are not in the vocabulary of 6 and read as unknown."]);
    }

    [Fact]
    public void The_files_of_a_folder_are_one_text_and_the_rows_of_a_column_too()
    {
        Directory.CreateDirectory(folder.File("books"));
        folder.Write("books/a.txt", "abc");
        folder.Write("books/b.txt", "abd");
        Decoded(Open(folder.File("books"), new() { Window = 7 }, isPath: true)).ShouldBe("abc\nabd");
        Decoded(Open(folder.Write("t.csv", "text,n\nabc x,1\nabd y,2\n"), new() { Window = 11 }, isPath: true)).ShouldBe("abc x\nabd y");
    }

    [Theory]
    [InlineData("ab", 4, 0, "2 tokens; windows of 4 tokens need as many at least")]
    [InlineData("abcdefgh", 4, 0.9, "to learn from has")]
    public void A_text_that_is_too_short_is_refused(string text, int window, double held, string message) =>
        Should.Throw<BadFileException>(() => Open(text, new() { Window = window, HeldShare = held })).Message.ShouldContain(message);

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<BadArgumentException>(() => Open("abc", new() { Window = 1 })).Message.ShouldContain("2 or more");
        Should.Throw<BadArgumentException>(() => Open("abc", new() { Window = 2, HeldShare = 1 })).Message.ShouldContain("below 1");
    }

    private static string Decoded(Dataset data) =>
        data.Text!.Tokenizer.Decode([.. data.Samples.ToArray().Select(id => (int)id)]);

    private Dataset Open(string text, TextOptions options, bool isPath = false) =>
        DataSource.Open(isPath ? text : folder.Write("text.txt", text), new() { Text = options });
}
