using System.Buffers.Binary;
using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// Writes pictures of 8 bits a channel in the PNG format (W3C Recommendation, second edition): grey, grey with alpha, colour, or colour
/// with alpha.
/// </summary>
public static class PngWriter
{
    // The colour type for 1 to 4 channels.
    private static ReadOnlySpan<byte> ColorTypes => [0, 4, 2, 6];

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="pixels">Rows from the top, pixels from the left, channels innermost.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 for grey, 2 for grey and alpha, 3 for red, green and blue, 4 for these and alpha.</param>
    /// <exception cref="BadArgumentException">The pixels do not fill the picture, or there is no such number of channels.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        if (channels is < 1 or > 4)
            throw new BadArgumentException(
                $"PNG: {channels} channels; a picture has 1 (grey) or 3 (red, green, blue), and one more with alpha.");
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * channels)
            throw new BadArgumentException($"PNG: {pixels.Length} bytes are no picture of {width} x {height} pixels of {channels} bytes.");

        using var file = new MemoryStream();
        file.Write(PngHeader.Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = ColorTypes[channels - 1];
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width * channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>
    /// Writes a tensor of shape (H, W), (H, W, 1), (H, W, 2), (H, W, 3) or (H, W, 4) with numbers from 0 to 255, rounded to the nearest
    /// whole one; those outside become 0 or 255. The file appears whole or not at all.
    /// </summary>
    /// <exception cref="BadArgumentException">The tensor is not Float32 of such a shape, or a number in it is NaN.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(string path, Tensor picture)
    {
        if (picture.DType != DType.Float32 || picture.Rank is < 2 or > 3 || (picture.Rank == 3 && picture.Shape[2] is < 1 or > 4)
            || picture.Count == 0)
            throw new BadArgumentException(
                $"PNG: a tensor of {picture.DType} {picture.Shape} is no picture; Float32 of "
                + "shape (height, width) or (height, width, 1 to 4) is.");
        var pixels = new byte[picture.Count];
        var values = picture.AsSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            if (float.IsNaN(values[i])) throw new BadArgumentException("PNG: a pixel is NaN; numbers from 0 to 255 can be written.");
            pixels[i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, 255);
        }
        var file = Encode(pixels, picture.Shape[1], picture.Shape[0], picture.Rank == 3 ? picture.Shape[2] : 1);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>The picture as an address that a page can hold in itself.</summary>
    /// <inheritdoc cref="Encode"/>
    public static string DataUri(ReadOnlySpan<byte> pixels, int width, int height, int channels) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(pixels, width, height, channels));

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int rowBytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            for (var row = 0; row < pixels.Length; row += rowBytes)
            {
                zlib.WriteByte(0); // Filter "none".
                zlib.Write(pixels.Slice(row, rowBytes));
            }
        }
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        file.Write(number);
    }
}
