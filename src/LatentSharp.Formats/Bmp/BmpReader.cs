namespace LatentSharp;

/// <summary>
/// Reads pictures in the format BMP of Windows and OS/2: palettes of 1, 4 and 8 bits, 16, 24 and 32 bits with masks, from the bottom or
/// from the top. Run lengths are refused by name.
/// </summary>
public static class BmpReader
{
    /// <summary>
    /// Reads a picture: three channels, or one where a palette is grey; four where a mask of alpha is said. Fewer bits are
    /// spread to 0 … 255.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole BMP file; the message says where.</exception>
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
        var (file, header) = Open(stream, name);
        var values = new ushort[header.Info.Count];
        var channels = header.Info.Channels;
        Span<byte> pixel = stackalloc byte[4];
        for (var y = 0; y < header.Height; y++)
        {
            var line = header.FromTop ? y : header.Height - 1 - y;
            var row = file.AsSpan((int)(header.Pixels + (header.RowBytes * line)), (int)header.RowBytes);
            for (var x = 0; x < header.Width; x++)
            {
                header.Pixel(row, x, pixel, name);
                for (var c = 0; c < channels; c++) values[(((y * header.Width) + x) * channels) + c] = pixel[c];
            }
        }
        return new Picture(header.Info, values);
    }

    /// <summary>Checks everything that <see cref="Read(Stream, string)"/> does but the palette's indices.</summary>
    /// <exception cref="BadFileException">This is not a whole BMP file.</exception>
    public static PictureInfo Check(Stream stream, string name) => Open(stream, name).Header.Info;

    private static (byte[] File, BmpHeader Header) Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = InputFile.ReadWhole(stream, name, "a BMP file");
        return (file, BmpHeader.Read(file, name));
    }
}
