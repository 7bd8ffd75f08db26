namespace LatentSharp;

/// <summary>
/// A size down and across; one number stands for both, and a pair (height, width) for each: <c>Strides = 2</c>, <c>Strides = (2, 1)</c>.
/// </summary>
/// <param name="Height">The size down.</param>
/// <param name="Width">The size across.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same size both ways.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>(height, width)</summary>
    public static implicit operator Size2D((int Height, int Width) sizes) => new(sizes.Height, sizes.Width);

    /// <summary>As in <c>3 × 5</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Height} × {Width}");
}
