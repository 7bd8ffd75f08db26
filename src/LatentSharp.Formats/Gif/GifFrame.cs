namespace LatentSharp;

/// <summary>The first picture of a GIF file before its pixels are unpacked.</summary>
/// <param name="ScreenWidth">Pixels in a row of the screen.</param>
/// <param name="ScreenHeight">Rows of the screen.</param>
/// <param name="Left">Where the picture begins.</param>
/// <param name="Top">Where the picture begins.</param>
/// <param name="Width">Its pixels in a row.</param>
/// <param name="Height">Its rows.</param>
/// <param name="IsInterlaced">Whether every eighth row comes first.</param>
/// <param name="Palette">Red, green and blue of each colour.</param>
/// <param name="Transparent">The colour that is none; -1 for none.</param>
/// <param name="Bits">Of its first codes, without the one for what clears.</param>
/// <param name="Codes">The codes.</param>
internal sealed record GifFrame(
    int ScreenWidth, int ScreenHeight, int Left, int Top, int Width, int Height, bool IsInterlaced, byte[][] Palette, int Transparent,
    int Bits, byte[] Codes)
{
    private static readonly (int First, int Step)[] Passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    internal PictureInfo Info
    {
        get
        {
            var isGrey = Array.TrueForAll(Palette, color => color[0] == color[1] && color[1] == color[2]);
            var hasAlpha = Transparent >= 0 || (Width, Height) != (ScreenWidth, ScreenHeight);
            return new PictureInfo(ScreenWidth, ScreenHeight, (isGrey ? 1 : 3) + (hasAlpha ? 1 : 0), 8);
        }
    }

    /// <summary>The rows in the order of the file.</summary>
    internal IEnumerable<int> Rows()
    {
        foreach (var (first, step) in IsInterlaced ? Passes : [(0, 1)])
            for (var row = first; row < Height; row += step) yield return row;
    }
}
