namespace LatentSharp;

/// <summary>Reads one image by what it holds, and where that says nothing by the ending of its file's name.</summary>
internal static class ImageFile
{
    /// <summary>The formats that are read: how their files begin, and their endings. A new one adds a line here.</summary>
    private static readonly Format[] Formats =
    [
        new([".jpg", ".jpeg"], [0xFF, 0xD8, 0xFF], JpegReader.Check, JpegReader.Read),
        new([".png"], [0x89, .. "PNG"u8], PngReader.Check, PngReader.Read),
        new([".gif"], [.. "GIF8"u8], GifReader.Check, GifReader.Read),
        new([".bmp"], [.. "BM"u8], BmpReader.Check, BmpReader.Read),
        new([".pgm", ".ppm", ".pnm"], null, PnmReader.Check, PnmReader.Read),
    ];

    private static readonly string[] OtherEndings = [".tif", ".tiff", ".webp", ".avif", ".heic", ".tga", ".pbm"];

    internal static string Endings => string.Join(", ", Formats.SelectMany(format => format.Endings));

    internal static bool IsImage(string path) => Array.Exists(Formats, format => Has(path, format.Endings));

    /// <summary>Whether the name is that of an image in a format that is not read, which must not be passed over in silence.</summary>
    internal static bool IsOtherImage(string path) => Has(path, OtherEndings);

    /// <summary>Whether there is a file with the name of an image.</summary>
    internal static bool IsHere(string path) => File.Exists(path) && (IsImage(path) || IsOtherImage(path));

    internal static PictureInfo Check(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(stream, path).Check(stream, path);
    }

    internal static Picture Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(stream, path).Read(stream, path);
    }

    private static Format Find(Stream stream, string path)
    {
        if (Array.Find(Formats, format => Has(path, format.Endings)) is not { } named)
            throw new BadFileException($"{path}: images of this format are not read; convert it to PNG (read are {Endings}).");
        // Cameras and browsers give files the ending of another format.
        Span<byte> start = stackalloc byte[16];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        foreach (var format in Formats)
            if (format.Start is { } known && start.StartsWith(known)) return format;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)) throw NotRead(path, "WebP");
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8)) throw NotRead(path, "TIFF");
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8)) throw NotRead(path, "HEIC or AVIF");
        return named;
    }

    private static BadFileException NotRead(string path, string format) =>
        new($"{path}: this is a picture in the format {format}, which is not read; convert it to PNG (read are {Endings}).");

    private static bool Has(string path, string[] endings) =>
        Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private sealed record Format(
        string[] Endings, byte[]? Start, Func<Stream, string, PictureInfo> Check, Func<Stream, string, Picture> Read);
}
