using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class DataSourceTests
{
    [Fact]
    public void Opens_a_built_in_set_by_its_name()
    {
        DataSource.Open("digits").Count.ShouldBe(1797);
        DataSource.Open("Digits").Name.ShouldBe("digits");
        DataSource.BuiltInNames.ShouldBe(["digits"]);
    }

    [Fact]
    public void Opens_a_table_with_its_label()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("IRIS.TSV", "a\tkind\n1\tx\n2\ty\n");
        DataSource.Open(path, new DataOptions { Label = "kind" }).ClassNames.ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData("digts")]
    [InlineData("images.webp")]
    public void Says_what_there_is_when_a_name_is_unknown(string name) =>
        Should.Throw<BadArgumentException>(() => DataSource.Open(name)).Message
            .ShouldStartWith(
                $"'{name}' is neither a known data set nor a file of a known format; known are "
                + $"digits, fashion-mnist, mnist, files ending in .csv, .tsv");

    /// <summary>What is nowhere is said to be, whatever else was asked of it.</summary>
    [Theory]
    [InlineData("photos/of/cats", "photos/of/cats: there is no such file or folder.")]
    [InlineData("cat.png", "cat.png: there is no such file.")]
    [InlineData("word.wav", "word.wav: there is no such file.")]
    public void Says_that_nothing_is_there(string path, string problem) =>
        Should.Throw<BadFileException>(() => DataSource.Open(path, new DataOptions { Size = new PictureSize(8, 8) })).Message
            .ShouldBe(problem);

    [Fact]
    public void Refuses_a_label_where_there_can_be_none()
    {
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open("digits", new DataOptions { Label = "x" })).Message.ShouldContain("brings its own labels");
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open("a.npy", new DataOptions { Label = "x" })).Message.ShouldContain("has no columns by name");
        Should.Throw<BadArgumentException>(() => DataSource.Open(" ")).Message.ShouldContain("is empty");
    }
}
