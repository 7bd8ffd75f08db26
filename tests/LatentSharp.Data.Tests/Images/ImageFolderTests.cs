using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_are_classes()
    {
        Write("cat/2.png", Png(1, 5, 6));
        Write("cat/1.pgm", "P2 2 1 255 7 8");
        Write("dog/a.png", Png(1, 9, 10));
        Write("dog/notes.txt", "not an image");
        Write("dog/.hidden.png", "not an image");
        var data = DataSource.Open(folder.Path);
        data.Samples.Shape.ShouldBe([3, 1, 2, 1]);
        data.Samples.ToArray().ShouldBe([7, 8, 5, 6, 9, 10]);
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 0, 1]);
        data.Name.ShouldBe(Path.GetFileName(folder.Path));
    }

    [Fact]
    public void Deeper_folders_are_classes_by_their_path_and_a_plain_folder_has_none()
    {
        Write("greek/alpha/1.png", Png(1, 1, 1));
        Write("greek/beta/1.png", Png(1, 2, 2));
        DataSource.Open(folder.Path).ClassNames.ShouldBe(["greek/alpha", "greek/beta"]);
        Write("plain/1.png", Png(1, 1, 1));
        Write("plain/2.png", Png(1, 1, 1));
        DataSource.Open(folder.File("plain")).Labels.ShouldBeNull();
    }

    [Fact]
    public void Train_and_test_are_parts()
    {
        Write("train/a/1.png", Png(1, 1, 1));
        Write("train/c/1.png", Png(1, 2, 2));
        Write("test/b/1.png", Png(1, 3, 3));
        var data = DataSource.Open(folder.Path);
        data.ClassNames.ShouldBe(["a", "b", "c"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 2]);
        data.TestPart!.Labels!.Value.ToArray<int>().ShouldBe([1]);
        data.TestPart.Samples.ToArray().ShouldBe([3, 3]);
    }

    [Fact]
    public void Colours_alpha_and_depth_are_spread_to_all()
    {
        Write("1.png", Png(1, 10, 20));
        Write("2.png", Png(3, 1, 2, 3, 4, 5, 6));
        Write("3.png", Png(2, 7, 8, 9, 10));
        Write("4.pgm", "P2 2 1 65535 0 65535");
        var data = DataSource.Open(folder.Path);
        data.Samples.Shape.ShouldBe([4, 1, 2, 4]);
        data.Samples.ToArray().Select(v => v / 257).ShouldBe(
        [
            10, 10, 10, 255, 20, 20, 20, 255,
            1, 2, 3, 255, 4, 5, 6, 255,
            7, 7, 7, 8, 9, 9, 9, 10,
            0, 0, 0, 255, 255, 255, 255, 255,
        ]);
        Scaler.Choose(data.Samples).Scale.Item().ShouldBe(65_535);
    }

    [Fact]
    public void A_list_names_files_and_classes()
    {
        Write("b/2.png", Png(1, 5, 6));
        Write("1.png", Png(1, 7, 8));
        Write("unused.png", Png(1, 7, 8, 9));
        Write("metadata.csv", "file_name,label,kind\nb/2.png,two,x\n1.png,one,x\n");
        var data = DataSource.Open(folder.Path);
        data.Samples.ToArray().ShouldBe([5, 6, 7, 8]);
        data.ClassNames.ShouldBe(["one", "two"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0]);
        DataSource.Open(folder.Path, new DataOptions { Label = "kind" }).ClassNames.ShouldBe(["x"]);
        Should.Throw<BadArgumentException>(
            () => DataSource.Open(folder.Path, new DataOptions { Label = "no" }))
            .Message.ShouldEndWith("has no column 'no'; its columns are file_name, label, kind.");
    }

    [Fact]
    public void Images_that_the_list_leaves_out_or_names_again_are_told()
    {
        foreach (var name in new[] { "1.png", "2.png", "3.png" }) Write(name, Png(1, 1, 1));
        Write("metadata.csv", "file,label\n1.png,a\n2.png,b\n1.png,b\n");
        var data = DataSource.Open(folder.Path);
        data.Count.ShouldBe(3);
        data.Notes.ShouldBe(
        [
            $"metadata.csv lists 1 image again, as {folder.File("1.png")} in line 4; each line is a sample.",
            $"1 image in the folder is not in metadata.csv and was passed over, as {folder.File("3.png")}.",
        ]);
    }

    [Fact]
    public void Links_to_files_are_followed_and_links_to_folders_are_told()
    {
        Write("data/a/1.png", Png(1, 1, 1));
        Write("data/b/2.png", Png(1, 2, 2));
        Write("elsewhere/3.png", Png(1, 3, 3));
        File.CreateSymbolicLink(folder.File("data/b/3.png"), folder.File("elsewhere/3.png"));
        Directory.CreateSymbolicLink(folder.File("data/c"), folder.File("elsewhere"));
        Directory.CreateSymbolicLink(folder.File("data/a/loop"), folder.File("data"));
        var data = DataSource.Open(folder.File("data"));
        data.Samples.ToArray().ShouldBe([1, 1, 2, 2, 3, 3]);
        data.ClassNames.ShouldBe(["a", "b"]);
        data.Notes.ShouldBe([
            "1 image is a link to a file elsewhere, which was read.",
            $"links to folders are not followed: '{CsvLayout.Shorten(folder.File("data/a/loop"))}', "
            + $"'{CsvLayout.Shorten(folder.File("data/c"))}' were passed over.",
        ]);
    }

    [Fact]
    public void Folders_that_are_links_alone_and_links_to_nothing_and_to_devices_are_refused()
    {
        Write("elsewhere/1.png", Png(1, 1, 1));
        Directory.CreateDirectory(folder.File("data"));
        Directory.CreateSymbolicLink(folder.File("data/a"), folder.File("elsewhere"));
        Should.Throw<BadFileException>(() =>
            DataSource.Open(folder.File("data"))).Message.ShouldContain("links to folders are not followed");
        File.CreateSymbolicLink(folder.File("elsewhere/2.png"), folder.File("nowhere"));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("elsewhere"))).Message.ShouldBe(
            $"{folder.File("elsewhere/2.png")}: there is no such file.");
        File.Delete(folder.File("elsewhere/2.png"));
        File.CreateSymbolicLink(folder.File("elsewhere/2.png"), "/dev/zero");
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("elsewhere"))).Message.ShouldBe(
            $"{folder.File("elsewhere/2.png")}: this is a device; an ordinary file is expected.");
    }

    [Theory]
    [InlineData("../1.png")]
    [InlineData("/etc/1.png")]
    [InlineData("a/../../1.png")]
    [InlineData("C:1.png")]
    [InlineData("a\\1.png")]
    public void A_list_cannot_point_elsewhere(string path)
    {
        Write("metadata.csv", $"file\n{path}\n");
        Refusal().ShouldBe($"{folder.File("metadata.csv")}: line 2: '{path}' is not a path inside this folder.");
    }

    [Fact]
    public void Names_what_cannot_be_read()
    {
        Write("a/1.png", Png(1, 1, 1));
        Refusal().ShouldBe($"{folder.Path}: there is 1 image (.jpg, .jpeg, .png, .gif, .bmp, .pgm, .ppm, .pnm); at least 2 are needed.");
        Write("a/2.png", Png(1, 1, 1, 1));
        Refusal().ShouldBe(
            $"{folder.File("a/2.png")}: the image has 3 x 1 pixels, but {folder.File("a/1.png")} has 2 x 1; all must have the same size, "
                + "and --size 64 brings them to one.");
        File.Delete(folder.File("a/2.png"));
        Write("3.png", Png(1, 1, 1));
        Refusal().ShouldBe($"{folder.File("3.png")}: this image lies beside the folders of classes, as 'a'; move it into one.");
        Write("a/4.webp", "x");
        Refusal().ShouldBe(
            $"{folder.File("a/4.webp")}: images of this format are not read; convert it to PNG (read are .jpg, .jpeg, .png, .gif, .bmp, "
                + ".pgm, .ppm, .pnm).");
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open(folder.Path, new DataOptions { Label = "x" })).Message.ShouldContain("folders name the classes");
        Directory.CreateDirectory(folder.File("empty"));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("empty"))).Message.ShouldContain(
            "there is nothing in this folder that can be read together");
    }

    [Fact]
    public void Refuses_sizes_that_lie_before_memory_is_taken()
    {
        // Both announce 10,000 x 10,000 pixels; one byte of them is there.
        foreach (var name in new[] { "1.pgm", "2.pgm" }) Write(name, "P5 10000 10000 255\n.");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal().ShouldContain("10000 x 10000 pixels take 100000000 bytes, but the file holds 1 more");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_damaged_image_or_list_is_read_or_refused()
    {
        Write("1.png", Png(1, 5, 6));
        Write("2.png", Png(1, 7, 8));
        var image = Png(1, 5, 6);
        var list = Encoding.UTF8.GetBytes("file,label\n1.png,two\n2.png,one\n1.png,one\n");
        var refused = 0;
        for (var number = 0; number < 600; number++)
        {
            Write(number % 2 == 0 ? "2.png" : "metadata.csv", Damage.Do(number % 2 == 0 ? image : list, number));
            try
            {
                DataSource.Open(folder.Path).Count.ShouldBeGreaterThanOrEqualTo(2);
            }
            catch (BadFileException e)
            {
                e.Message.ShouldStartWith(folder.Path);
                refused++;
            }
            File.Delete(folder.File("metadata.csv"));
            Write("2.png", image);
        }
        refused.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Reads_photographs()
    {
        // Six of the eight lie flat; the others stand.
        var kodak = DataSets.Require("kodak");
        foreach (var name in new[] { "kodim03.png", "kodim05.png" }) File.Copy(Path.Combine(kodak, name), folder.File(name));
        DataSource.Open(folder.Path).Samples.Shape.ShouldBe([2, 512, 768, 3]);
    }

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        folder.Write(name, content);
    }

    private static byte[] Png(int channels, params byte[] row) => PngWriter.Encode(row, row.Length / channels, 1, channels);

    private string Refusal() => Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message;
}
