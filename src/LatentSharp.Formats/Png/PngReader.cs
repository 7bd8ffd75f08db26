using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// Reads pictures in the PNG format (W3C Recommendation, second edition): every colour type and depth, palettes, transparency and
/// interlace. Checksums are compared, the packed pixels are counted before memory is taken for them, and packed texts and colour profiles
/// are never unpacked.
/// </summary>
public static class PngReader
{
    // Unpacked rows up to here take so little memory that they are not counted beforehand.
    private const long SmallBytes = 1 << 20;

    // Deflate packs at most 1,032 bytes into one.
    private const long MaxRatio = 1032;

    /// <summary>
    /// Reads a picture. Depths below 8 are spread to 0 … 255; a palette becomes its colours; a transparent colour or palette adds an alpha
    /// channel.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole PNG file; the message says where.</exception>
    public static Picture Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">The file; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Picture Read(Stream stream, string name)
    {
        var chunks = PngChunks.Read(stream, name);
        Check(chunks, name);
        return new PngPixels(chunks, name).Unpack();
    }

    /// <summary>
    /// Checks everything that <see cref="Read(Stream, string)"/> does but the palette's indices, in memory no greater than the file and two
    /// rows.
    /// </summary>
    /// <exception cref="BadFileException">This is not a whole PNG file.</exception>
    public static PictureInfo Check(Stream stream, string name)
    {
        var chunks = PngChunks.Read(stream, name);
        Check(chunks, name, always: true);
        return chunks.Info;
    }

    /// <summary>
    /// Checks all chunks and their sums, and unpacks pixels that take more than 1 MiB, as reading does: of many pictures that will be read
    /// anyway, most need not be unpacked twice.
    /// </summary>
    /// <exception cref="BadFileException">This is not a PNG file of whole chunks.</exception>
    internal static PictureInfo Look(Stream stream, string name)
    {
        var chunks = PngChunks.Read(stream, name);
        Check(chunks, name);
        return chunks.Info;
    }

    private static void Check(PngChunks chunks, string name, bool always = false)
    {
        if (chunks.Info.Count > Array.MaxLength)
            throw BadFileException.At(name, "header", $"{chunks.Info} are {chunks.Info.Count} numbers, too many for one picture.");
        long expected = 0;
        foreach (var pass in chunks.Header.Passes()) expected += pass.Height * (chunks.Header.RowBytes(pass) + 1);
        if (expected > (chunks.PackedLength + 64) * MaxRatio)
            throw BadFileException.At(
                name, "IDAT",
                $"{chunks.PackedLength} packed bytes cannot hold the {expected} of {chunks.Header.Width} x {chunks.Header.Height} pixels.");
        if (expected <= SmallBytes && !always) return;

        using var unpacked = new ZLibStream(chunks.OpenData(), CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        long length = 0;
        try
        {
            while (length <= expected && unpacked.Read(buffer) is > 0 and var read) length += read;
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not (EndOfStreamException or BadFileException)))
        {
            throw BadFileException.At(name, "IDAT", $"the packed pixels are damaged: {e.Message}");
        }
        if (length != expected)
            throw BadFileException.At(
                name, "IDAT", $"{expected} unpacked bytes are expected, but there are {(length > expected ? "more" : length)}.");
    }
}
