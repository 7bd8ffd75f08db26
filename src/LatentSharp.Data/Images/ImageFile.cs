namespace LatentSharp;

/// <summary>Reads one image by the ending of its file's name.</summary>
internal static class ImageFile
{
    /// <summary>The formats that are read. A new one adds a line here.</summary>
    private static readonly (string Ending, Func<Stream, string, PictureInfo> Check, Func<Stream, string, Picture> Read)[] Formats =
    [
        (".png", PngReader.Check, PngReader.Read),
        (".pgm", PnmReader.Check, PnmReader.Read),
        (".ppm", PnmReader.Check, PnmReader.Read),
        (".pnm", PnmReader.Check, PnmReader.Read),
    ];

    private static readonly string[] OtherEndings =
    [
        ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".avif", ".heic", ".tga", ".pbm",
    ];

    internal static string Endings => string.Join(", ", Formats.Select(format => format.Ending));

    internal static bool IsImage(string path) =>
        Array.Exists(Formats, format => path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the name is that of an image in a format that is not read, which must not be passed over in silence.</summary>
    internal static bool IsOtherImage(string path) =>
        Array.Exists(OtherEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    internal static PictureInfo Check(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(path).Check(stream, path);
    }

    internal static Picture Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(path).Read(stream, path);
    }

    private static (string Ending, Func<Stream, string, PictureInfo> Check, Func<Stream, string, Picture> Read) Find(string path)
    {
        foreach (var format in Formats)
            if (path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase)) return format;
        throw new BadFileException($"{path}: images of this format are not read; convert it to PNG (read are {Endings}).");
    }
}
