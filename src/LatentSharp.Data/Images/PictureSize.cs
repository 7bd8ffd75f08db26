namespace LatentSharp;

/// <summary>The size of a picture.</summary>
/// <param name="Width">Pixels in a row, 1 to <see cref="Most"/>.</param>
/// <param name="Height">Rows, 1 to <see cref="Most"/>.</param>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>The greatest width and height.</summary>
    public const int Most = 16_384;

    /// <summary>Whether both are within the range.</summary>
    public bool IsValid => Width is >= 1 and <= Most && Height is >= 1 and <= Most;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Width} x {Height}");
}

/// <summary>How a picture is brought to a size of another shape.</summary>
public enum PictureFit
{
    /// <summary>Its middle of that shape is taken.</summary>
    Crop,

    /// <summary>All of it is taken, with black around it.</summary>
    Pad,

    /// <summary>All of it is taken, and stretched.</summary>
    Stretch,
}
