namespace LatentSharp;

/// <summary>
/// Sizes of one, two or three axes (int, <see cref="Size2D"/>, <see cref="Size3D"/>) as those of three, of which the last count.
/// </summary>
internal static class Sizes
{
    /// <summary>How many axes such a size has.</summary>
    internal static int Axes<TSize>() where TSize : struct => default(TSize) switch { int => 1, Size2D => 2, _ => 3 };

    /// <summary>The size with 1 for the axes that it lacks.</summary>
    internal static Size3D Whole<TSize>(TSize size) where TSize : struct => size switch
    {
        int width => new(1, 1, width),
        Size2D plane => new(1, plane.Height, plane.Width),
        _ => (Size3D)(object)size,
    };

    /// <summary>The axes that the size has of itself.</summary>
    internal static TSize Of<TSize>(Size3D whole) where TSize : struct => default(TSize) switch
    {
        int => (TSize)(object)whole.Width,
        Size2D => (TSize)(object)whole.Plane,
        _ => (TSize)(object)whole,
    };

    /// <summary>As messages have it: <c>2</c>, <c>2 × 3</c>, <c>2 × 3 × 5</c>.</summary>
    internal static string Written(Size3D whole, int axes) => axes switch
    {
        1 => FormattableString.Invariant($"{whole.Width}"),
        2 => whole.Plane.ToString(),
        _ => whole.ToString(),
    };
}
