namespace LatentSharp;

/// <summary>
/// A size in depth, down and across; one number stands for all, and a triple (depth, height, width) for each: <c>Strides = (1, 2, 2)</c>.
/// </summary>
/// <param name="Depth">The size in depth.</param>
/// <param name="Height">The size down.</param>
/// <param name="Width">The size across.</param>
public readonly record struct Size3D(int Depth, int Height, int Width)
{
    /// <summary>The same size all ways.</summary>
    public static implicit operator Size3D(int size) => new(size, size, size);

    /// <summary>(depth, height, width)</summary>
    public static implicit operator Size3D((int Depth, int Height, int Width) sizes) => new(sizes.Depth, sizes.Height, sizes.Width);

    /// <summary>As in <c>2 × 3 × 5</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Depth} × {Height} × {Width}");

    /// <summary>A size of fewer axes, with 1 in depth.</summary>
    internal static Size3D Flat(Size2D size) => new(1, size.Height, size.Width);

    /// <summary>Down and across.</summary>
    internal Size2D Plane => new(Height, Width);
}
