namespace LatentSharp;

/// <summary>One component of a JPEG frame.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Horizontal">Samples across in one unit.</param>
/// <param name="Vertical">Samples down in one unit.</param>
/// <param name="Table">Its table of quantisation.</param>
internal readonly record struct JpegComponent(int Id, int Horizontal, int Vertical, int Table);

/// <summary>What a JPEG file says of itself.</summary>
/// <param name="Width">Pixels in a row, as they are stored.</param>
/// <param name="Height">Rows, as they are stored.</param>
/// <param name="Components">One, or three.</param>
/// <param name="AreColours">Whether three components are red, green and blue; else luma and two of chroma.</param>
/// <param name="Orientation">1 to 8, as Exif numbers them.</param>
internal sealed record JpegStructure(int Width, int Height, JpegComponent[] Components, bool AreColours, int Orientation)
{
    internal int MostHorizontal => Components.Max(component => component.Horizontal);

    internal int MostVertical => Components.Max(component => component.Vertical);

    /// <summary>Whether rows become columns.</summary>
    internal bool IsTurned => Orientation >= 5;

    /// <summary>As the picture is to be seen.</summary>
    internal PictureInfo Info => IsTurned ? new(Height, Width, Components.Length, 8) : new(Width, Height, Components.Length, 8);

    /// <summary>Where the pixel (0, 0) goes, and how far the next row and the next pixel are, counted in pixels.</summary>
    internal (int Start, int Row, int Pixel) Way
    {
        get
        {
            var (w, h) = (Width, Height);
            return Orientation switch
            {
                2 => (w - 1, w, -1),
                3 => ((w * h) - 1, -w, -1),
                4 => ((h - 1) * w, -w, 1),
                5 => (0, 1, h),
                6 => (h - 1, -1, h),
                7 => ((w * h) - 1, -1, -h),
                8 => ((w - 1) * h, 1, -h),
                _ => (0, w, 1),
            };
        }
    }
}
