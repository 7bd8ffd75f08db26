namespace LatentSharp;

/// <summary>Reads one image.</summary>
internal static class ImageFile
{
    /// <summary>The formats that are read: their endings, and how their files begin. A new one adds a line here.</summary>
    internal static MediaFormats<PictureInfo, Picture> Formats { get; } = new(
        "image", "a picture", "PNG",
        [
            new([".jpg", ".jpeg"], start => start.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF]), JpegReader.Check, JpegReader.Read),
            new([".png"], start => start.StartsWith([(byte)0x89, .. "PNG"u8]), PngReader.Look, PngReader.Read),
            new([".gif"], start => start.StartsWith("GIF8"u8), GifReader.Check, GifReader.Read),
            new([".bmp"], start => start.StartsWith("BM"u8), BmpReader.Check, BmpReader.Read),
            new([".pgm", ".ppm", ".pnm"], null, PnmReader.Check, PnmReader.Read),
        ],
        [
            new("WebP", start => start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)),
            new("TIFF", start => start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8)),
            new("HEIC or AVIF", start => start.Length >= 12 && start[4..].StartsWith("ftyp"u8)),
        ],
        [".tif", ".tiff", ".webp", ".avif", ".heic", ".tga", ".pbm"]);

    /// <summary>Images, as what a folder holds.</summary>
    internal static MediaKind Kind { get; } = Formats.Kind;

    internal static string Endings => Formats.Endings;

    internal static bool IsImage(string path) => Formats.IsRead(path);

    internal static bool IsHere(string path) => Formats.IsHere(path);

    internal static PictureInfo Check(string path) => Formats.Check(path);

    internal static Picture Read(string path) => Formats.Read(path);
}
