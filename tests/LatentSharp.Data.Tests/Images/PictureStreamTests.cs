using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A folder of pictures that is decoded while it is learned from gives what the same folder in memory gives.</summary>
public sealed class PictureStreamTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Samples_and_labels_are_those_in_memory()
    {
        Pictures(40);
        var options = new DataOptions { Size = new PictureSize(6, 5) };
        var (stream, whole) = (new PictureStream(folder.Path, options), DataSource.Open(folder.Path, options));
        (stream.Count, stream.SampleShape).ShouldBe((40, whole.SampleShape));
        stream.ClassNames.ShouldBe(["even", "odd"]);
        stream.Labels!.Value.ToArray<int>().ShouldBe(whole.Labels!.Value.ToArray<int>());
        stream.Notes.ShouldBe(whole.Notes);
        stream.Notes[0].ShouldStartWith("40 pictures of 9 x 7 to 9 x 9 pixels were cut to their middle and made 6 x 5");
        foreach (var (first, count) in new[] { (0, 40), (0, 1), (17, 11), (39, 1) })
        {
            var some = new float[count * stream.Width];
            stream.Read(first, some);
            some.ShouldBe(whole.Samples.AsSpan().Slice(first * stream.Width, some.Length).ToArray());
        }
        stream.Take([3, 20, 38]).ToArray().ShouldBe(whole.Samples.Take([3, 20, 38]).ToArray());
    }

    [Fact]
    public void Learning_from_it_gives_the_bits_of_learning_in_memory()
    {
        Pictures(24);
        var options = new DataOptions { Size = new PictureSize(4, 4) };
        Learned(SampleStream.Of(DataSource.Open(folder.Path, options).Samples)).ShouldBe(Learned(new PictureStream(folder.Path, options)));

        static float[] Learned(SampleStream samples) =>
            PrincipalComponents.Find(samples, 2).Components.ToArray();
    }

    [Fact]
    public void A_test_part_comes_last_and_a_folder_without_classes_has_no_labels()
    {
        Write("train/a/1.png", 1);
        Write("train/b/1.png", 2);
        Write("test/b/1.png", 3);
        var parted = new PictureStream(folder.Path);
        (parted.Count, parted.TestCount).ShouldBe((3, 1));
        parted.Labels!.Value.ToArray<int>().ShouldBe([0, 1, 1]);
        Write("train/a/2.png", 4);
        new PictureStream(folder.File("train/a")).Labels.ShouldBeNull();
    }

    [Fact]
    public void What_is_damaged_is_refused_by_name_when_it_is_decoded()
    {
        Pictures(4);
        var stream = new PictureStream(folder.Path, new DataOptions { Size = new PictureSize(4, 4) });
        var path = folder.File("odd/3.png");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);
        Should.Throw<BadFileException>(() => stream.Read(0, new float[4 * stream.Width])).Message.ShouldContain("3.png");
        Should.Throw<BadFileException>(() => new PictureStream(folder.File("none"))).Message.ShouldContain("there is no such folder");
    }

    private void Pictures(int count)
    {
        for (var i = 0; i < count; i++) Write($"{(i % 2 == 0 ? "even" : "odd")}/{i:0}.png", i, 7 + (i % 3), 9);
    }

    private void Write(string name, int seed, int height = 1, int width = 2)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] pixels = [.. Enumerable.Range(0, height * width * 3).Select(i => (byte)((seed * 31) + (i * 7)))];
        File.WriteAllBytes(path, PngWriter.Encode(pixels, width, height, 3));
    }
}
