using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Pictures of unequal sizes, and of the formats of cameras, in a folder.</summary>
public sealed class PictureFittingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_middle_is_cut_out()
    {
        // Of 4 x 2 the middle 2 x 2, of 2 x 5 rows 1 and 2: nothing is resampled.
        Write("a.png", Png(4, 1, 2, 3, 4, 5, 6, 7, 8));
        Write("b.png", Png(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Write("c.png", Png(2, 11, 12, 13, 14));
        var data = Open(new(2, 2), PictureFit.Crop);
        data.Samples.Shape.ShouldBe([3, 2, 2, 1]);
        data.Samples.ToArray().ShouldBe([2, 3, 6, 7, 3, 4, 5, 6, 11, 12, 13, 14]);
        data.Notes.ShouldBe(
        [
            "2 pictures of 4 x 2 to 2 x 5 pixels were cut to their middle and made 2 x 2; --fit crop, pad or stretch says how.",
        ]);
    }

    [Fact]
    public void Black_is_put_around()
    {
        Write("a.png", Png(2, 5, 6));
        Write("b.png", Png(1, 7, 8));
        var data = Open(new(2, 2), PictureFit.Pad);
        data.Samples.ToArray().ShouldBe([5, 6, 0, 0, 7, 0, 8, 0]);
        data.Notes.Single().ShouldContain("2 pictures of 1 x 2 to 2 x 1 pixels were made 2 x 2 with black around them");
    }

    // numpy.asarray(PIL.Image.fromarray(v).resize((3, 2), PIL.Image.BICUBIC)) of the pixels as uint8, after crop((1, 0, 7, 4)) for crop.
    [Theory]
    [InlineData(PictureFit.Stretch, new float[] { 93, 133, 101, 118, 136, 153 })]
    [InlineData(PictureFit.Crop, new float[] { 125, 129, 120, 158, 126, 147 })]
    public void Pixels_are_resampled_as_Pillow_does(PictureFit fit, float[] expected)
    {
        foreach (var name in new[] { "a.png", "b.png" })
            Write(name, Png(8, [.. Enumerable.Range(0, 32).Select(i => (byte)(i * i * 37 % 256))]));
        var own = Open(new(3, 2), fit).Samples.ToArray();
        foreach (var (value, other) in own.Take(6).Zip(expected)) Math.Abs(value - other).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Photos_get_their_classes_from_folders_and_lists()
    {
        Write("cat/1.jpg", Jpeg(20, 16, 3, 200));
        Write("cat/2.JPEG", Jpeg(16, 20, 1, 100));
        Write("dog/3.bmp", Png(1, 9));
        Write("dog/4.gif", Png(1, 8));
        var data = Open(new(8, 8), PictureFit.Crop);
        data.Samples.Shape.ShouldBe([4, 8, 8, 3]);
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 0, 1, 1]);
        data.Samples.ToArray()[..192].ShouldAllBe(value => Math.Abs(value - 200) <= 2);
        data.Samples.ToArray()[192..384].ShouldAllBe(value => Math.Abs(value - 100) <= 2);
        // What a file holds says its format: these are PNG.
        data.Samples.ToArray()[384..].Distinct().ShouldBe([9, 8]);
        Write("metadata.csv", "file_name,label\ncat/1.jpg,big\ndog/4.gif,small\n"u8.ToArray());
        Open(new(8, 8), PictureFit.Crop).ClassNames.ShouldBe(["big", "small"]);
    }

    [Fact]
    public void The_same_on_any_number_of_threads()
    {
        for (var i = 0; i < 24; i++) Write($"{i:00}.jpg", Jpeg(20 + i, 30, 3, 10 * i));
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var one = Open(new(9, 7), PictureFit.Crop).Samples.ToArray();
            Engine.Threads = 4;
            Open(new(9, 7), PictureFit.Crop).Samples.ToArray().ShouldBe(one);
            Write("07.jpg", Jpeg(20, 30, 3, 10)[..^2]);
            Write("09.jpg", []);
            Should.Throw<BadFileException>(() => Open(new(9, 7), PictureFit.Crop)).Message.ShouldContain("07.jpg: byte");
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    [Fact]
    public void What_is_not_read_is_refused_by_name()
    {
        Write("1.jpg", [.. "RIFF\0\0\0\0WEBPVP8 "u8, 0, 0]);
        Write("2.jpg", Jpeg(4, 4, 1, 9));
        Should.Throw<BadFileException>(() => Open(new(4, 4), PictureFit.Crop)).Message.ShouldContain(
            "1.jpg: this is a picture in the format WebP, which is not read; convert it to PNG");
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("2.jpg"))).Message.ShouldContain(
            "2.jpg: this is a single picture; at least 2 are needed");
        Should.Throw<BadArgumentException>(() => DataSource.Open("digits", new DataOptions { Size = new(4, 4) })).Message.ShouldContain(
            "only pictures in files");
    }

    [Fact]
    public void Real_photos_are_brought_to_one_size()
    {
        var photos = DataSets.Require("photos-sklearn");
        foreach (var name in new[] { "china.jpg", "flower.jpg" }) File.Copy(Path.Combine(photos, name), folder.File(name));
        File.Copy(DataSets.Require("kodak/kodim03.png"), folder.File("kodim03.png"));
        var data = Open(new(64, 64), PictureFit.Crop);
        data.Samples.Shape.ShouldBe([3, 64, 64, 3]);
        data.Notes.Single().ShouldStartWith("3 pictures of 640 x 427 to 768 x 512 pixels were cut to their middle and made 64 x 64");
    }

    private Dataset Open(PictureSize size, PictureFit fit) => DataSource.Open(folder.Path, new DataOptions { Size = size, Fit = fit });

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        folder.Write(name, content);
    }

    private static byte[] Png(int width, params byte[] pixels) => PngWriter.Encode(pixels, width, pixels.Length / width, 1);

    private static byte[] Jpeg(int width, int height, int channels, int value)
    {
        var pixels = new byte[width * height * channels];
        Array.Fill(pixels, (byte)value);
        return JpegWriter.Encode(pixels, width, height, channels, 90);
    }
}
