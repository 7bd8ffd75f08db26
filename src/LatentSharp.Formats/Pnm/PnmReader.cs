namespace LatentSharp;

/// <summary>
/// Reads grey and colour pictures in the formats PGM and PPM of Netpbm (J. Poskanzer, pgm(5) and ppm(5)): P2 and P3 with numbers in text,
/// P5 and P6 with bytes, comments and every greatest value from 1 to 65,535. A file holds one picture.
/// </summary>
public static class PnmReader
{
    /// <summary>
    /// Reads a picture. Values are spread to 0 … 255, or to 0 … 65,535 where the greatest value is above 255, and rounded to the nearest.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole PGM or PPM file; the message says where.</exception>
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
        var parser = Open(stream, name);
        var head = parser.ReadHead();
        var values = new ushort[head.Info.Count];
        parser.ReadValues(head, values);
        return new Picture(head.Info, values);
    }

    /// <summary>Checks everything that <see cref="Read(Stream, string)"/> does, in memory no greater than the file.</summary>
    /// <exception cref="BadFileException">This is not a whole PGM or PPM file.</exception>
    public static PictureInfo Check(Stream stream, string name)
    {
        var parser = Open(stream, name);
        var head = parser.ReadHead();
        parser.ReadValues(head, []);
        return head.Info;
    }

    private static PnmParser Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new PnmParser(InputFile.ReadWhole(stream, name, "a PGM or PPM file"), name);
    }
}
