using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Against files that Labels/references/make_labels.py wrote, and against some that were met in use.</summary>
public sealed class NpzLabelsTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Labels", "labels.zip");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cases/zbigl", "16777216,16777217,16777216,16777217")]
    [InlineData("float64", "16777216,16777217,16777216,9007199254740992")]
    [InlineData("int64", "9007199254740992,9007199254740993,-1,9007199254740993")]
    [InlineData("uint64", "18446744073709551615,0,18446744073709551614,0")]
    [InlineData("uint32-big", "4294967295,4294967294,7,7")]
    [InlineData("bool", "1,0,0,1")]
    [InlineData("column", "2,1,1,2")]
    [InlineData("text", "pear,apple,apple,pear")]
    [InlineData("text-big", "ä,z,ä,z")]
    [InlineData("text-numbers", "0,1,0,1")]
    [InlineData("bytes", "ab,c,ab,c")]
    [InlineData("cases/zstr", "a,b,a,c")]
    public void Reads_labels_of_every_kind_exactly(string file, string labels)
    {
        var data = Open(file);
        Names(data).ShouldBe(labels.Split(','));
        data.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void An_array_alone_is_not_labels_too()
    {
        var path = folder.Write("alone.npz", []);
        using (var archive = new System.IO.Compression.ZipArchive(File.Create(path), System.IO.Compression.ZipArchiveMode.Create))
        using (var member = archive.CreateEntry("y.npy").Open())
            Npy.Write(member, Tensor.From([0f, 1, 1, 0]));

        var data = NpzDataset.Read(path);
        data.Labels.ShouldBeNull();
        data.Notes.ShouldBe(["the array 'y', the only one, was taken for the samples."]);
        Should.Throw<BadArgumentException>(() => NpzDataset.Read(path, label: "y")).Message.ShouldEndWith(
            "the array 'y' holds the samples, so that it cannot be the labels too.");
    }

    [Theory]
    [InlineData("cases/zonehot", "0,1,0,2", "(4, 3)")]
    [InlineData("one-hot-fortran", "0,1,0,2", "(4, 3)")]
    public void Takes_the_place_of_the_1_of_one_hot_rows_and_says_so(string file, string labels, string shape)
    {
        var data = Open(file);
        Names(data).ShouldBe(labels.Split(','));
        data.Notes.ShouldBe([$"the labels of shape {shape} are one-hot; the place of the 1 in a row, from 0, was taken for the class."]);
        Names(Open(file, "y")).ShouldBe(labels.Split(','));
    }

    [Theory]
    [InlineData("cases/yneg", "element [1] is 1.5, and only whole numbers are classes")]
    [InlineData("soft", "since row 0 is not a single 1 among zeros")]
    [InlineData("two-hot", "since row 0 is not a single 1 among zeros")]
    [InlineData("none-hot", "since row 1 has no 1")]
    public void Says_why_targets_are_no_classes_and_refuses_them_when_they_were_asked_for(string file, string because)
    {
        var data = Open(file);
        data.Labels.ShouldBeNull();
        data.Notes.Count.ShouldBe(1);
        data.Notes[0].ShouldStartWith("the array 'y' holds no classes, so that the samples have no labels: ");
        data.Notes[0].ShouldContain(because);
        Should.Throw<BadFileException>(() => Open(file, "y")).Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith($"{folder.File("data.npz")}: y: "), m => m.ShouldContain(because));
        Open(file, "none").Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cases/zlen", "labels of shape (3) do not fit 4 samples; (4) is needed")]
    [InlineData("cases/xylen", "labels of shape (3) do not fit 4 samples; (4) is needed")]
    [InlineData("text-missing", "element [1]: the label is empty")]
    [InlineData(
        "objects",
        "the elements are Python objects ('|O'), which can run code and are never read; write numbers, or texts by array.astype('U')")]
    public void Refuses_labels_that_cannot_belong_to_the_samples_and_says_how_to_do_without(string file, string because)
    {
        var message = Should.Throw<BadFileException>(() => Open(file)).Message;
        message.ShouldStartWith($"{folder.File("data.npz")}: y");
        message.ShouldContain(because);
        message.ShouldEndWith("; to read the samples without labels, say --label none.");
        Should.Throw<BadFileException>(() => Open(file, "y")).Message.ShouldNotContain("--label none");
        Open(file, "none").Labels.ShouldBeNull();
        Open(file, "none").Count.ShouldBe(4);
    }

    [Fact]
    public void Names_arrays_that_it_passed_over()
    {
        var data = Open("cases/z_pos");
        data.Labels.ShouldBeNull();
        data.Notes.ShouldBe(
            [
                "'arr_0' holds the samples; the array 'arr_1' was not read. If one holds the labels, name "
                + "it, as --label arr_1; if none does, say --label none."]);
        Names(Open("cases/z_pos", "arr_1")).ShouldBe(["0", "1", "0", "2"]);
        Open("cases/z_pos", "none").Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("lzma")]
    [InlineData("bzip2")]
    public void Says_which_packing_is_read(string file) => Should.Throw<BadFileException>(() => Open(file)).Message
        .ShouldStartWith(
            $"{folder.File("data.npz")}: X.npy: the member is packed in a way that is not read, "
            + $"such as LZMA or bzip2; stored and deflated ones are");

    private Dataset Open(string file, string? label = null) =>
        DataSource.Open(folder.Write("data.npz", Files[file + ".npz"]), new DataOptions { Label = label });

    private static string[] Names(Dataset data) => [.. data.Labels!.Value.ToArray<int>().Select(label => data.ClassNames[label])];
}
