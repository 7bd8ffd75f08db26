using JpegLibrary;

namespace LatentSharp;

/// <summary>
/// Reads photos in the format JPEG (ITU-T T.81): baseline, extended and progressive ones with 8 bits, grey or in colours (JFIF's YCbCr, or
/// RGB by Adobe's marker). The orientation that Exif says is applied. The file is followed to its end before memory is taken for pixels, so
/// that one that is cut short is refused; CMYK, 12 bits, arithmetic codes and lossless files are refused by name.
/// </summary>
public static class JpegReader
{
    /// <summary>
    /// Reads a photo. Colours of fewer samples are brought to all pixels as libjpeg does: by the triangle filter at half the samples, else
    /// by repeating them.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is no whole JPEG file of those; the message says why.</exception>
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
        var (walk, structure) = Open(stream, name);
        var planes = new JpegPlanes(structure);
        Decode(walk.ForTheLibrary(), planes, name);
        if (!planes.IsComplete) throw Damaged(name, "its pixels end before their time");
        return planes.ToPicture();
    }

    /// <summary>Follows the file to its end, in memory no greater than it, without unpacking pixels.</summary>
    /// <exception cref="BadFileException">This is not a whole JPEG file that is read.</exception>
    public static PictureInfo Check(Stream stream, string name) => Open(stream, name).Structure.Info;

    private static (JpegWalk Walk, JpegStructure Structure) Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = InputFile.ReadWhole(stream, name, "a JPEG file");
        var walk = new JpegWalk(file, name);
        var structure = walk.Follow();
        var info = structure.Info;
        if (info.Count > Array.MaxLength)
            throw BadFileException.At(name, "header", $"{info} are {info.Count} numbers, too many for one picture.");
        UnpackedLimit.Current.CheckStream(name, file.Length, info.Count);
        return (walk, structure);
    }

    private static void Decode(byte[] file, JpegPlanes planes, string name)
    {
        try
        {
            var decoder = new JpegDecoder();
            decoder.SetInput(file);
            decoder.Identify(loadQuantizationTables: false);
            decoder.SetOutputWriter(planes);
            decoder.Decode();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw Damaged(name, $"its pixels cannot be unpacked: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is NullReferenceException or DivideByZeroException or IndexOutOfRangeException or ArgumentException)
        {
            // Tables and scans that do not go together reach the library's arithmetic: docs/dependencies.md.
            throw Damaged(name, "its pixels cannot be unpacked");
        }
    }

    private static BadFileException Damaged(string name, string problem) =>
        BadFileException.At(name, "scan", $"the file is damaged: {problem}.");
}
