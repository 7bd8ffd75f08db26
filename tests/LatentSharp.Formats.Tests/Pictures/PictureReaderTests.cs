using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// JPEG, BMP and GIF against files of every kind that Pillow, libjpeg's programs and encoders in Python wrote, with their pixels, and
/// hostile ones: references/make_pictures.py.
/// </summary>
public sealed class PictureReaderTests
{
    // Our inverse cosine transform has fractions where libjpeg's has whole numbers.
    private const int MostJpegDifference = 4;
    private const double MeanJpegDifference = 0.15;

    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Pictures", "pictures.zip");

    public static TheoryData<string> Good => new(Whole.Select(file => file.Key));

    private static IEnumerable<KeyValuePair<string, byte[]>> Whole => Files.Where(file =>
        file.Key.StartsWith("good/", StringComparison.Ordinal) && !file.Key.EndsWith(".bin", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_every_kind(string name)
    {
        var expected = Files[name + ".bin"];
        int Head(int index) => BinaryPrimitives.ReadInt32LittleEndian(expected.AsSpan(4 * index));
        var picture = Read(name, Files[name]);
        picture.Info.ShouldBe(new PictureInfo(Head(1), Head(0), Head(2), Head(3)));
        Check(name, Files[name]).ShouldBe(picture.Info);
        var values = MemoryMarshal.Cast<byte, ushort>(expected.AsSpan(16)).ToArray();
        if (!name.EndsWith(".jpg", StringComparison.Ordinal))
        {
            picture.Values.ShouldBe(values);
            return;
        }
        var differences = picture.Values.Zip(values, (own, other) => Math.Abs(own - other)).ToArray();
        differences.Max().ShouldBeLessThanOrEqualTo(MostJpegDifference);
        differences.Average().ShouldBeLessThan(MeanJpegDifference);
    }

    [Theory]
    [InlineData("cmyk.jpg", "in the colours of print (CMYK), which is not read")]
    [InlineData("lossless.jpg", "a lossless JPEG, which is not read")]
    [InlineData("arithmetic.jpg", "a JPEG of arithmetic codes, which is not read")]
    [InlineData("twelve.jpg", "a JPEG of 12 bits, which is not read")]
    [InlineData("wide.jpg", "too many for one picture")]
    [InlineData("no-height.jpg", "height is said after its pixels")]
    [InlineData("apart.jpg", "components come one after the other")]
    [InlineData("two.jpg", "the frame is damaged")]
    [InlineData("sampling.jpg", "components in 3x2, 2x1, 1x1 samples")]
    [InlineData("no-table.jpg", "the table 3 of quantisation is not there")]
    [InlineData("no-codes.jpg", "a scan has no Huffman table")]
    [InlineData("twice.jpg", "the head of a scan is damaged")]
    [InlineData("no-end.jpg", "it is cut short")]
    [InlineData("hole.jpg", "the file is damaged")]
    [InlineData("ends-early.jpg", "the file is damaged")]
    [InlineData("scans.jpg", "component 1 comes twice")]
    [InlineData("runs.bmp", "a BMP of run lengths, which is not read")]
    [InlineData("cut.bmp", "it is cut short")]
    [InlineData("wide.bmp", "too many for one picture")]
    [InlineData("bits.bmp", "7 bits do not go with the packing 0")]
    [InlineData("none.bmp", "0 x 18 pixels cannot be")]
    [InlineData("index.bmp", "a pixel has colour 10, but the palette has only 10")]
    [InlineData("cut.gif", "it is cut short")]
    [InlineData("few.gif", "2 pixels are expected, but there are 1")]
    [InlineData("many.gif", "there are more pixels than the picture has")]
    [InlineData("unknown.gif", "the code 7 is not known")]
    [InlineData("outside.gif", "does not fit into 3 x 2")]
    [InlineData("no-palette.gif", "a picture has no palette")]
    [InlineData("index.gif", "a pixel has colour 2, but the palette has only 2")]
    [InlineData("empty.gif", "there is no picture before the end")]
    [InlineData("large.gif", "too many for one picture")]
    public void Refuses_what_is_damaged_or_not_read(string name, string because)
    {
        var file = Files["bad/" + name];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Should.Throw<BadFileException>(() => Read(name, file)).Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((4L * file.Length) + (1 << 20));
        message.ShouldStartWith("test");
        message.ShouldContain(because);
    }

    [Fact]
    public void Every_reference_of_a_bad_file_is_tested() =>
        Files.Keys.Count(name => name.StartsWith("bad/", StringComparison.Ordinal)).ShouldBe(31);

    [Fact]
    public void An_empty_file_and_one_of_another_kind_are_refused()
    {
        foreach (var (name, kind) in new[] { ("a.jpg", "JPEG"), ("a.bmp", "BMP"), ("a.gif", "GIF") })
        {
            Should.Throw<BadFileException>(() => Read(name, [])).Message.ShouldBe($"test: the file is empty; a {kind} file is expected.");
            Should.Throw<BadFileException>(() => Read(name, "nothing of the kind"u8.ToArray())).Message.ShouldBe(
                $"test: this is not a {kind} file.");
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        foreach (var (name, file) in Whole.Where(file => !file.Key.EndsWith("behind.jpg", StringComparison.Ordinal)))
            for (var length = 1; length < file.Length; length += 1 + (file.Length / 60))
                Should.Throw<BadFileException>(() => Read(name, file[..length]), $"{name} of {length} bytes");
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var originals = Whole.Where(file => file.Value.Length < 4000).ToArray();
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 3000; number++)
        {
            var (name, file) = originals[number % originals.Length];
            try
            {
                Read(name, Damage.Do(file, number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3000 * (1L << 20));
    }

    // numpy.asarray(PIL.Image.open(...)).sum(axis=(0, 1)) and [100, 200].
    [Theory]
    [InlineData("china.jpg", 39548995, 39753680, 38510237, 123, 47, 11)]
    [InlineData("flower.jpg", 15067061, 20107708, 15577018, 5, 21, 21)]
    public void Reads_a_photograph(string name, long red, long green, long blue, int r, int g, int b)
    {
        var picture = JpegReader.Read(DataSets.Require("photos-sklearn/" + name));
        picture.Info.ShouldBe(new PictureInfo(640, 427, 3, 8));
        long[] expected = [red, green, blue];
        for (var c = 0; c < 3; c++)
        {
            var sum = 0L;
            for (var i = c; i < picture.Values.Length; i += 3) sum += picture.Values[i];
            ((double)sum / expected[c]).ShouldBe(1, 2e-4);
        }
        var pixel = picture.Values.AsSpan(((100 * 640) + 200) * 3, 3);
        foreach (var (own, other) in pixel.ToArray().Zip([r, g, b])) Math.Abs(own - other).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void What_the_JPEG_writer_writes_comes_back()
    {
        var colours = Enumerable.Range(0, 20 * 30 * 3).Select(i => (byte)(60 + ((i % 3) * 40) + (i / 90 * 3) + (i / 3 % 30 * 2))).ToArray();
        foreach (var channels in new[] { 1, 3 })
        {
            var pixels = channels == 3 ? colours : [.. colours.Where((_, i) => i % 3 == 0)];
            var file = JpegWriter.Encode(pixels, 30, 20, channels, 95);
            var picture = Read("a.jpg", file);
            picture.Info.ShouldBe(new PictureInfo(30, 20, channels, 8));
            picture.Values.Zip(pixels, (own, other) => Math.Abs(own - other)).Max().ShouldBeLessThan(6);
            JpegWriter.Encode(pixels, 30, 20, channels, 30).Length.ShouldBeLessThan(file.Length);
        }
        Should.Throw<BadArgumentException>(() => JpegWriter.Encode(colours, 30, 20, 4, 50)).Message.ShouldContain("4 channels");
        Should.Throw<BadArgumentException>(() => JpegWriter.Encode(colours, 31, 20, 3, 50)).Message.ShouldContain("no picture of 31 x 20");
        Should.Throw<BadArgumentException>(() => JpegWriter.Encode(colours, 30, 20, 3, 0)).Message.ShouldContain("a quality of 0");
    }

    private static Picture Read(string name, byte[] file) => Path.GetExtension(name) switch
    {
        ".jpg" => JpegReader.Read(new MemoryStream(file), "test"),
        ".bmp" => BmpReader.Read(new MemoryStream(file), "test"),
        _ => GifReader.Read(new MemoryStream(file), "test"),
    };

    private static PictureInfo Check(string name, byte[] file) => Path.GetExtension(name) switch
    {
        ".jpg" => JpegReader.Check(new MemoryStream(file), "test"),
        ".bmp" => BmpReader.Check(new MemoryStream(file), "test"),
        _ => GifReader.Check(new MemoryStream(file), "test"),
    };
}
