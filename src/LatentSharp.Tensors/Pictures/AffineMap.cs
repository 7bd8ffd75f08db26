namespace LatentSharp;

/// <summary>
/// Where the pixels of a moved picture come from: (y, x) of the result are (Yy·y + Yx·x + Y, Xy·y + Xx·x + X) of the original. Pixels are
/// points at whole numbers.
/// </summary>
internal readonly record struct AffineMap(double Yy, double Yx, double Y, double Xy, double Xx, double X)
{
    /// <summary>
    /// A picture that is mirrored, made larger, turned about its middle and then shifted, all in one, so that it is interpolated once.
    /// </summary>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="upsideDown">Whether rows are mirrored.</param>
    /// <param name="leftToRight">Whether columns are mirrored.</param>
    /// <param name="zoom">How many times as large it becomes, above 0.</param>
    /// <param name="turns">By how much it is turned, clockwise; 1 is once around.</param>
    /// <param name="down">By how many pixels it is shifted down.</param>
    /// <param name="right">By how many pixels it is shifted to the right.</param>
    internal static AffineMap Of(
        int height, int width, bool upsideDown, bool leftToRight, double zoom, double turns, double down, double right)
    {
        const long whole = 1L << 40;
        var (cos, sin) = PortableMath.Turn((long)Math.Round((turns - Math.Floor(turns)) * whole), whole);
        var (vertical, horizontal) = ((upsideDown ? -1 : 1) / zoom, (leftToRight ? -1 : 1) / zoom);
        var (yy, yx, xy, xx) = (vertical * cos, -vertical * sin, horizontal * sin, horizontal * cos);
        var (middleY, middleX) = ((height - 1) / 2.0, (width - 1) / 2.0);
        var (fromY, fromX) = (middleY + down, middleX + right);
        return new(yy, yx, middleY - (yy * fromY) - (yx * fromX), xy, xx, middleX - (xy * fromY) - (xx * fromX));
    }
}
