namespace LatentSharp.Bench;

/// <summary>Cuttings of the Kodak photos as files of a format.</summary>
internal static class PhotoFolder
{
    internal const int Count = 200, Width = 320, Height = 240;

    internal static BenchFolder Make(string kodak, string ending, Func<byte[], byte[]> encode)
    {
        var folder = Directory.CreateTempSubdirectory("latent-bench-").FullName;
        string[] photos = [.. Directory.GetFiles(kodak, "*.png").Order(StringComparer.Ordinal)];
        for (var i = 0; i < Count; i++)
        {
            // Each photo is cut at other places every time.
            var (photo, turn) = (PngReader.Read(photos[i % photos.Length]), i / photos.Length);
            var (top, left) = (turn * 37 % (photo.Info.Height - Height), turn * 53 % (photo.Info.Width - Width));
            var pixels = new byte[Height * Width * 3];
            for (var row = 0; row < Height; row++)
                for (var j = 0; j < Width * 3; j++)
                    pixels[(row * Width * 3) + j] = (byte)photo.Values[((((top + row) * photo.Info.Width) + left) * 3) + j];
            File.WriteAllBytes(Path.Combine(folder, $"{i:000}.{ending}"), encode(pixels));
        }
        return new BenchFolder(folder, isOurs: true);
    }
}
