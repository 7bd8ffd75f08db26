using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LatentSharp.Tests;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 4, 3)]
    public void PixelsComeBack(int width, int height, int channels)
    {
        var pixels = Enumerable.Range(0, width * height * channels).Select(i => (byte)(i * 37)).ToArray();

        var chunks = Chunks(PngWriter.Encode(pixels, width, height, channels));

        chunks.Select(chunk => chunk.Type).ShouldBe(["IHDR", "IDAT", "IEND"]);
        var header = chunks[0].Data;
        BinaryPrimitives.ReadInt32BigEndian(header).ShouldBe(width);
        BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)).ShouldBe(height);
        header[8..].ShouldBe([8, (byte)(channels == 1 ? 0 : 2), 0, 0, 0]);
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var lines = new MemoryStream();
        zlib.CopyTo(lines);
        var rows = lines.ToArray().Chunk(1 + (width * channels)).ToArray();
        rows.Length.ShouldBe(height);
        rows.ShouldAllBe(row => row[0] == 0);
        rows.SelectMany(row => row[1..]).ShouldBe(pixels);
    }

    [Fact]
    public void TheEndHasTheChecksumOfTheStandard() =>
        PngWriter.Encode([0], 1, 1, 1)[^12..].ShouldBe([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82]);

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(7, 1, 5)]
    [InlineData(0, 0, 1)]
    public void PixelsThatDoNotFillThePictureAreRefused(int width, int height, int channels) =>
        Should.Throw<BadArgumentException>(() => PngWriter.Encode(new byte[7], width, height, channels));

    /// <summary>Reads the chunks and checks each one's checksum bit by bit, as the standard defines it.</summary>
    private static List<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        file[..8].ShouldBe([137, 80, 78, 71, 13, 10, 26, 10]);
        var chunks = new List<(string, byte[])>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var remainder = uint.MaxValue;
            foreach (var value in file.AsSpan(at + 4, length + 4))
            {
                remainder ^= value;
                for (var bit = 0; bit < 8; bit++) remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
            }
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)).ShouldBe(~remainder);
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return chunks;
    }
}
