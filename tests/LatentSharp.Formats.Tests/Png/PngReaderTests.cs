using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Against files of every kind that an encoder in Python and Pillow wrote, with their pixels, and hostile ones: references/make_png.py.
/// </summary>
public sealed class PngReaderTests
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Png", "png.zip");

    public static TheoryData<string> Good =>
        new(
            Files.Keys.Where(name =>
                name.StartsWith("good/", StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_every_kind(string name)
    {
        var expected = Files[name[..^4] + ".bin"];
        int Head(int index) => BinaryPrimitives.ReadInt32LittleEndian(expected.AsSpan(4 * index));
        var picture = Read(Files[name]);
        picture.Info.ShouldBe(new PictureInfo(Head(1), Head(0), Head(2), Head(3)));
        picture.Values.ShouldBe(MemoryMarshal.Cast<byte, ushort>(expected.AsSpan(16)).ToArray());
        PngReader.Check(new MemoryStream(Files[name]), "test").ShouldBe(picture.Info);
    }

    [Theory]
    [InlineData("zero-width", "header: 0 x 4 pixels cannot be")]
    [InlineData("zero-height", "header: 4 x 0 pixels cannot be")]
    [InlineData("huge", "too many for one picture")]
    [InlineData("huge-color", "too many for one picture")]
    [InlineData("too-huge", "header: 2147483648 x 4 pixels cannot be")]
    [InlineData("wide", "too many for one picture")]
    [InlineData("depth", "3 bits do not go with colour type 0")]
    [InlineData("color", "colour type 5 is not known")]
    [InlineData("palette-depth", "16 bits do not go with colour type 3")]
    [InlineData("compression", "compression 1 and filter 0 are not known")]
    [InlineData("filter-method", "compression 0 and filter 1 are not known")]
    [InlineData("interlace", "interlace method 2 is not known")]
    [InlineData("no-palette", "there is none")]
    [InlineData("filter", "row 0: filter 5 is not known")]
    [InlineData("short-data", "the packed pixels end before 4 x 4 of them are there")]
    [InlineData("long-data", "there are more unpacked bytes than 4 x 4 pixels have")]
    [InlineData("not-packed", "the packed pixels are damaged")]
    [InlineData("dictionary", "the packed pixels are damaged")]
    [InlineData("adler", "the packed pixels are damaged")]
    [InlineData("pixel-bomb", "there are more unpacked bytes than 4 x 4 pixels have")]
    [InlineData("true-bomb", "64008000 unpacked bytes are expected, but there are 64007999")]
    [InlineData("index", "a pixel has colour 3, but the palette has only 3")]
    [InlineData("palette-size", "10 bytes are no palette")]
    [InlineData("palette-many", "3 colours are more than 1 bits can name")]
    [InlineData("grey-palette", "a grey picture has no palette")]
    [InlineData("clear-size", "1 bytes do not go with colour type 0")]
    [InlineData("clear-many", "3 bytes do not go with colour type 3")]
    [InlineData("clear-alpha", "6 bytes do not go with colour type 6")]
    [InlineData("crc", "chunk IHDR at byte 8: its checksum does not fit")]
    [InlineData("critical", "the chunk ABCD is not known, and the picture needs it")]
    [InlineData("two-headers", "the chunk IHDR is not in its place")]
    [InlineData("no-header", "the chunk IDAT is not in its place")]
    [InlineData("no-end", "the file ends before the chunk IEND")]
    [InlineData("no-pixels", "no chunk IDAT comes before IEND")]
    [InlineData("apart", "the chunks IDAT do not follow each other")]
    [InlineData("late-palette", "the chunk PLTE is not in its place")]
    [InlineData("chunk-length", "a chunk of 2147483653 bytes is announced")]
    [InlineData("jpeg", "this is not a PNG file")]
    public void Refuses_what_is_damaged_or_lies(string name, string because)
    {
        var file = Files[$"bad/{name}.png"];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Should.Throw<BadFileException>(() => Read(file)).Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((4L * file.Length) + (1 << 20));
        message.ShouldStartWith("test");
        message.ShouldContain(because);
    }

    [Fact]
    public void Every_reference_of_a_bad_file_is_tested() =>
        Files.Keys.Count(name => name.StartsWith("bad/", StringComparison.Ordinal)).ShouldBe(38);

    [Fact]
    public void Refuses_an_empty_file() =>
        Should.Throw<BadFileException>(() => Read([])).Message.ShouldBe("test: the file is empty; a PNG file is expected.");

    [Fact]
    public void What_the_writer_writes_comes_back()
    {
        using var folder = new TemporaryFolder();
        foreach (var channels in new[] { 1, 2, 3, 4 })
        {
            var values = Enumerable.Range(0, 6 * channels).Select(i => (float)(i * 9)).ToArray();
            PngWriter.Write(folder.File("a.png"), Tensor.From(values, [2, 3, channels]));
            var picture = PngReader.Read(folder.File("a.png")).ToTensor();
            picture.Shape.ShouldBe([2, 3, channels]);
            picture.ToArray().ShouldBe(values);
        }
        PngWriter.Write(folder.File("a.png"), Tensor.From(new float[] { -3, 300, 1.6f, 254.4f }, [2, 2]));
        PngReader.Read(folder.File("a.png")).Values.ShouldBe([(ushort)0, (ushort)255, (ushort)2, (ushort)254]);
        Should.Throw<BadArgumentException>(() =>
            PngWriter.Write(folder.File("a.png"), Tensor.From(new[] { float.NaN }, [1, 1]))).Message.ShouldContain("NaN");
        Should.Throw<BadArgumentException>(() =>
            PngWriter.Write(folder.File("a.png"), Tensor.Zeros([2, 2, 5]))).Message.ShouldContain("(2, 2, 5) is no picture");
    }

    // numpy.asarray(PIL.Image.open(...)).sum() and [100, 200].
    [SkippableTheory]
    [InlineData("kodim03.png", 113910652, new ushort[] { 251, 255, 79 })]
    public void Reads_a_photograph(string name, long sum, ushort[] pixel)
    {
        var picture = PngReader.Read(DataSets.Require("kodak/" + name));
        picture.Values.Sum(v => (long)v).ShouldBe(sum);
        picture.Values.AsSpan(((100 * picture.Info.Width) + 200) * 3, 3).ToArray().ShouldBe(pixel);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var originals = Files.Where(file =>
            file.Key.StartsWith("good/", StringComparison.Ordinal) && file.Key.EndsWith(".png", StringComparison.Ordinal)
                && file.Value.Length < 4000).Select(file =>
                file.Value).ToArray();
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 3000; number++)
        {
            // Half of them with their checksums made right again, so that the damage goes deeper.
            var damaged = Damage.Do(originals[number % originals.Length], number);
            if (number % 2 == 1) PngRepair.Checksums(damaged);
            try
            {
                Read(damaged);
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(1500);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3000 * (1L << 20));
    }

    private static Picture Read(byte[] file) => PngReader.Read(new MemoryStream(file), "test");
}
