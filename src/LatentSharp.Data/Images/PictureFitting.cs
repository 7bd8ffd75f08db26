namespace LatentSharp;

/// <summary>
/// Brings pictures to one size by <see cref="Bicubic"/>, whose kernel becomes wider where a picture becomes smaller; numbers are rounded
/// and stay within the picture's depth.
/// </summary>
/// <param name="Size">The size.</param>
/// <param name="Fit">What becomes of another shape.</param>
internal sealed record PictureFitting(PictureSize Size, PictureFit Fit)
{
    /// <summary>A picture of the same channels and depth in this size.</summary>
    internal Picture Apply(Picture picture)
    {
        var info = picture.Info;
        if (IsSize(info)) return picture;
        var (width, height) = Fit == PictureFit.Crop ? Within(info.Width, info.Height, Size.Width, Size.Height) : (info.Width, info.Height);
        var inner = Fit == PictureFit.Pad ? Within(Size.Width, Size.Height, info.Width, info.Height) : (Size.Width, Size.Height);
        var resized = Bicubic.Resize(Middle(picture, width, height), height, width, info.Channels, inner.Item2, inner.Item1);
        var (most, row) = ((1 << info.BitDepth) - 1, inner.Item1 * info.Channels);
        var values = new ushort[Size.Height * Size.Width * info.Channels];
        var start = ((((Size.Height - inner.Item2) / 2) * Size.Width) + ((Size.Width - inner.Item1) / 2)) * info.Channels;
        for (var i = 0; i < resized.Length; i++)
        {
            var at = start + (i / row * Size.Width * info.Channels) + (i % row);
            values[at] = (ushort)Math.Clamp(MathF.Floor(resized[i] + 0.5f), 0, most);
        }
        return new Picture(info with { Width = Size.Width, Height = Size.Height }, values);
    }

    /// <summary>A sentence on the pictures that had another size; null where none had.</summary>
    internal string? Note(IReadOnlyList<PictureInfo> infos)
    {
        var others = infos.Where(info => !IsSize(info)).OrderBy(info => (long)info.Width * info.Height).ThenBy(info => info.Width)
            .ToArray();
        if (others.Length == 0) return null;
        var (least, most) = (InWords(others[0]), InWords(others[^1]));
        var (verb, its, it) = others.Length == 1 ? ("was", "its", "it") : ("were", "their", "them");
        var what = Fit switch
        {
            PictureFit.Pad => $"{verb} made {Size} with black around {it}",
            PictureFit.Stretch => $"{verb} stretched to {Size}",
            _ => $"{verb} cut to {its} middle and made {Size}",
        };
        var how = $"{Counted.Of(others.Length, "picture")} of {(least == most ? least : $"{least} to {most}")} pixels {what}";
        return how + "; --fit crop, pad or stretch says how.";
    }

    private bool IsSize(PictureInfo info) => (info.Width, info.Height) == (Size.Width, Size.Height);

    private static string InWords(PictureInfo info) => new PictureSize(info.Width, info.Height).ToString();

    /// <summary>The greatest size of the shape of another that fits into the first.</summary>
    private static (int Width, int Height) Within(int width, int height, int shapeWidth, int shapeHeight) =>
        (long)width * shapeHeight > (long)height * shapeWidth
            ? (Whole((double)height * shapeWidth / shapeHeight, width), height)
            : (width, Whole((double)width * shapeHeight / shapeWidth, height));

    private static int Whole(double value, int most) => Math.Clamp((int)Math.Round(value), 1, most);

    private static ReadOnlySpan<ushort> Middle(Picture picture, int width, int height)
    {
        var info = picture.Info;
        if ((width, height) == (info.Width, info.Height)) return picture.Values;
        var (top, left, row) = ((info.Height - height) / 2, (info.Width - width) / 2, width * info.Channels);
        var values = new ushort[height * row];
        for (var y = 0; y < height; y++)
            picture.Values.AsSpan((((top + y) * info.Width) + left) * info.Channels, row).CopyTo(values.AsSpan(y * row));
        return values;
    }
}
