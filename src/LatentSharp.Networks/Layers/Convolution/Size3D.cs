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

    /// <summary>Down and across.</summary>
    internal Size2D Plane => new(Height, Width);

    internal int Smallest => Math.Min(Depth, Math.Min(Height, Width));

    internal int Largest => Math.Max(Depth, Math.Max(Height, Width));

    /// <summary>The size along one of so many axes, counted from 1 as in a tensor (N, …, C).</summary>
    internal int Along(int axis, int axes) => (axes - axis) switch { 0 => Width, 1 => Height, _ => Depth };
}
