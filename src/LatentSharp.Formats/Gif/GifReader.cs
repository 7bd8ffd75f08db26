namespace LatentSharp;

/// <summary>
/// Reads the first picture of files in the format GIF (CompuServe, versions 87a and 89a): palettes, transparency, interlace, pictures that
/// fill a part of the screen. The file is followed to its end, so that one that is cut short is refused.
/// </summary>
public static class GifReader
{
    /// <summary>
    /// Reads the first picture: red, green and blue, with alpha where a colour is transparent or a part of the screen is not filled; one
    /// channel where its palette is grey.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole GIF file; the message says where.</exception>
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
        var frame = Open(stream, name);
        var (info, values) = (frame.Info, new ushort[frame.Info.Count]);
        var (row, index) = (0, 0);
        var rows = frame.Rows().GetEnumerator();
        foreach (var colour in new GifCodes(frame.Codes, frame.Bits, name).Read((long)frame.Width * frame.Height))
        {
            if (index % frame.Width == 0 && rows.MoveNext()) row = rows.Current;
            if (colour >= frame.Palette.Length)
                throw BadFileException.At(name, "pixels", $"a pixel has colour {colour}, but the palette has only {frame.Palette.Length}.");
            var at = ((((frame.Top + row) * info.Width) + frame.Left + (index % frame.Width)) * info.Channels);
            index++;
            if (colour == frame.Transparent) continue;
            for (var c = 0; c < (info.HasColor ? 3 : 1); c++) values[at + c] = frame.Palette[colour][c];
            if (info.HasAlpha) values[at + info.Channels - 1] = 255;
        }
        return new Picture(info, values);
    }

    /// <summary>Follows the file to its end, without unpacking pixels.</summary>
    /// <exception cref="BadFileException">This is not a whole GIF file.</exception>
    public static PictureInfo Check(Stream stream, string name) => Open(stream, name).Info;

    private static GifFrame Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = InputFile.ReadWhole(stream, name, "a GIF file");
        var frame = new GifWalk(file, name).Follow();
        if (frame.Info.Count > Array.MaxLength)
            throw BadFileException.At(name, "header", $"{frame.Info} are {frame.Info.Count} numbers, too many for one picture.");
        UnpackedLimit.Current.CheckStream(name, file.Length, frame.Info.Count);
        return frame;
    }
}
